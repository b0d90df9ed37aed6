package io.ftjvm.guest;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** Members of java.base that tell about the host, as in {@link Jdk}. */
final class HostJdk {
    private HostJdk() {}

    private static UnsatisfiedLinkError notInImage() {
        return new UnsatisfiedLinkError("ftjvm: java.base is not the rewritten image");
    }

    /** Runs the class's initialiser once more. */
    @Member("invokestatic jdk/internal/util/StaticProperty <clinit> ()V")
    static void initialiseStaticProperty() {
        throw notInImage();
    }

    /** Runs the class's initialiser once more. */
    @Member("invokestatic java/lang/ProcessEnvironment <clinit> ()V")
    static void initialiseProcessEnvironment() {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ProcessEnvironment environ ()[[B")
    static byte[][] environ() {
        throw notInImage();
    }

    @Member("invokestatic java/nio/MappedMemoryUtils isLoaded0 (JJJ)Z")
    static boolean isLoaded(long address, long length, long pages) {
        throw notInImage();
    }

    @Member("invokestatic jdk/internal/platform/CgroupMetrics isUseContainerSupport ()Z")
    static boolean containerSupport() {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ProcessHandleImpl getCurrentPid0 ()J")
    static long currentPid() {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ProcessHandleImpl isAlive0 (J)J")
    static long isAlive(long pid) {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ProcessHandleImpl parent0 (JJ)J")
    static long parent(long pid, long startTime) {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ProcessHandleImpl getProcessPids0 (J[J[J[J)I")
    static int pids(long pid, long[] pids, long[] parents, long[] startTimes) {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ProcessHandleImpl destroy0 (JJZ)Z")
    static boolean destroy(long pid, long startTime, boolean forcibly) {
        throw notInImage();
    }

    @Member("new java/lang/ProcessHandleImpl <init> (JJ)V")
    static Object processHandle(long pid, long startTime) {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ProcessHandleImpl current ()Ljava/lang/ProcessHandleImpl;")
    static Object currentProcess() {
        throw notInImage();
    }

    @Member("new java/lang/ProcessHandleImpl$Info <init> ()V")
    static Object newInfo() {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/ProcessHandleImpl$Info info0 (J)V")
    static void info(Object info, long pid) {
        throw notInImage();
    }

    @Member("invokestatic java/util/Locale initDefault ()Ljava/util/Locale;")
    static Locale initialLocale() {
        throw notInImage();
    }

    @Member("putstatic java/util/Locale defaultLocale Ljava/util/Locale;")
    static void defaultLocale(Locale l) {
        throw notInImage();
    }

    @Member("putstatic java/util/Locale defaultDisplayLocale Ljava/util/Locale;")
    static void defaultDisplayLocale(Locale l) {
        throw notInImage();
    }

    @Member("putstatic java/util/Locale defaultFormatLocale Ljava/util/Locale;")
    static void defaultFormatLocale(Locale l) {
        throw notInImage();
    }

    @Member("putstatic java/util/TimeZone defaultTimeZone Ljava/util/TimeZone;")
    static void defaultTimeZone(TimeZone z) {
        throw notInImage();
    }

    @Member("invokevirtual java/util/Date ftjvm$original$toString ()Ljava/lang/String;")
    static String text(Date d) {
        throw notInImage();
    }

    @Member("invokestatic java/util/TimeZone ftjvm$original$setDefaultZone ()Ljava/util/TimeZone;")
    static TimeZone defaultZone() {
        throw notInImage();
    }

    @Member("invokestatic java/util/TimeZone getSystemTimeZoneID (Ljava/lang/String;)Ljava/lang/String;")
    static String systemTimeZone(String javaHome) {
        throw notInImage();
    }

    @Member("invokestatic java/util/TimeZone getSystemGMTOffsetID ()Ljava/lang/String;")
    static String systemOffset() {
        throw notInImage();
    }

    @Member("putfield java/io/UnixFileSystem userDir Ljava/lang/String;")
    static void userDirectory(Object fileSystem, String directory) {
        throw notInImage();
    }

    @Member("getstatic java/net/InetAddress cache Ljava/util/concurrent/ConcurrentMap;")
    static Map<?, ?> addressCache() {
        throw notInImage();
    }

    @Member("getstatic java/net/InetAddress expirySet Ljava/util/NavigableSet;")
    static Set<?> addressExpiry() {
        throw notInImage();
    }

    @Member("putstatic java/net/InetAddress cachedLocalHost Ljava/net/InetAddress$CachedLocalHost;")
    static void cachedLocalHost(Object none) {
        throw notInImage();
    }

    @Member("invokeinterface java/net/InetAddressImpl getLocalHostName ()Ljava/lang/String;")
    static String localHostName(Object impl) throws UnknownHostException {
        throw notInImage();
    }

    @Member("invokeinterface java/net/InetAddressImpl getHostByAddr ([B)Ljava/lang/String;")
    static String hostByAddress(Object impl, byte[] address) throws UnknownHostException {
        throw notInImage();
    }

    @Member(
            value =
                    "invokeinterface java/net/InetAddressImpl lookupAllHostAddr (Ljava/lang/String;)[Ljava/net/InetAddress;",
            to = 17)
    private static InetAddress[] addresses17(Object impl, String host) throws UnknownHostException {
        throw notInImage();
    }

    @Member(
            value =
                    "invokevirtual java/net/Inet4AddressImpl lookupAllHostAddr (Ljava/lang/String;)[Ljava/net/InetAddress;",
            from = 18)
    private static InetAddress[] addresses4(Object impl, String host) throws UnknownHostException {
        throw notInImage();
    }

    @Member(
            value =
                    "invokevirtual java/net/Inet6AddressImpl lookupAllHostAddr (Ljava/lang/String;I)[Ljava/net/InetAddress;",
            from = 18)
    private static InetAddress[] addresses6(Object impl, String host, int characteristics) throws UnknownHostException {
        throw notInImage();
    }

    /** @param characteristics of the JDK's policy; -1 if this one has none */
    static InetAddress[] addresses(Object impl, String host, int characteristics) throws UnknownHostException {
        if (characteristics >= 0) {
            return addresses6(impl, host, characteristics);
        }
        return Runtime.version().feature() > 17 ? addresses4(impl, host) : addresses17(impl, host);
    }

    @Member(
            "invokeinterface java/net/InetAddressImpl isReachable (Ljava/net/InetAddress;ILjava/net/NetworkInterface;I)Z")
    static boolean isReachable(Object impl, InetAddress a, int timeout, NetworkInterface n, int ttl)
            throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/Class getDeclaredMethods0 (Z)[Ljava/lang/reflect/Method;")
    static Method[] declaredMethods(Class<?> c, boolean publicOnly) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokestatic jdk/internal/reflect/NativeMethodAccessorImpl invoke0 (Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;",
            to = 17)
    @Member(
            value =
                    "invokestatic jdk/internal/reflect/DirectMethodHandleAccessor$NativeAccessor invoke0 (Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;",
            from = 18)
    static Object invoke(Method m, Object receiver, Object[] arguments) throws InvocationTargetException {
        throw notInImage();
    }

    @Member("invokevirtual jdk/internal/misc/Unsafe getLoadAverage ([DI)I")
    static int loadAverage(Object unsafe, double[] averages, int count) {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface getAll ()[Ljava/net/NetworkInterface;")
    static NetworkInterface[] interfaces() throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface getByName0 (Ljava/lang/String;)Ljava/net/NetworkInterface;")
    static NetworkInterface interfaceByName(String name) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface getByIndex0 (I)Ljava/net/NetworkInterface;")
    static NetworkInterface interfaceByIndex(int index) throws SocketException {
        throw notInImage();
    }

    @Member(
            "invokestatic java/net/NetworkInterface getByInetAddress0 (Ljava/net/InetAddress;)Ljava/net/NetworkInterface;")
    static NetworkInterface interfaceByAddress(InetAddress a) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface boundInetAddress0 (Ljava/net/InetAddress;)Z")
    static boolean isBound(InetAddress a) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface isUp0 (Ljava/lang/String;I)Z")
    static boolean isUp(String name, int index) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface isLoopback0 (Ljava/lang/String;I)Z")
    static boolean isLoopback(String name, int index) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface supportsMulticast0 (Ljava/lang/String;I)Z")
    static boolean supportsMulticast(String name, int index) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface isP2P0 (Ljava/lang/String;I)Z")
    static boolean isPointToPoint(String name, int index) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface getMacAddr0 ([BLjava/lang/String;I)[B")
    static byte[] hardwareAddress(byte[] address, String name, int index) throws SocketException {
        throw notInImage();
    }

    @Member("invokestatic java/net/NetworkInterface getMTU0 (Ljava/lang/String;I)I")
    static int mtu(String name, int index) throws SocketException {
        throw notInImage();
    }

    @Member("new java/net/NetworkInterface <init> ()V")
    static NetworkInterface newInterface() {
        throw notInImage();
    }

    @Member("new java/net/InterfaceAddress <init> ()V")
    static InterfaceAddress newInterfaceAddress() {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/ProcessImpl forkAndExec (I[B[B[BI[BI[B[IZ)I")
    static int forkAndExec(
            Object process,
            int mode,
            byte[] helper,
            byte[] program,
            byte[] arguments,
            int argc,
            byte[] environment,
            int envc,
            byte[] directory,
            int[] fds,
            boolean redirect)
            throws IOException {
        throw notInImage();
    }

    @Member("invokestatic java/lang/ProcessHandleImpl waitForProcessExit0 (JZ)I")
    static int waitForProcessExit(long pid, boolean reap) {
        throw notInImage();
    }

    @Member("invokestatic jdk/internal/misc/Signal handle0 (IJ)J")
    static long handleSignal(int number, long handler) {
        throw notInImage();
    }

    @Member("invokestatic jdk/internal/misc/Signal raise0 (I)V")
    static void raiseSignal(int number) {
        throw notInImage();
    }

    /** The path of the program that starts others. */
    @Member("getstatic java/lang/ProcessImpl helperpath [B")
    static byte[] spawnHelper() {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/Runtime ftjvm$original$load0 (Ljava/lang/Class;Ljava/lang/String;)V")
    static void load(Runtime r, Class<?> from, String file) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/Runtime ftjvm$original$loadLibrary0 (Ljava/lang/Class;Ljava/lang/String;)V")
    static void loadLibrary(Runtime r, Class<?> from, String name) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokestatic jdk/internal/loader/RawNativeLibraries load0 (Ljdk/internal/loader/RawNativeLibraries$RawNativeLibraryImpl;Ljava/lang/String;)Z",
            from = 18)
    static boolean loadRaw(Object library, String name) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokestatic jdk/internal/reflect/Reflection ftjvm$original$ensureNativeAccess (Ljava/lang/Class;Ljava/lang/Class;Ljava/lang/String;Z)V",
            from = 24)
    static void nativeAccess(Class<?> from, Class<?> owner, String method, boolean jni) {
        throw notInImage();
    }
}
