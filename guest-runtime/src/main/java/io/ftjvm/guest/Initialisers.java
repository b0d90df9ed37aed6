package io.ftjvm.guest;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.loader.BuiltinClassLoader;
import jdk.internal.misc.Unsafe;

/**
 * Who runs which class initialiser, and who links which class. The JVM blocks a thread that needs a class while another
 * thread initialises or links it, and it would block the token with it; so a thread that is about to use a class first
 * awaits the end of that here. Linking matters because verification may call {@code loadClass} of a loader of the guest's
 * own, which may block.
 *
 * <p>Only descheduled threads matter to others: nobody else runs while there are none, and then a use costs one static
 * check.
 */
final class Initialisers {
    /** Threads that need a class that another is initialising, in the order they came. */
    private static final WaitQueue USERS = new WaitQueue();

    /** Descheduled threads inside initialisers or class loaders: the first {@link Ftjvm#initialising} elements. */
    private static GuestThread[] descheduled = new GuestThread[8];

    /** Whether the guest has made a class loader. */
    private static boolean loaders;

    private Initialisers() {}

    static void enter(GuestThread g, Class<?> c) {
        if (g.initialisers == g.initialised.length) {
            g.initialised = Arrays.copyOf(g.initialised, 2 * g.initialisers + 4);
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

    /**
     * A guest has made {@code l}. The JVM would lock a loader that is not parallel capable while it loads, unseen by the
     * scheduler. So the JVM takes every loader for parallel capable, and {@code loadClass} locks those that are not.
     */
    static void made(ClassLoader l) {
        loaders = true;
        if (Jdk.parallelLockMap(l) == null) {
            Jdk.parallelLockMap(l, new ConcurrentHashMap<>());
        }
    }

    /** What {@code loadClass} on the current thread is synchronized on. */
    static Object loading(GuestThread g) {
        if (!loaders) {
            return g;
        }
        return new Loading(Ftjvm.announced);
    }

    /** That call returns: the JVM may go on linking what it was linking before. */
    static void loaded(GuestThread g, Object lock) {
        if (lock instanceof Loading) {
            Class<?> linked = ((Loading) lock).linked;
            Ftjvm.announced = linked == g.preloadRefused ? null : linked;
        }
    }

    /** Whether linking a class of {@code l} may call a loader of the guest's own. */
    static boolean mayCall(ClassLoader l) {
        return loaders && l != null && !(l instanceof BuiltinClassLoader);
    }

    /** The current thread is about to ask for members of {@code c}, for which the JVM links it. */
    static void reflect(Class<?> c) {
        GuestThread g = Scheduler.current();
        if (g != null && mayCall(c.getClassLoader())) {
            if (Ftjvm.initialising != 0) {
                awaitLinked(g, c);
            }
            Ftjvm.announced = c;
        }
    }

    /** The same of methods or constructors, whose classes the JVM then asks for. */
    static void reflect(Class<?> c, boolean constructors, boolean publicOnly) {
        reflect(c);
        GuestThread g = Scheduler.current();
        if (g != null) {
            Preloads.members(g, c, constructors, publicOnly);
        }
    }

    private static boolean isLoading(GuestThread g) {
        for (int i = 0; i < g.depth; i++) {
            if (g.held[i] instanceof Loading) {
                return true;
            }
        }
        return false;
    }

    static void publish(GuestThread g) {
        if (g.initialisers == 0 && (!loaders || !isLoading(g))) {
            return;
        }
        g.listed = true;
        int n = Ftjvm.initialising;
        if (n == descheduled.length) {
            descheduled = Arrays.copyOf(descheduled, 2 * n);
        }
        descheduled[n] = g;
        Ftjvm.initialising = n + 1;
    }

    static void unpublish(GuestThread g) {
        if (!g.listed) {
            return;
        }
        g.listed = false;
        int n = --Ftjvm.initialising;
        for (int i = 0; i < n; i++) {
            if (descheduled[i] == g) {
                descheduled[i] = descheduled[n];
            }
        }
        descheduled[n] = null;
        if (!USERS.isEmpty() && isLoading(g)) {
            // Nobody says when it has linked the class; whoever waits for that looks again when it is descheduled.
            USERS.wakeAll();
        }
    }

    /** Returns when no other thread is linking {@code c} or inside the initialiser of it or of one of its superclasses. */
    static void awaitDone(GuestThread g, Class<?> c) {
        while (user(g, c) != null) {
            block(g, c);
        }
    }

    /** Returns when no other thread is linking {@code c}. */
    static void awaitLinked(GuestThread g, Class<?> c) {
        while (linker(g, c) != null) {
            block(g, c);
        }
    }

    private static void block(GuestThread g, Class<?> c) {
        g.needed = c;
        Scheduler.block(USERS, Long.MAX_VALUE, false);
        g.needed = null;
    }

    /** The descheduled thread that {@code g} waits for if it uses {@code c}; null if there is none. Bystanders may ask. */
    static GuestThread user(GuestThread g, Class<?> c) {
        GuestThread t = initialiser(c);
        return t == null ? linker(g, c) : t;
    }

    /** A subclass is locked by its initialiser while the superclass's one runs, so superclasses count. */
    private static GuestThread initialiser(Class<?> c) {
        for (int i = 0; i < Ftjvm.initialising; i++) {
            GuestThread g = descheduled[i];
            for (int k = 0; g != null && k < g.initialisers; k++) {
                Class<?> other = g.initialised[k];
                if (other != null && initialises(c, other)) {
                    return g;
                }
            }
        }
        return null;
    }

    /** To link a class is to link its superclasses first. */
    private static GuestThread linker(GuestThread user, Class<?> c) {
        for (int i = 0; i < Ftjvm.initialising; i++) {
            GuestThread g = descheduled[i];
            for (int k = 0; g != null && k < g.depth; k++) {
                if (g.held[k] instanceof Loading) {
                    Class<?> other = ((Loading) g.held[k]).linked;
                    if (other != null
                            && (c.isAssignableFrom(other) || other.isAssignableFrom(c))
                            && Unsafe.getUnsafe().shouldBeInitialized(c)
                            && !isIn(user, c)) {
                        return g;
                    }
                }
            }
        }
        return null;
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
