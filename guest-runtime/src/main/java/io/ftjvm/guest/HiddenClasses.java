package io.ftjvm.guest;

import java.util.Arrays;
import java.util.Map;

/**
 * Hidden classes never reach a class file transformer: they are rewritten where they are defined. {@link HiddenNames} sees
 * to the addresses in their names.
 */
public final class HiddenClasses {
    private static final int HIDDEN = 2;

    static Rewriter rewriter;

    private HiddenClasses() {}

    /** Rewrites a class of the guest. */
    public interface Rewriter {
        /**
         * The class file to define. Called in host mode on the guest thread that defines the class.
         *
         * @param host the class it is nested with
         * @param name internal name
         * @param files of {@link Definition#files}
         */
        byte[] rewrite(Class<?> host, String name, byte[] bytes, Map<String, byte[]> files);

        /**
         * The classes whose class files it takes to rewrite a class, internal names. Called in host mode.
         *
         * @param files those that are known
         */
        String[] unknown(ClassLoader loader, byte[] classFile, Map<String, byte[]> files);

        /**
         * The class file to define for the proxy of a lambda or method reference. Called in host mode.
         *
         * @param host the class it is nested with
         * @param name internal name
         */
        byte[] rewriteProxy(Class<?> host, String name, byte[] bytes);

        /** The name of a class that is loaded and has not been rewritten, though it should; null if there is none. */
        String missed();
    }

    /** Sets the rewriter. Called once, before the guest starts. */
    public static void rewriter(Rewriter r) {
        rewriter = r;
    }

    /**
     * The stack has overflowed, or the program ends: makes sure that the JVM has not loaded a class without calling the
     * transformer. Those of class loaders {@link Definition} sees to; this is for the JVM's own. Called in host mode.
     */
    static void check() {
        String name = rewriter.missed();
        if (name != null) {
            Fatal.notRewritten(name);
        }
    }

    /** Whether {@code Lookup} defines a hidden class with these flags. */
    static boolean isHidden(int flags) {
        return (flags & HIDDEN) != 0;
    }

    static byte[] rewrite(Class<?> host, String name, byte[] bytes, int flags) {
        GuestThread g = Scheduler.current();
        if (!isHidden(flags) || g == null || ofJavaBase(host)) {
            return bytes;
        }
        // A lambda's proxy does nothing but call its host, which only matters while the host is being initialised.
        boolean proxy = name.contains(HiddenNames.LAMBDA) && !Initialisers.isIn(g, host);
        Definition d = proxy ? null : Definition.of(host.getClassLoader(), bytes);
        Object mode = Guest.enterHostMode();
        try {
            return proxy ? rewriter.rewriteProxy(host, name, bytes) : rewriter.rewrite(host, name, bytes, d.files());
        } finally {
            Guest.leaveHostMode(mode);
        }
    }

    /**
     * The current thread is about to define a class that both guest and host code may define, whoever comes first: what a
     * call site of java.base or a shape of method handle needs. Linking it draws the hash code of its mirror, which is to
     * depend on the class alone: such classes are keys of tables that host and guest share. The thread's own state is the
     * caller's to put back.
     */
    static void hash(String name, byte[] classFile) {
        HashState.seed(31 * name.hashCode() + Arrays.hashCode(classFile));
    }

    /** Links a class without initialising it: asking for its constructors does. */
    static void link(Class<?> c) {
        c.getDeclaredConstructors();
    }

    /** Whether a class defined beside {@code host} is one that host code may need as well. */
    static boolean ofJavaBase(Class<?> host) {
        return host.getModule() == Object.class.getModule();
    }
}
