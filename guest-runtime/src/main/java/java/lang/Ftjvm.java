package java.lang;

import io.ftjvm.guest.Crossings;
import io.ftjvm.guest.Hooks;
import io.ftjvm.guest.ReferenceHooks;
import java.lang.ref.Reference;
import java.util.WeakHashMap;

/**
 * What rewritten code calls. It sits in {@code java.lang} because every class loader resolves {@code java.*} from the boot
 * loader; it holds the instruction counter and passes everything else on.
 */
public final class Ftjvm {
    /** Instructions left of the quantum. Written by the token holder only. */
    public static int left;

    /** Descheduled threads that are inside a class initialiser or load a class. Written by the token holder only. */
    public static int initialising;

    /**
     * Not 0: some monitor has been left without {@link #monitorExit}, for lack of stack. Written by rewritten code on guest
     * threads.
     */
    public static int unannounced;

    /** What a class of a loader of the guest's own is about to use, and the JVM to link. Written by the token holder only. */
    public static Class<?> announced;

    private Ftjvm() {}

    /** {@link #left} went below zero. */
    public static void trap() {
        Hooks.quantumEnded();
    }

    /** Counts {@code n} instructions. */
    public static void count(int n) {
        if ((left -= n) < 0) {
            Hooks.quantumEnded();
        }
    }

    /** Counts what a call-free loop has kept to itself, once it is more than is left. */
    public static void slow(int n) {
        if ((left -= n) < 0) {
            Hooks.quantumEnded();
        }
    }

    /** A class initialiser begins. */
    public static void clinitEnter(Class<?> c) {
        Hooks.initialiserEntered(c);
    }

    /** Before an instruction that initialises {@code c}, if nobody has yet. */
    public static void used(Class<?> c) {
        if (initialising != 0) {
            Hooks.used(c);
        }
    }

    /** The same where linking {@code c} may call a class loader of the guest's own. */
    public static void using(Class<?> c) {
        if (initialising != 0) {
            Hooks.used(c);
        }
        announced = c;
    }

    /** What {@code loadClass}, which the JVM calls, is synchronized on: what it is that the current thread loads for. */
    public static Object loading() {
        return Hooks.loading();
    }

    /** At the head of {@code loadClass}: what to answer without asking the loader, or null. */
    public static Class<?> preloaded(ClassLoader loader, String name) throws ClassNotFoundException {
        return Hooks.preloaded(loader, name);
    }

    /** Before {@code monitorexit} of that. */
    public static void loaded(Object lock) {
        Hooks.loaded(lock);
    }

    /** What {@code loadClass} is synchronized on besides: a loader that is not parallel capable is. */
    public static Object loaderLock(ClassLoader loader) {
        return Hooks.loaderLock(loader);
    }

    /** A class initialiser ends, one way or the other. */
    public static void clinitExit() {
        Hooks.initialiserLeft();
    }

    /** Before {@code monitorenter}. */
    public static void monitorEnter(Object o) {
        Hooks.monitorEnter(o);
    }

    /** Before {@code monitorexit}. */
    public static void monitorExit(Object o) {
        Hooks.monitorExit(o);
    }

    /** Before a native method that a guest thread may not call. */
    public static void crossing(String method, String reason) {
        Crossings.crossing(method, reason);
    }

    /** At the head of every handler that may catch an error of the JVM's own. */
    public static void caught(Throwable e) {
        if (e instanceof VirtualMachineError) {
            Hooks.caught(e);
        }
    }

    /** After {@code r.get()}, which has answered {@code referent}: answers what the guest sees. */
    public static Object got(Reference<?> r, Object referent) {
        return ReferenceHooks.got(r, referent);
    }

    /** The entries of {@code m}, which has just been made, are left to the local collector. */
    public static void untracked(WeakHashMap<?, ?> m) {
        ReferenceHooks.untracked(m);
    }

    /** At the head of every {@code run()} without arguments and result. */
    public static void run(Object receiver) {
        Hooks.run(receiver);
    }
}
