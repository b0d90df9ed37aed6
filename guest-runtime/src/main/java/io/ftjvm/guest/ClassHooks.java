package io.ftjvm.guest;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.misc.Unsafe;

/** Class loaders, the definition of classes, and their initialisation from within the JDK. */
public final class ClassHooks {
    private ClassHooks() {}

    // Class loaders

    @Extend(
            value = "java/lang/ClassLoader <init> (Ljava/lang/Void;Ljava/lang/String;Ljava/lang/ClassLoader;)V",
            atReturn = true)
    public static void loaderMade(ClassLoader loader) {
        if (Scheduler.current() != null) {
            Initialisers.made(loader);
        }
    }

    /** As if the JVM had not been told that the loader is parallel capable. */
    @Replace("java/lang/ClassLoader getClassLoadingLock (Ljava/lang/String;)Ljava/lang/Object;")
    public static Object classLoadingLock(ClassLoader loader, String name) {
        return Jdk.assertionLock(loader) == loader ? loader : Jdk.classLoadingLock(loader, name);
    }

    // Definition

    @Redirect(
            value =
                    "java/lang/ClassLoader defineClass1 (Ljava/lang/ClassLoader;Ljava/lang/String;[BIILjava/security/ProtectionDomain;Ljava/lang/String;)Ljava/lang/Class;",
            transparent = true)
    public static Class<?> defineClass1(
            ClassLoader loader, String name, byte[] b, int off, int len, ProtectionDomain domain, String source) {
        GuestThread g = Scheduler.current();
        if (g == null || loader == null) {
            return Jdk.defineClass1(loader, name, b, off, len, domain, source);
        }
        Definition d = Definition.of(loader, Arrays.copyOfRange(b, off, off + len));
        Definition outer = g.defining;
        g.defining = d;
        try {
            Class<?> c = Jdk.defineClass1(loader, name, b, off, len, domain, source);
            if (!d.rewritten) {
                Fatal.missed = c; // there may be no room for a call
                d.missed(c);
            }
            return c;
        } finally {
            g.defining = outer;
        }
    }

    @Redirect(
            value =
                    "java/lang/ClassLoader defineClass2 (Ljava/lang/ClassLoader;Ljava/lang/String;Ljava/nio/ByteBuffer;IILjava/security/ProtectionDomain;Ljava/lang/String;)Ljava/lang/Class;",
            transparent = true)
    public static Class<?> defineClass2(
            ClassLoader loader, String name, ByteBuffer b, int off, int len, ProtectionDomain domain, String source) {
        GuestThread g = Scheduler.current();
        if (g == null || loader == null) {
            return Jdk.defineClass2(loader, name, b, off, len, domain, source);
        }
        byte[] classFile = new byte[len];
        b.get(off, classFile);
        Definition d = Definition.of(loader, classFile);
        Definition outer = g.defining;
        g.defining = d;
        try {
            Class<?> c = Jdk.defineClass2(loader, name, b, off, len, domain, source);
            if (!d.rewritten) {
                Fatal.missed = c; // there may be no room for a call
                d.missed(c);
            }
            return c;
        } finally {
            g.defining = outer;
        }
    }

    @Redirect(
            value =
                    "jdk/internal/access/JavaLangAccess defineClass (Ljava/lang/ClassLoader;Ljava/lang/Class;Ljava/lang/String;[BLjava/security/ProtectionDomain;ZILjava/lang/Object;)Ljava/lang/Class;",
            transparent = true)
    public static Class<?> defineClass(
            JavaLangAccess access,
            ClassLoader loader,
            Class<?> lookup,
            String name,
            byte[] bytes,
            ProtectionDomain domain,
            boolean initialize,
            int flags,
            Object classData) {
        byte[] rewritten = HiddenClasses.rewrite(lookup, name, bytes, flags);
        if (HiddenClasses.ofJavaBase(lookup)) {
            long low = HashState.low();
            long high = HashState.high();
            HiddenClasses.hash(name, rewritten);
            Class<?> c = access.defineClass(loader, lookup, name, rewritten, domain, initialize, flags, classData);
            HiddenClasses.link(c);
            HashState.set(low, high);
            HiddenNames.rename(c);
            return c;
        }
        GuestThread g = Scheduler.current();
        if (g == null || loader == null || HiddenClasses.isHidden(flags)) {
            if (g != null) {
                Preloads.hidden(g, lookup, rewritten);
            }
            Class<?> c = access.defineClass(loader, lookup, name, rewritten, domain, initialize, flags, classData);
            HiddenNames.rename(c);
            return c;
        }
        Definition d = Definition.of(loader, rewritten);
        Definition outer = g.defining;
        g.defining = d;
        try {
            Class<?> c = access.defineClass(loader, lookup, name, rewritten, domain, initialize, flags, classData);
            if (!d.rewritten) {
                Fatal.missed = c;
                d.missed(c);
            }
            return c;
        } finally {
            g.defining = outer;
        }
    }

    @Redirect(
            value =
                    "jdk/internal/access/JavaLangAccess defineClass (Ljava/lang/ClassLoader;Ljava/lang/String;[BLjava/security/ProtectionDomain;Ljava/lang/String;)Ljava/lang/Class;",
            transparent = true)
    public static Class<?> defineClass(
            JavaLangAccess access,
            ClassLoader loader,
            String name,
            byte[] bytes,
            ProtectionDomain domain,
            String source) {
        if (loader == null) {
            long low = HashState.low();
            long high = HashState.high();
            HiddenClasses.hash(name, bytes);
            Class<?> c = access.defineClass(loader, name, bytes, domain, source);
            HiddenClasses.link(c);
            HashState.set(low, high);
            return c;
        }
        return access.defineClass(loader, name, bytes, domain, source);
    }

    // Initialisation from within the JDK

    /**
     * Host code that waits for a condition would initialise ForkJoinPool and make the common pool, of whatever size the
     * system properties say then: they are the guest's to set, and its first use comes where it comes.
     */
    @Redirect(
            value =
                    "java/util/concurrent/ForkJoinPool managedBlock (Ljava/util/concurrent/ForkJoinPool$ManagedBlocker;)V",
            transparent = true)
    public static void managedBlock(ForkJoinPool.ManagedBlocker blocker) throws InterruptedException {
        if (Scheduler.current() != null) {
            ForkJoinPool.managedBlock(blocker);
            return;
        }
        while (!blocker.isReleasable() && !blocker.block()) {
            continue;
        }
    }

    @Redirect(value = "jdk/internal/misc/Unsafe ensureClassInitialized0 (Ljava/lang/Class;)V", transparent = true)
    public static void ensureClassInitialized(Unsafe u, Class<?> c) {
        using(c);
        Jdk.ensureClassInitialized(u, c);
    }

    @Redirect(
            value = "jdk/internal/misc/Unsafe allocateInstance (Ljava/lang/Class;)Ljava/lang/Object;",
            transparent = true)
    public static Object allocateInstance(Unsafe u, Class<?> c) throws InstantiationException {
        using(c);
        return u.allocateInstance(c);
    }

    @Redirect(
            value =
                    "java/lang/Class forName0 (Ljava/lang/String;ZLjava/lang/ClassLoader;Ljava/lang/Class;)Ljava/lang/Class;",
            transparent = true)
    public static Class<?> forName(String name, boolean initialize, ClassLoader loader, Class<?> caller)
            throws ClassNotFoundException {
        if (initialize && (Ftjvm.initialising != 0 || Initialisers.mayCall(loader))) {
            using(Jdk.forName(name, false, loader, caller));
        }
        return Jdk.forName(name, initialize, loader, caller);
    }

    @Extend(
            "java/lang/reflect/Constructor newInstanceWithCaller ([Ljava/lang/Object;ZLjava/lang/Class;)Ljava/lang/Object;")
    public static void newInstance(Constructor<?> c) {
        using(c.getDeclaringClass());
    }

    @Extend("java/lang/reflect/Method invoke (Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;")
    public static void invoke(Method m) {
        using(m.getDeclaringClass());
    }

    /** The JDK is about to initialise {@code c} for the current thread. */
    private static void using(Class<?> c) {
        if (Scheduler.current() != null) {
            Ftjvm.using(c);
        }
    }
}
