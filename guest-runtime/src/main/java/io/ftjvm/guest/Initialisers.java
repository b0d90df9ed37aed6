package io.ftjvm.guest;

import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Who runs which class initialiser. The JVM blocks a thread that needs a class while another thread initialises it, and it
 * would block the token with it; so a thread that is about to use a class first awaits the end of its initialisation here.
 *
 * <p>Only initialisers of descheduled threads matter to others: nobody else runs while there are none, and then a use
 * costs one static check.
 */
final class Initialisers {
    /** Threads that need a class that another is initialising, in the order they came. */
    private static final WaitQueue USERS = new WaitQueue();

    /** Descheduled threads inside initialisers: the first {@link Ftjvm#initialising} elements. */
    private static GuestThread[] descheduled = new GuestThread[8];

    private Initialisers() {}

    static void enter(GuestThread g, Class<?> c) {
        if (g.initialisers == g.initialised.length) {
            g.initialised = Arrays.copyOf(g.initialised, 2 * g.initialisers);
        }
        g.initialised[g.initialisers++] = c;
    }

    /** {@code g} stays the token holder until the JVM has marked the class as initialised. */
    static void exit(GuestThread g) {
        g.initialised[--g.initialisers] = null;
        USERS.wakeAll();
    }

    /** Whether {@code g} is running the initialiser of {@code c}. */
    static boolean isIn(GuestThread g, Class<?> c) {
        for (int i = 0; i < g.initialisers; i++) {
            if (g.initialised[i] == c) {
                return true;
            }
        }
        return false;
    }

    static void publish(GuestThread g) {
        if (g.initialisers == 0) {
            return;
        }
        int n = Ftjvm.initialising;
        if (n == descheduled.length) {
            descheduled = Arrays.copyOf(descheduled, 2 * n);
        }
        descheduled[n] = g;
        Ftjvm.initialising = n + 1;
    }

    static void unpublish(GuestThread g) {
        if (g.initialisers == 0) {
            return;
        }
        int n = --Ftjvm.initialising;
        for (int i = 0; i < n; i++) {
            if (descheduled[i] == g) {
                descheduled[i] = descheduled[n];
            }
        }
        descheduled[n] = null;
    }

    /** Returns when no other thread is inside the initialiser of {@code c} or of one of its superclasses. */
    static void awaitDone(Class<?> c) {
        while (isBeingInitialised(c)) {
            Scheduler.block(USERS, Long.MAX_VALUE, false);
        }
    }

    /** A subclass is locked by its initialiser while the superclass's one runs, so superclasses count. */
    private static boolean isBeingInitialised(Class<?> c) {
        for (int i = 0; i < Ftjvm.initialising; i++) {
            GuestThread g = descheduled[i];
            for (int k = 0; k < g.initialisers; k++) {
                if (initialises(c, g.initialised[k])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether to initialise {@code c} is to initialise {@code other} first, if it is not {@code c} itself. */
    private static boolean initialises(Class<?> c, Class<?> other) {
        if (c == other || !other.isAssignableFrom(c)) {
            return c == other;
        }
        if (other.isInterface()) {
            for (Method m : other.getDeclaredMethods()) {
                if (m.isDefault()) {
                    return !c.isInterface();
                }
            }
            return false;
        }
        return true;
    }
}
