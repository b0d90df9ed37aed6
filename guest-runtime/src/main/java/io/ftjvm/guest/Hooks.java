package io.ftjvm.guest;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.nio.channels.spi.SelectorProvider;
import jdk.internal.misc.Unsafe;
import jdk.internal.misc.VM;
import jdk.internal.reflect.MethodAccessor;
import jdk.internal.reflect.ReflectionFactory;
import jdk.internal.util.random.RandomSupport;
import jdk.internal.vm.annotation.ReservedStackAccess;

/**
 * Every method of the JDK that is a trap, and what becomes of it; on host threads each is what it was. The rewriting reads
 * this class's annotations: this is the one table of them.
 */
public final class Hooks {
    private Hooks() {}

    /** The quantum of whoever runs has ended. */
    public static void quantumEnded() {
        Instructions.refill();
        Scheduler.quantum();
        GuestThread g = Scheduler.current();
        if (g != null) {
            Stops.check(g);
        }
    }

    /** The current thread begins to run the initialiser of {@code c}. */
    public static void initialiserEntered(Class<?> c) {
        GuestThread g = Scheduler.current();
        if (g != null) {
            Initialisers.enter(g, c);
        }
    }

    /** The current thread has run a class initialiser. */
    public static void initialiserLeft() {
        GuestThread g = Scheduler.current();
        if (g != null) {
            Initialisers.exit(g);
        }
    }

    /** The current thread is about to use {@code c}, and descheduled threads initialise or load classes. */
    public static void used(Class<?> c) {
        GuestThread g = Scheduler.current();
        if (c != null && g != null) {
            Initialisers.awaitDone(g, c);
        }
    }

    /** What a call of {@code loadClass} is synchronized on. */
    public static Object loading() {
        GuestThread g = Scheduler.current();
        return g == null ? new Object() : Initialisers.loading(g);
    }

    /** At the head of {@code loadClass}: the answer, if the loader has been asked for it just now; null if it has not. */
    public static Class<?> preloaded(ClassLoader loader, String name) throws ClassNotFoundException {
        GuestThread g = Scheduler.current();
        return g == null ? null : Preloads.preloaded(g, loader, name);
    }

    /** Before {@code monitorexit} of that. */
    public static void loaded(Object lock) {
        GuestThread g = Scheduler.current();
        if (g != null) {
            Monitors.exit(g, lock);
            Initialisers.loaded(g, lock);
        }
    }

    /** The same as far as the JVM's rules go; on host threads the JVM sees to them. */
    public static Object loaderLock(ClassLoader loader) {
        GuestThread g = Scheduler.current();
        if (g == null) {
            return new Object();
        }
        return Jdk.assertionLock(loader) == loader ? loader : g;
    }

    /** Before {@code monitorenter}. */
    public static void monitorEnter(Object o) {
        GuestThread g = Scheduler.current();
        if (g != null && o != null) {
            Monitors.enter(g, o);
        }
    }

    /** Before {@code monitorexit}. */
    public static void monitorExit(Object o) {
        GuestThread g = Scheduler.current();
        if (g != null && o != null) {
            Monitors.exit(g, o);
        }
    }

    /** At the head of a handler that may catch an error of the JVM's own, which {@code e} is. */
    public static void caught(Throwable e) {
        JvmErrors.caught(e);
    }

    /** At the head of some {@code run()}. */
    public static void run(Object receiver) {
        Thread t = Thread.currentThread();
        if (receiver == t) {
            Threads.runEntered(t);
            // Stopped before its first instruction.
            GuestThread g = Scheduler.current();
            if (g != null) {
                Stops.check(g);
            }
        }
    }

    /** The main thread is about to start the JVM's own threads. */
    @Extend(value = "java/lang/ref/Reference <clinit> ()V", to = 17)
    public static void jvmThreadsStart() {
        HashState.seed(-2);
        JvmThreads.prepare();
    }

    /** The JVM's main thread runs its first Java code that may hash anything. */
    @Extend("java/lang/System initPhase1 ()V")
    public static void bootBegins() {
        HashState.seed(0);
        JvmThreads.prepare();
    }

    @Extend("java/lang/ref/Reference$ReferenceHandler run ()V")
    public static void referenceHandlerBegins() {
        JvmThreads.begin();
    }

    @Extend("java/lang/ref/Finalizer$FinalizerThread run ()V")
    public static void finalizerBegins() {
        JvmThreads.begin();
    }

    @Extend("jdk/internal/ref/CleanerImpl run ()V")
    public static void cleanerBegins() {
        JvmThreads.begin();
    }

    // Object

    /** The variants of it are Java code and stay. */
    @Redirect(value = "java/lang/Object wait (J)V", to = 17)
    @Redirect(value = "java/lang/Object wait0 (J)V", from = 18)
    public static void await(Object o, long millis) throws InterruptedException {
        GuestThread g = Scheduler.current();
        if (g == null) {
            Jdk.realWait(o, millis);
        } else {
            Monitors.await(g, java.util.Objects.requireNonNull(o), millis);
        }
    }

    @Redirect("java/lang/Object notify ()V")
    public static void signal(Object o) {
        GuestThread g = Scheduler.current();
        if (g == null) {
            o.notify();
        } else {
            Monitors.signal(g, java.util.Objects.requireNonNull(o), false);
        }
    }

    @Redirect("java/lang/Object notifyAll ()V")
    public static void signalAll(Object o) {
        GuestThread g = Scheduler.current();
        if (g == null) {
            o.notifyAll();
        } else {
            Monitors.signal(g, java.util.Objects.requireNonNull(o), true);
        }
    }

    // Thread

    @Redirect("java/lang/Thread start0 ()V")
    public static void start0(Thread t) {
        Threads.start(t);
    }

    @Redirect(value = "java/lang/Thread stop0 (Ljava/lang/Object;)V", to = 17)
    public static void stop0(Thread t, Object x) {
        Stops.stop(t, (Throwable) java.util.Objects.requireNonNull(x));
    }

    @Redirect(value = "java/lang/Thread suspend0 ()V", to = 17)
    public static void suspend0(Thread t) {
        Stops.suspend(t);
    }

    @Redirect(value = "java/lang/Thread resume0 ()V", to = 17)
    public static void resume0(Thread t) {
        Stops.resume(t);
    }

    @Extend(value = "java/lang/Thread exit ()V", to = 17)
    public static void exiting(Thread t) {
        Stops.exiting(t);
    }

    @Extend(value = "java/lang/Thread exit ()V", atReturn = true)
    public static void ended(Thread t) {
        Threads.ended(t);
    }

    @Extend("java/lang/Thread dispatchUncaughtException (Ljava/lang/Throwable;)V")
    public static void uncaught(Thread t, Throwable e) {
        JvmErrors.caught(e);
        Threads.uncaught(t);
    }

    @Redirect("java/lang/Thread interrupt0 ()V")
    public static void interrupt0(Thread t) {
        Threads.interrupt(t);
    }

    /** A guest's interrupt status is not where the JVM looks: an interrupted thread must be able to await the token. */
    @RedirectField("java/lang/Thread interrupted Z")
    public static boolean interrupted(Thread t) {
        return Threads.interrupted(t);
    }

    @RedirectField("java/lang/Thread interrupted Z")
    public static void interrupted(Thread t, boolean status) {
        Threads.setInterrupted(t, status);
    }

    @Redirect(value = "java/lang/Thread isAlive ()Z", to = 17)
    public static boolean isAlive(Thread t) {
        return Threads.isAlive(t);
    }

    @Replace(value = "java/lang/Thread alive ()Z", from = 18)
    public static boolean alive(Thread t) {
        return Threads.isAlive(t);
    }

    @Replace(value = "java/lang/Thread getState ()Ljava/lang/Thread$State;", to = 17)
    @Replace(value = "java/lang/Thread threadState ()Ljava/lang/Thread$State;", from = 18)
    public static Thread.State getState(Thread t) {
        return Threads.state(t);
    }

    @Redirect(value = "java/lang/Thread yield ()V", to = 17)
    @Redirect(value = "java/lang/Thread yield0 ()V", from = 18)
    public static void yieldThread() {
        GuestThread g = Scheduler.current();
        if (g == null) {
            Jdk.yieldNow();
        } else {
            Scheduler.yieldNow(g);
            Stops.check(g);
        }
    }

    @Redirect("java/lang/Thread onSpinWait ()V")
    public static void onSpinWait() {
        GuestThread g = Scheduler.current();
        if (g == null) {
            Thread.onSpinWait();
        } else {
            Scheduler.yieldNow(g);
            Stops.check(g);
        }
    }

    @Redirect(value = "java/lang/Thread sleep (J)V", to = 17)
    public static void sleep(long millis) throws InterruptedException {
        GuestThread g = Scheduler.current();
        if (g == null) {
            Thread.sleep(millis);
            return;
        }
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        Threads.sleep(g, millis > Long.MAX_VALUE / 1_000_000 ? Long.MAX_VALUE : millis * 1_000_000);
    }

    @Redirect(value = "java/lang/Thread sleepNanos0 (J)V", from = 18)
    public static void sleepNanos(long nanos) throws InterruptedException {
        GuestThread g = Scheduler.current();
        if (g == null) {
            Jdk.sleepNanos(nanos);
        } else {
            Threads.sleep(g, nanos);
        }
    }

    @Replace(value = "java/lang/Thread nextThreadID ()J", to = 17)
    @Replace(value = "java/lang/Thread$ThreadIdentifiers next ()J", from = 18)
    public static long nextThreadId() {
        return Threads.nextThreadId();
    }

    @Replace(value = "java/lang/Thread nextThreadNum ()I", to = 17)
    @Replace(value = "java/lang/Thread$ThreadNumbering next ()I", from = 18)
    public static int nextThreadNumber() {
        return Threads.nextThreadNumber();
    }

    /** A thread that host code makes on a guest's thread is none of the guest's. */
    @Replace("java/lang/Thread getThreadGroup ()Ljava/lang/ThreadGroup;")
    public static ThreadGroup getThreadGroup(Thread t) {
        return Guest.started() && Scheduler.current() == null && t == Thread.currentThread()
                ? Host.threadGroup()
                : Jdk.realThreadGroup(t);
    }

    @Redirect("java/lang/Thread getThreads ()[Ljava/lang/Thread;")
    public static Thread[] getThreads() {
        return Scheduler.current() == null ? Jdk.getThreads() : Threads.all();
    }

    @Redirect("java/lang/Thread dumpThreads ([Ljava/lang/Thread;)[[Ljava/lang/StackTraceElement;")
    public static StackTraceElement[][] dumpThreads(Thread[] threads) {
        return Scheduler.current() == null ? Jdk.dumpThreads(threads) : StackTraces.of(threads);
    }

    @Redirect(value = "java/lang/Thread getStackTrace0 ()Ljava/lang/Object;", from = 18)
    public static Object getStackTrace(Thread t) {
        return Scheduler.current() == null ? Jdk.getStackTrace(t) : StackTraces.of(t);
    }

    @Replace(value = "java/lang/StackTraceElement of (Ljava/lang/Throwable;I)[Ljava/lang/StackTraceElement;", to = 17)
    public static StackTraceElement[] traceOf(Throwable x, int depth) {
        return StackTraces.shown(TraceJdk.traceOf(x, depth));
    }

    @Replace(value = "java/lang/StackTraceElement of (Ljava/lang/Object;I)[Ljava/lang/StackTraceElement;", from = 18)
    public static StackTraceElement[] traceOf(Object backtrace, int depth) {
        return StackTraces.shown(TraceJdk.traceOf(backtrace, depth));
    }

    /** As later releases have it: what the groups themselves list contains threads of the JVM's own. */
    @Replace(value = "java/lang/ThreadGroup activeCount ()I", to = 17)
    public static int activeCount(ThreadGroup group) {
        return Scheduler.current() == null ? Jdk.activeCount(group) : Threads.enumerate(group, null, 0, true);
    }

    @Replace(value = "java/lang/ThreadGroup enumerate ([Ljava/lang/Thread;IZ)I", to = 17)
    public static int enumerate(ThreadGroup group, Thread[] list, int n, boolean recurse) {
        return Scheduler.current() == null
                ? Jdk.enumerate(group, list, n, recurse)
                : Threads.enumerate(group, list, n, recurse);
    }

    @Redirect("jdk/internal/misc/Unsafe park (ZJ)V")
    public static void park(Unsafe u, boolean absolute, long time) {
        GuestThread g = Scheduler.current();
        if (g == null) {
            u.park(absolute, time);
        } else {
            Threads.park(g, absolute, time);
        }
    }

    @Redirect("jdk/internal/misc/Unsafe unpark (Ljava/lang/Object;)V")
    public static void unpark(Unsafe u, Object t) {
        Threads.unpark((Thread) t);
    }

    // Reflection: natives have no body to replace, so whoever looks one up finds its hook

    @Replace(
            value =
                    "jdk/internal/reflect/ReflectionFactory newMethodAccessor (Ljava/lang/reflect/Method;)Ljdk/internal/reflect/MethodAccessor;",
            to = 17)
    public static MethodAccessor newMethodAccessor(ReflectionFactory factory, Method m) {
        Method standIn = Reflected.standIn(m);
        return standIn == null
                ? Jdk.newMethodAccessor(factory, m)
                : Reflected.accessor(m, Jdk.newMethodAccessor(factory, standIn));
    }

    @Replace(
            value =
                    "jdk/internal/reflect/ReflectionFactory newMethodAccessor (Ljava/lang/reflect/Method;Z)Ljdk/internal/reflect/MethodAccessor;",
            from = 18)
    public static MethodAccessor newMethodAccessor(ReflectionFactory factory, Method m, boolean callerSensitive) {
        Method standIn = Reflected.standIn(m);
        return standIn == null
                ? Jdk.newMethodAccessor(factory, m, callerSensitive)
                : Reflected.accessor(m, Jdk.newMethodAccessor(factory, standIn, false));
    }

    @Redirect("java/lang/Class getDeclaredMethods0 (Z)[Ljava/lang/reflect/Method;")
    public static Method[] declaredMethods(Class<?> c, boolean publicOnly) {
        Initialisers.reflect(c, false, publicOnly);
        return DeclaredMembers.methods(c, publicOnly);
    }

    @Redirect("java/lang/Class getDeclaredConstructors0 (Z)[Ljava/lang/reflect/Constructor;")
    public static Constructor<?>[] declaredConstructors(Class<?> c, boolean publicOnly) {
        Initialisers.reflect(c, true, publicOnly);
        return DeclaredMembers.constructors(c, publicOnly);
    }

    @Redirect("java/lang/Class getDeclaredFields0 (Z)[Ljava/lang/reflect/Field;")
    public static Field[] declaredFields(Class<?> c, boolean publicOnly) {
        Initialisers.reflect(c);
        return DeclaredMembers.fields(c, publicOnly);
    }

    /** The numbers in the names of generated accessors show in stack traces. */
    @Replace(value = "jdk/internal/reflect/MethodAccessorGenerator generateName (ZZ)Ljava/lang/String;", to = 17)
    public static String accessorName(boolean constructor, boolean serialization) {
        return Scheduler.current() == null
                ? RouteJdk.accessorName(constructor, serialization)
                : Reflected.accessorName(constructor, serialization);
    }

    /** Every direct method handle is made here: looked up, bound, unreflected, or a constant of a class file. */
    @Replace(
            value =
                    "java/lang/invoke/MethodHandles$Lookup getDirectMethodCommon (BLjava/lang/Class;Ljava/lang/invoke/MemberName;ZZLjava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/MethodHandle;",
            to = 17)
    public static MethodHandle directMethod(
            Lookup lookup,
            byte kind,
            Class<?> owner,
            Object member,
            boolean checkSecurity,
            boolean restrict,
            Lookup boundCaller)
            throws IllegalAccessException {
        return Reflected.handle(
                RouteJdk.directMethod(lookup, kind, owner, member, checkSecurity, restrict, boundCaller));
    }

    @Replace(
            value =
                    "java/lang/invoke/MethodHandles$Lookup getDirectMethodCommon (BLjava/lang/Class;Ljava/lang/invoke/MemberName;ZLjava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/MethodHandle;",
            from = 18)
    public static MethodHandle directMethod(
            Lookup lookup, byte kind, Class<?> owner, Object member, boolean restrict, Lookup boundCaller)
            throws IllegalAccessException {
        return Reflected.handle(RouteJdk.directMethod(lookup, kind, owner, member, restrict, boundCaller));
    }

    @Extend(
            value =
                    "java/lang/invoke/InnerClassLambdaMetafactory <init> (Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/invoke/MethodType;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;Z[Ljava/lang/Class;[Ljava/lang/invoke/MethodType;)V",
            atReturn = true)
    public static void lambda(Object metafactory) {
        Reflected.lambda(metafactory);
    }

    /**
     * After so many uses by host and guest together a method handle gets a class of its own. Nobody can see when, but for
     * the identity hash codes that linking it costs the current thread.
     */
    @ReservedStackAccess
    @Replace("java/lang/invoke/MethodHandle customize ()V")
    public static void customize(MethodHandle h) {
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            Jdk.customize(h);
        } finally {
            HostMode.leave(t, g);
        }
    }

    // Clocks

    @Redirect("java/lang/System nanoTime ()J")
    public static long nanoTime() {
        GuestThread g = Scheduler.current();
        if (g != null) {
            return VirtualClock.toNanoTime(VirtualClock.read());
        }
        return Guest.booting() ? 0 : System.nanoTime();
    }

    /**
     * Who initialises a class of java.base first, host or guest, must not show: this is no poll point, and the clock stands
     * still.
     */
    @Redirect(value = "java/lang/System nanoTime ()J", inInitialisers = true)
    public static long nanoTimeInInitialiser() {
        return Guest.started() ? VirtualClock.toNanoTime(Host.bootNanos()) : 0;
    }

    /** The same for the other clock. */
    @Redirect(value = "java/lang/System currentTimeMillis ()J", inInitialisers = true)
    public static long currentTimeMillisInInitialiser() {
        if (Guest.started()) {
            return Host.bootNanos() / 1_000_000;
        }
        return Guest.booting() ? 0 : System.currentTimeMillis();
    }

    @Redirect("java/lang/System currentTimeMillis ()J")
    public static long currentTimeMillis() {
        GuestThread g = Scheduler.current();
        if (g != null) {
            return VirtualClock.read() / 1_000_000;
        }
        return Guest.booting() ? 0 : System.currentTimeMillis();
    }

    @Redirect("jdk/internal/misc/VM getNanoTimeAdjustment (J)J")
    public static long nanoTimeAdjustment(long offsetSeconds) {
        GuestThread g = Scheduler.current();
        if (g == null) {
            return VM.getNanoTimeAdjustment(offsetSeconds);
        }
        long now = VirtualClock.read();
        long seconds = now / 1_000_000_000 - offsetSeconds;
        if (seconds > (1L << 32) || seconds < -(1L << 32)) {
            return -1;
        }
        return seconds * 1_000_000_000 + now % 1_000_000_000;
    }

    // Entropy and seeds

    @Replace({
        "sun/security/provider/NativePRNG engineNextBytes ([B)V",
        "sun/security/provider/NativePRNG$Blocking engineNextBytes ([B)V",
        "sun/security/provider/NativePRNG$NonBlocking engineNextBytes ([B)V"
    })
    public static void nextBytes(Object generator, byte[] b) {
        Entropy.fill(b);
    }

    @Replace({
        "sun/security/provider/NativePRNG engineGenerateSeed (I)[B",
        "sun/security/provider/NativePRNG$Blocking engineGenerateSeed (I)[B",
        "sun/security/provider/NativePRNG$NonBlocking engineGenerateSeed (I)[B"
    })
    public static byte[] generateSeed(Object generator, int length) {
        return Entropy.take(length);
    }

    @Replace({
        "sun/security/provider/NativePRNG engineSetSeed ([B)V",
        "sun/security/provider/NativePRNG$Blocking engineSetSeed ([B)V",
        "sun/security/provider/NativePRNG$NonBlocking engineSetSeed ([B)V"
    })
    public static void setSeed(Object generator, byte[] seed) {
        // The host's generator does not get better by it, and the guest cannot tell.
    }

    @Replace("sun/security/provider/SeedGenerator getSystemEntropy ()[B")
    public static byte[] systemEntropy() {
        return Entropy.take(20);
    }

    @Replace("sun/security/provider/SeedGenerator generateSeed ([B)V")
    public static void generateSeed(byte[] b) {
        Entropy.fill(b);
    }

    /** Where the JDK's generators start that are made without a seed: for initialisers, so the same for host and guest. */
    @Replace("jdk/internal/util/random/RandomSupport initialSeed ()J")
    public static long initialSeed() {
        return Guest.started() ? RandomSupport.mixStafford13(Guest.bootSeed()) : Jdk.initialSeed();
    }

    @Extend(value = "java/lang/InheritableThreadLocal <init> ()V", atReturn = true)
    public static void inheritableMade(InheritableThreadLocal<?> local) {
        InheritedLocals.made(local);
    }

    @Replace("java/util/concurrent/ThreadLocalRandom localInit ()V")
    public static void threadLocalRandomInit() {
        Threads.initThreadLocalRandom();
    }

    @Replace("java/util/Random seedUniquifier ()J")
    public static long seedUniquifier() {
        return Threads.seedUniquifier();
    }

    // The host

    @Redirect("java/lang/Runtime availableProcessors ()I")
    public static int availableProcessors(Runtime r) {
        return Guest.booting() ? r.availableProcessors() : Host.availableProcessors();
    }

    @Redirect("java/lang/Runtime freeMemory ()J")
    public static long freeMemory(Runtime r) {
        return Scheduler.current() == null ? r.freeMemory() : Host.memory("free");
    }

    @Redirect("java/lang/Runtime totalMemory ()J")
    public static long totalMemory(Runtime r) {
        return Scheduler.current() == null ? r.totalMemory() : Host.memory("total");
    }

    @Redirect("java/lang/Runtime maxMemory ()J")
    public static long maxMemory(Runtime r) {
        return Scheduler.current() == null ? r.maxMemory() : Host.memory("max");
    }

    @Replace("jdk/internal/misc/Signal dispatch (I)V")
    public static void dispatchSignal(int number) {
        Signals.received(number);
    }

    @Replace("java/lang/Shutdown shutdown ()V")
    public static void shutdown() {
        Threads.shutdown();
    }

    @Redirect("java/lang/Shutdown halt0 (I)V")
    public static void halt(int status) {
        if (Scheduler.current() != null) {
            Guest.exit(status);
        }
        Jdk.halt0(status);
    }

    // Console

    @Redirect("java/io/FileOutputStream writeBytes ([BIIZ)V")
    public static void writeBytes(FileOutputStream f, byte[] b, int off, int len, boolean append) throws IOException {
        Console.write(f, f.getFD(), b, off, len, append);
    }

    @Redirect("java/io/FileOutputStream write (IZ)V")
    public static void write(FileOutputStream f, int b, boolean append) throws IOException {
        Console.write(f, f.getFD(), b, append);
    }

    @Redirect("java/io/FileInputStream readBytes ([BII)I")
    public static int readBytes(FileInputStream f, byte[] b, int off, int len) throws IOException {
        return Console.read(f, f.getFD(), b, off, len);
    }

    @Redirect("java/io/FileInputStream read0 ()I")
    public static int read0(FileInputStream f) throws IOException {
        return Console.read(f, f.getFD());
    }

    @Redirect("java/io/FileInputStream available0 ()I")
    public static int available0(FileInputStream f) throws IOException {
        return Console.available(f, f.getFD());
    }

    // Network

    @Replace("java/nio/channels/spi/SelectorProvider provider ()Ljava/nio/channels/spi/SelectorProvider;")
    public static SelectorProvider selectorProvider() {
        return Scheduler.current() == null ? Jdk.realSelectorProvider() : io.ftjvm.guest.net.Network.selectorProvider();
    }

    @Replace(
            "java/nio/channels/spi/AsynchronousChannelProvider provider ()Ljava/nio/channels/spi/AsynchronousChannelProvider;")
    public static AsynchronousChannelProvider asynchronousProvider() {
        return Scheduler.current() == null
                ? Jdk.realAsynchronousProvider()
                : io.ftjvm.guest.net.Network.asynchronousProvider();
    }

    @Replace(
            "java/net/DatagramSocket createDelegate (Ljava/net/SocketAddress;Ljava/lang/Class;)Ljava/net/DatagramSocket;")
    public static DatagramSocket createDelegate(SocketAddress address, Class<?> type) throws SocketException {
        // A delegate of ours is made of the same class, and a factory of the guest's makes its own.
        return Scheduler.current() == null || address == Jdk.noDatagramDelegate() || Jdk.datagramSocketFactory() != null
                ? Jdk.realDatagramDelegate(address, type)
                : io.ftjvm.guest.net.Network.createDatagramSocket(address, type == MulticastSocket.class);
    }

    @Replace("java/net/SocketImpl createPlatformSocketImpl (Z)Ljava/net/SocketImpl;")
    public static SocketImpl socketImpl(boolean server) {
        return Scheduler.current() == null
                ? Jdk.realSocketImpl(server)
                : io.ftjvm.guest.net.Network.createPlatformSocketImpl(server);
    }
}
