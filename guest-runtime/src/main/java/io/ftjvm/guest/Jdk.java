package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Method;
import java.net.DatagramSocket;
import java.net.DatagramSocketImplFactory;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.channels.spi.AsynchronousChannelProvider;
import java.nio.channels.spi.SelectorProvider;
import java.util.WeakHashMap;
import jdk.internal.misc.Unsafe;
import jdk.internal.reflect.MethodAccessor;
import jdk.internal.reflect.ReflectionFactory;

/** Members of java.base that are private or that the image adds. The bodies are written by the image builder. */
final class Jdk {
    private Jdk() {}

    private static UnsatisfiedLinkError notInImage() {
        return new UnsatisfiedLinkError("ftjvm: java.base is not the rewritten image");
    }

    /** The guest record of {@code t}; null for a host thread and in host mode. */
    @Member("getfield java/lang/Thread ftjvm$guest Lio/ftjvm/guest/GuestThread;")
    static GuestThread guest(Thread t) {
        throw notInImage();
    }

    @Member("putfield java/lang/Thread ftjvm$guest Lio/ftjvm/guest/GuestThread;")
    static void guest(Thread t, GuestThread g) {
        throw notInImage();
    }

    /** The address of the JVM's JavaThread. */
    @Member("getfield java/lang/Thread eetop J")
    static long eetop(Thread t) {
        throw notInImage();
    }

    /** The interrupt status as the JVM sees it: a host thread's. */
    @Member("getfield java/lang/Thread interrupted Z")
    static boolean interrupted(Thread t) {
        throw notInImage();
    }

    @Member("putfield java/lang/Thread interrupted Z")
    static void setInterrupted(Thread t, boolean interrupted) {
        throw notInImage();
    }

    @Member("putfield java/lang/Thread threadLocalRandomSeed J")
    static void threadLocalRandomSeed(Thread t, long seed) {
        throw notInImage();
    }

    @Member("putfield java/lang/Thread threadLocalRandomProbe I")
    static void threadLocalRandomProbe(Thread t, int probe) {
        throw notInImage();
    }

    @Member("putfield java/lang/Thread threadLocalRandomSecondarySeed I")
    static void threadLocalRandomSecondarySeed(Thread t, int seed) {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ref/Finalizer ftjvm$original$register (Ljava/lang/Object;)V")
    static void registerFinalizer(Object o) {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ref/Finalizer ftjvm$original$runFinalization ()V")
    static void runFinalization() {
        throw notInImage();
    }

    @Member(
            "invokevirtual java/lang/ref/Cleaner ftjvm$original$register (Ljava/lang/Object;Ljava/lang/Runnable;)Ljava/lang/ref/Cleaner$Cleanable;")
    static java.lang.ref.Cleaner.Cleanable registerCleaning(java.lang.ref.Cleaner c, Object o, Runnable action) {
        throw notInImage();
    }

    @Member("invokestatic java/nio/Bits ftjvm$original$reserveMemory (JJ)V")
    static void reserveMemory(long size, long capacity) {
        throw notInImage();
    }

    @Member(
            "invokestatic java/lang/ClassLoader defineClass1 (Ljava/lang/ClassLoader;Ljava/lang/String;[BIILjava/security/ProtectionDomain;Ljava/lang/String;)Ljava/lang/Class;")
    static Class<?> defineClass1(
            ClassLoader l,
            String name,
            byte[] b,
            int off,
            int len,
            java.security.ProtectionDomain domain,
            String source) {
        throw notInImage();
    }

    @Member(
            "invokestatic java/lang/ClassLoader defineClass2 (Ljava/lang/ClassLoader;Ljava/lang/String;Ljava/nio/ByteBuffer;IILjava/security/ProtectionDomain;Ljava/lang/String;)Ljava/lang/Class;")
    static Class<?> defineClass2(
            ClassLoader l,
            String name,
            java.nio.ByteBuffer b,
            int off,
            int len,
            java.security.ProtectionDomain domain,
            String source) {
        throw notInImage();
    }

    /** Says where in a thread's table of such locals this one is looked for. */
    @Member("putfield java/lang/ThreadLocal threadLocalHashCode I")
    static void threadLocalHashCode(ThreadLocal<?> local, int code) {
        throw notInImage();
    }

    /** What tells the JVM that a class loader is parallel capable. */
    @Member("getfield java/lang/ClassLoader parallelLockMap Ljava/util/concurrent/ConcurrentHashMap;")
    static java.util.concurrent.ConcurrentHashMap<String, Object> parallelLockMap(ClassLoader l) {
        throw notInImage();
    }

    @Member("putfield java/lang/ClassLoader parallelLockMap Ljava/util/concurrent/ConcurrentHashMap;")
    static void parallelLockMap(ClassLoader l, java.util.concurrent.ConcurrentHashMap<String, Object> map) {
        throw notInImage();
    }

    /** The loader itself if it is not parallel capable. */
    @Member("getfield java/lang/ClassLoader assertionLock Ljava/lang/Object;")
    static Object assertionLock(ClassLoader l) {
        throw notInImage();
    }

    @Member(
            "invokevirtual java/lang/ClassLoader ftjvm$original$getClassLoadingLock (Ljava/lang/String;)Ljava/lang/Object;")
    static Object classLoadingLock(ClassLoader l, String name) {
        throw notInImage();
    }

    @Member("putfield java/lang/Class name Ljava/lang/String;")
    static void className(Class<?> c, String name) {
        throw notInImage();
    }

    @Member("getfield java/util/concurrent/locks/AbstractOwnableSynchronizer exclusiveOwnerThread Ljava/lang/Thread;")
    static Thread exclusiveOwner(java.util.concurrent.locks.AbstractOwnableSynchronizer s) {
        throw notInImage();
    }

    @Member("getfield java/lang/Thread tid J")
    static long threadId(Thread t) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/Thread start0 ()V")
    static void start0(Thread t) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/Thread stop0 (Ljava/lang/Object;)V", to = 17)
    static void stop0(Thread t, Object x) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/Thread suspend0 ()V", to = 17)
    static void suspend0(Thread t) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/Thread resume0 ()V", to = 17)
    static void resume0(Thread t) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/Thread interrupt0 ()V")
    static void interrupt0(Thread t) {
        throw notInImage();
    }

    @Member(value = "invokestatic java/lang/Thread yield ()V", to = 17)
    @Member(value = "invokestatic java/lang/Thread yield0 ()V", from = 18)
    static void yieldNow() {
        throw notInImage();
    }

    @Member(value = "invokestatic java/lang/Thread sleep (J)V", to = 17)
    static void sleep(long millis) throws InterruptedException {
        throw notInImage();
    }

    @Member(value = "invokestatic java/lang/Thread sleepNanos0 (J)V", from = 18)
    static void sleepNanos(long nanos) throws InterruptedException {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/Object wait (J)V", to = 17)
    @Member(value = "invokevirtual java/lang/Object wait0 (J)V", from = 18)
    static void realWait(Object o, long millis) throws InterruptedException {
        throw notInImage();
    }

    static void realWait(Object o) throws InterruptedException {
        realWait(o, 0);
    }

    @Member(value = "invokevirtual java/lang/Thread ftjvm$original$getState ()Ljava/lang/Thread$State;", to = 17)
    @Member(value = "invokevirtual java/lang/Thread ftjvm$original$threadState ()Ljava/lang/Thread$State;", from = 18)
    static Thread.State realState(Thread t) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/Thread isAlive ()Z", to = 17)
    @Member(value = "invokevirtual java/lang/Thread ftjvm$original$alive ()Z", from = 18)
    static boolean reallyAlive(Thread t) {
        throw notInImage();
    }

    @Member(value = "invokestatic java/lang/Thread ftjvm$original$nextThreadID ()J", to = 17)
    @Member(value = "invokestatic java/lang/Thread$ThreadIdentifiers ftjvm$original$next ()J", from = 18)
    static long nextThreadId() {
        throw notInImage();
    }

    @Member(value = "invokestatic java/lang/Thread ftjvm$original$nextThreadNum ()I", to = 17)
    @Member(value = "invokestatic java/lang/Thread$ThreadNumbering ftjvm$original$next ()I", from = 18)
    static int nextThreadNumber() {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/Thread ftjvm$original$getThreadGroup ()Ljava/lang/ThreadGroup;")
    static ThreadGroup realThreadGroup(Thread t) {
        throw notInImage();
    }

    /** A group without a parent. */
    @Member("new java/lang/ThreadGroup <init> ()V")
    static ThreadGroup newRootThreadGroup() {
        throw notInImage();
    }

    @Member("invokestatic java/lang/Thread getThreads ()[Ljava/lang/Thread;")
    static Thread[] getThreads() {
        throw notInImage();
    }

    @Member("invokestatic java/lang/Thread dumpThreads ([Ljava/lang/Thread;)[[Ljava/lang/StackTraceElement;")
    static StackTraceElement[][] dumpThreads(Thread[] threads) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/Thread getStackTrace0 ()Ljava/lang/Object;", from = 18)
    static Object getStackTrace(Thread t) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/ThreadGroup ftjvm$original$activeCount ()I", to = 17)
    static int activeCount(ThreadGroup group) {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/ThreadGroup ftjvm$original$enumerate ([Ljava/lang/Thread;IZ)I", to = 17)
    static int enumerate(ThreadGroup group, Thread[] list, int n, boolean recurse) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokestatic java/lang/ThreadBuilders ftjvm$original$newVirtualThread (Ljava/util/concurrent/Executor;Ljava/lang/String;ILjava/lang/Runnable;)Ljava/lang/Thread;",
            from = 21)
    static Thread newVirtualThread(
            java.util.concurrent.Executor scheduler, String name, int characteristics, Runnable task) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokevirtual jdk/internal/reflect/ReflectionFactory ftjvm$original$newMethodAccessor (Ljava/lang/reflect/Method;)Ljdk/internal/reflect/MethodAccessor;",
            to = 17)
    static MethodAccessor newMethodAccessor(ReflectionFactory factory, Method m) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokevirtual jdk/internal/reflect/ReflectionFactory ftjvm$original$newMethodAccessor (Ljava/lang/reflect/Method;Z)Ljdk/internal/reflect/MethodAccessor;",
            from = 18)
    static MethodAccessor newMethodAccessor(ReflectionFactory factory, Method m, boolean callerSensitive) {
        throw notInImage();
    }

    @Member("invokevirtual jdk/internal/misc/Unsafe ensureClassInitialized0 (Ljava/lang/Class;)V")
    static void ensureClassInitialized(Unsafe u, Class<?> c) {
        throw notInImage();
    }

    @Member(
            "invokestatic java/lang/Class forName0 (Ljava/lang/String;ZLjava/lang/ClassLoader;Ljava/lang/Class;)Ljava/lang/Class;")
    static Class<?> forName(String name, boolean initialize, ClassLoader loader, Class<?> caller)
            throws ClassNotFoundException {
        throw notInImage();
    }

    /** Of those that {@code loader} has been asked for, by the JVM or through it. */
    @Member("invokevirtual java/lang/ClassLoader findLoadedClass0 (Ljava/lang/String;)Ljava/lang/Class;")
    static Class<?> findLoadedClass(ClassLoader loader, String name) {
        throw notInImage();
    }

    @Member("invokestatic java/lang/Shutdown ftjvm$original$shutdown ()V")
    static void shutdown() {
        throw notInImage();
    }

    @Member("invokestatic java/lang/Shutdown halt0 (I)V")
    static void halt0(int status) {
        throw notInImage();
    }

    @Member("invokestatic jdk/internal/misc/Signal ftjvm$original$dispatch (I)V")
    static void dispatchSignal(int number) {
        throw notInImage();
    }

    @Member("invokestatic jdk/internal/util/random/RandomSupport ftjvm$original$initialSeed ()J")
    static long initialSeed() {
        throw notInImage();
    }

    @Member("invokestatic java/util/Random ftjvm$original$seedUniquifier ()J")
    static long seedUniquifier() {
        throw notInImage();
    }

    @Member("invokestatic java/util/concurrent/ThreadLocalRandom ftjvm$original$localInit ()V")
    static void threadLocalRandomInit() {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileOutputStream writeBytes ([BIIZ)V")
    static void writeBytes(FileOutputStream f, byte[] b, int off, int len, boolean append) throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileOutputStream write (IZ)V")
    static void write(FileOutputStream f, int b, boolean append) throws IOException {
        throw notInImage();
    }

    @Member("getfield java/io/FileDescriptor fd I")
    static int fd(FileDescriptor d) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileInputStream readBytes ([BII)I")
    static int readBytes(FileInputStream f, byte[] b, int off, int len) throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileInputStream read0 ()I")
    static int read0(FileInputStream f) throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileInputStream available0 ()I")
    static int available0(FileInputStream f) throws IOException {
        throw notInImage();
    }

    @Member(
            "invokestatic java/nio/channels/spi/SelectorProvider ftjvm$original$provider ()Ljava/nio/channels/spi/SelectorProvider;")
    static SelectorProvider realSelectorProvider() {
        throw notInImage();
    }

    @Member(
            "invokestatic java/nio/channels/spi/AsynchronousChannelProvider ftjvm$original$provider ()Ljava/nio/channels/spi/AsynchronousChannelProvider;")
    static AsynchronousChannelProvider realAsynchronousProvider() {
        throw notInImage();
    }

    /** What stands for no delegate; the socket then is one itself. */
    @Member("getstatic java/net/DatagramSocket NO_DELEGATE Ljava/net/SocketAddress;")
    static SocketAddress noDatagramDelegate() {
        throw notInImage();
    }

    @Member("getstatic java/net/DatagramSocket factory Ljava/net/DatagramSocketImplFactory;")
    static DatagramSocketImplFactory datagramSocketFactory() {
        throw notInImage();
    }

    @Member(
            "invokestatic java/net/DatagramSocket ftjvm$original$createDelegate (Ljava/net/SocketAddress;Ljava/lang/Class;)Ljava/net/DatagramSocket;")
    static DatagramSocket realDatagramDelegate(SocketAddress address, Class<?> type) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/SocketImpl ftjvm$original$createPlatformSocketImpl (Z)Ljava/net/SocketImpl;")
    static SocketImpl realSocketImpl(boolean server) {
        throw notInImage();
    }

    /** See {@link References}. */
    @Member("getfield java/lang/ref/Reference ftjvm$state I")
    static int referenceState(Reference<?> r) {
        throw notInImage();
    }

    @Member("putfield java/lang/ref/Reference ftjvm$state I")
    static void referenceState(Reference<?> r, int state) {
        throw notInImage();
    }

    @Member("getfield java/lang/ref/Reference ftjvm$number I")
    static int referenceNumber(Reference<?> r) {
        throw notInImage();
    }

    @Member("putfield java/lang/ref/Reference ftjvm$number I")
    static void referenceNumber(Reference<?> r, int number) {
        throw notInImage();
    }

    /** The guest threads that wait for {@code q}, or null. */
    @Member("getfield java/lang/ref/ReferenceQueue ftjvm$waiters Ljava/lang/Object;")
    static Object waiters(ReferenceQueue<?> q) {
        throw notInImage();
    }

    @Member("putfield java/lang/ref/ReferenceQueue ftjvm$waiters Ljava/lang/Object;")
    static void waiters(ReferenceQueue<?> q, Object waiters) {
        throw notInImage();
    }

    @Member("getfield java/util/WeakHashMap queue Ljava/lang/ref/ReferenceQueue;")
    static ReferenceQueue<?> queue(WeakHashMap<?, ?> m) {
        throw notInImage();
    }

    @Member("getfield java/lang/ref/Reference queue Ljava/lang/ref/ReferenceQueue;")
    static ReferenceQueue<?> queue(Reference<?> r) {
        throw notInImage();
    }

    @Member("getfield java/lang/ref/ReferenceQueue head Ljava/lang/ref/Reference;")
    static Reference<?> head(ReferenceQueue<?> q) {
        throw notInImage();
    }

    /** The queue of references that have none. */
    @Member(value = "getstatic java/lang/ref/ReferenceQueue NULL Ljava/lang/ref/ReferenceQueue;", to = 17)
    @Member(value = "getstatic java/lang/ref/ReferenceQueue NULL_QUEUE Ljava/lang/ref/ReferenceQueue;", from = 18)
    static ReferenceQueue<?> noQueue() {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/lang/ref/Reference clear0 ()V", to = 17)
    @Member(value = "invokevirtual java/lang/ref/Reference clearImpl ()V", from = 18)
    static void clear(Reference<?> r) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/ref/ReferenceQueue enqueue (Ljava/lang/ref/Reference;)Z")
    static boolean enqueue(ReferenceQueue<?> q, Reference<?> r) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/ref/Reference ftjvm$original$enqueueFromPending ()V")
    static void enqueueFromPending(Reference<?> r) {
        throw notInImage();
    }

    @Member("getfield java/lang/ref/Cleaner impl Ljdk/internal/ref/CleanerImpl;")
    private static Object cleanerImpl(java.lang.ref.Cleaner c) {
        throw notInImage();
    }

    @Member("getfield jdk/internal/ref/CleanerImpl queue Ljava/lang/ref/ReferenceQueue;")
    private static ReferenceQueue<?> queueOf(Object cleanerImpl) {
        throw notInImage();
    }

    static ReferenceQueue<?> cleanerQueue(java.lang.ref.Cleaner c) {
        return queueOf(cleanerImpl(c));
    }

    @Member("invokevirtual java/lang/ref/ReferenceQueue ftjvm$original$remove ()Ljava/lang/ref/Reference;")
    static Reference<?> realRemove(ReferenceQueue<?> q) throws InterruptedException {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/ref/ReferenceQueue ftjvm$original$remove (J)Ljava/lang/ref/Reference;")
    static Reference<?> realRemove(ReferenceQueue<?> q, long millis) throws InterruptedException {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/invoke/MethodHandle ftjvm$original$customize ()V")
    static void customize(MethodHandle h) {
        throw notInImage();
    }

    /** Offset of the identity-hash state within the JVM's JavaThread. A constant of the image. */
    @Member("constant hash-state-offset")
    static int hashStateOffset() {
        throw notInImage();
    }

    static void park() {
        Unsafe.getUnsafe().park(false, 0L);
    }

    static void park(boolean absolute, long time) {
        Unsafe.getUnsafe().park(absolute, time);
    }

    static void unpark(Thread t) {
        Unsafe.getUnsafe().unpark(t);
    }

    static int getInt(Object o, long offset) {
        return Unsafe.getUnsafe().getInt(o, offset);
    }

    static long getLong(Object o, long offset) {
        return Unsafe.getUnsafe().getLong(o, offset);
    }

    static long getLong(long address) {
        return Unsafe.getUnsafe().getLong(address);
    }

    static void putLong(long address, long value) {
        Unsafe.getUnsafe().putLong(address, value);
    }

    static void putInt(long address, int value) {
        Unsafe.getUnsafe().putInt(address, value);
    }

    @Member(value = "invokevirtual jdk/internal/misc/Unsafe arrayBaseOffset (Ljava/lang/Class;)I", to = 17)
    private static int arrayBaseInt(Unsafe u, Class<?> type) {
        throw notInImage();
    }

    @Member(value = "invokevirtual jdk/internal/misc/Unsafe arrayBaseOffset (Ljava/lang/Class;)J", from = 18)
    private static long arrayBaseLong(Unsafe u, Class<?> type) {
        throw notInImage();
    }

    static long byteArrayBaseOffset() {
        return Runtime.version().feature() <= 17
                ? arrayBaseInt(Unsafe.getUnsafe(), byte[].class)
                : arrayBaseLong(Unsafe.getUnsafe(), byte[].class);
    }
}
