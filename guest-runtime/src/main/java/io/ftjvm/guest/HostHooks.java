package io.ftjvm.guest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Date;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import jdk.internal.misc.Unsafe;

/**
 * The methods that tell about the host; part of the table of {@link Hooks}. {@code Object} is a type that
 * only its own package may name.
 */
public final class HostHooks {
    private HostHooks() {}

    // Environment

    @Redirect("java/lang/ProcessEnvironment environ ()[[B")
    public static byte[][] environ() {
        byte[][] logged = Environment.variables();
        return logged == null ? HostJdk.environ() : logged;
    }

    /** The default zone is the guest's to find: host code, of the JVM's attach listener for one, makes do with UTC. */
    @Replace("java/util/TimeZone setDefaultZone ()Ljava/util/TimeZone;")
    public static TimeZone defaultZone() {
        return Scheduler.current() == null ? new SimpleTimeZone(0, "UTC") : HostJdk.defaultZone();
    }

    /** With the zone's name goes much of the locale machinery, whose caches are the guest's; host code needs no name. */
    @Replace("java/util/Date toString ()Ljava/lang/String;")
    public static String text(Date d) {
        return Scheduler.current() == null ? Long.toString(d.getTime()) : HostJdk.text(d);
    }

    @Redirect("java/util/TimeZone getSystemTimeZoneID (Ljava/lang/String;)Ljava/lang/String;")
    public static String systemTimeZone(String javaHome) {
        return Scheduler.current() == null ? HostJdk.systemTimeZone(javaHome) : HostCalls.timeZone();
    }

    @Redirect("java/util/TimeZone getSystemGMTOffsetID ()Ljava/lang/String;")
    public static String systemOffset() {
        return Scheduler.current() == null ? HostJdk.systemOffset() : HostCalls.timeZoneOffset();
    }

    @Redirect("jdk/internal/misc/Unsafe getLoadAverage ([DI)I")
    public static int loadAverage(Unsafe u, double[] averages, int count) {
        return Scheduler.current() == null
                ? HostJdk.loadAverage(u, averages, count)
                : HostCalls.loadAverage(averages, count);
    }

    // Host names

    @Redirect("java/net/InetAddressImpl getLocalHostName ()Ljava/lang/String;")
    public static String localHostName(Object impl) throws UnknownHostException {
        return Scheduler.current() == null ? HostJdk.localHostName(impl) : Resolver.localHostName(impl);
    }

    @Redirect(value = "java/net/InetAddressImpl lookupAllHostAddr (Ljava/lang/String;)[Ljava/net/InetAddress;", to = 17)
    @Redirect(
            value = "java/net/Inet4AddressImpl lookupAllHostAddr (Ljava/lang/String;)[Ljava/net/InetAddress;",
            from = 18)
    public static InetAddress[] addresses(Object impl, String host) throws UnknownHostException {
        return Scheduler.current() == null ? HostJdk.addresses(impl, host, -1) : Resolver.addresses(impl, host, -1);
    }

    @Redirect(
            value = "java/net/Inet6AddressImpl lookupAllHostAddr (Ljava/lang/String;I)[Ljava/net/InetAddress;",
            from = 18)
    public static InetAddress[] addresses(Object impl, String host, int characteristics) throws UnknownHostException {
        return Scheduler.current() == null
                ? HostJdk.addresses(impl, host, characteristics)
                : Resolver.addresses(impl, host, characteristics);
    }

    @Redirect("java/net/InetAddressImpl getHostByAddr ([B)Ljava/lang/String;")
    public static String hostByAddress(Object impl, byte[] address) throws UnknownHostException {
        return Scheduler.current() == null
                ? HostJdk.hostByAddress(impl, address)
                : Resolver.hostByAddress(impl, address);
    }

    @Redirect("java/net/InetAddressImpl isReachable (Ljava/net/InetAddress;ILjava/net/NetworkInterface;I)Z")
    public static boolean isReachable(Object impl, InetAddress a, int timeout, NetworkInterface n, int ttl)
            throws IOException {
        return Scheduler.current() == null
                ? HostJdk.isReachable(impl, a, timeout, n, ttl)
                : Resolver.isReachable(impl, a, timeout, ttl);
    }

    // Management

    @Redirect("sun/management/VMManagementImpl getProcessId ()I")
    public static int processId(Object vm) {
        return (int) (Scheduler.current() == null ? Management.number(vm, "getProcessId") : Environment.pid());
    }

    @Redirect("sun/management/VMManagementImpl getVmArguments0 ()[Ljava/lang/String;")
    public static String[] jvmArguments(Object vm) {
        return Scheduler.current() == null ? jdk.internal.misc.VM.getRuntimeArguments() : JvmArguments.get();
    }

    @Redirect("sun/management/VMManagement getStartupTime ()J")
    public static long startupTime(Object vm) {
        return Scheduler.current() == null ? Management.number(vm, "getStartupTime") : Host.bootMillis();
    }

    @Redirect("sun/management/VMManagementImpl getUptime0 ()J")
    public static long uptime(Object vm) {
        return Scheduler.current() == null ? Management.number(vm, "getUptime0") : Host.uptimeMillis();
    }

    @Redirect("sun/management/VMManagement getAvailableProcessors ()I")
    public static int managedProcessors(Object vm) {
        return Scheduler.current() == null
                ? (int) Management.number(vm, "getAvailableProcessors")
                : Host.availableProcessors();
    }

    @Redirect("sun/management/VMManagement getTotalClassCount ()J")
    public static long totalClassCount(Object vm) {
        return Management.number(vm, "getTotalClassCount");
    }

    @Redirect("sun/management/VMManagement getUnloadedClassCount ()J")
    public static long unloadedClassCount(Object vm) {
        return Management.number(vm, "getUnloadedClassCount");
    }

    @Redirect("sun/management/VMManagement getTotalCompileTime ()J")
    public static long totalCompileTime(Object vm) {
        return Management.number(vm, "getTotalCompileTime");
    }

    @Redirect("sun/management/VMManagement getSafepointCount ()J")
    public static long safepointCount(Object vm) {
        return Management.number(vm, "getSafepointCount");
    }

    @Redirect("sun/management/VMManagement getTotalSafepointTime ()J")
    public static long totalSafepointTime(Object vm) {
        return Management.number(vm, "getTotalSafepointTime");
    }

    @Redirect("sun/management/VMManagement getSafepointSyncTime ()J")
    public static long safepointSyncTime(Object vm) {
        return Management.number(vm, "getSafepointSyncTime");
    }

    @Redirect("sun/management/VMManagement getLoadedClassSize ()J")
    public static long loadedClassSize(Object vm) {
        return Management.number(vm, "getLoadedClassSize");
    }

    @Redirect("sun/management/VMManagement getUnloadedClassSize ()J")
    public static long unloadedClassSize(Object vm) {
        return Management.number(vm, "getUnloadedClassSize");
    }

    @Redirect("sun/management/VMManagement getClassLoadingTime ()J")
    public static long classLoadingTime(Object vm) {
        return Management.number(vm, "getClassLoadingTime");
    }

    @Redirect("sun/management/VMManagement getMethodDataSize ()J")
    public static long methodDataSize(Object vm) {
        return Management.number(vm, "getMethodDataSize");
    }

    @Redirect("sun/management/VMManagement getInitializedClassCount ()J")
    public static long initializedClassCount(Object vm) {
        return Management.number(vm, "getInitializedClassCount");
    }

    @Redirect("sun/management/VMManagement getClassInitializationTime ()J")
    public static long classInitializationTime(Object vm) {
        return Management.number(vm, "getClassInitializationTime");
    }

    @Redirect("sun/management/VMManagement getClassVerificationTime ()J")
    public static long classVerificationTime(Object vm) {
        return Management.number(vm, "getClassVerificationTime");
    }

    @Redirect("sun/management/VMManagement getLoadedClassCount ()I")
    public static int loadedClassCount(Object vm) {
        return (int) Management.number(vm, "getLoadedClassCount");
    }

    @Redirect("sun/management/VMManagement getTotalThreadCount ()J")
    public static long totalThreads(Object vm) {
        return Scheduler.current() == null ? Management.number(vm, "getTotalThreadCount") : Threads.started();
    }

    @Redirect("sun/management/VMManagement getLiveThreadCount ()I")
    public static int liveThreads(Object vm) {
        return Scheduler.current() == null ? (int) Management.number(vm, "getLiveThreadCount") : Threads.live();
    }

    @Redirect("sun/management/VMManagement getPeakThreadCount ()I")
    public static int peakThreads(Object vm) {
        return Scheduler.current() == null ? (int) Management.number(vm, "getPeakThreadCount") : Threads.peak();
    }

    @Redirect("sun/management/VMManagement getDaemonThreadCount ()I")
    public static int daemonThreads(Object vm) {
        return Scheduler.current() == null ? (int) Management.number(vm, "getDaemonThreadCount") : Threads.daemons();
    }

    @Redirect("sun/management/MemoryImpl getMemoryUsage0 (Z)Ljava/lang/management/MemoryUsage;")
    public static Object memoryUsage(Object memory, boolean heap) {
        return Management.usage(memory, "getMemoryUsage0", new Object[] {heap});
    }

    /** Pools and collectors are a matter of the JVM's options, and each side may have its own. */
    @Redirect("sun/management/MemoryImpl getMemoryPools0 ()[Ljava/lang/management/MemoryPoolMXBean;")
    public static Object[] memoryPools() {
        return Management.none("java.lang.management.MemoryPoolMXBean");
    }

    @Redirect("sun/management/MemoryImpl getMemoryManagers0 ()[Ljava/lang/management/MemoryManagerMXBean;")
    public static Object[] memoryManagers() {
        return Management.none("java.lang.management.MemoryManagerMXBean");
    }

    @Redirect("sun/management/ThreadImpl getThreadTotalCpuTime0 (J)J")
    public static long threadTotalCpuTime(long id) {
        return Management.number("sun.management.ThreadImpl", "getThreadTotalCpuTime0", id);
    }

    @Redirect("sun/management/ThreadImpl getThreadUserCpuTime0 (J)J")
    public static long threadUserCpuTime(long id) {
        return Management.number("sun.management.ThreadImpl", "getThreadUserCpuTime0", id);
    }

    @Redirect("sun/management/ThreadImpl getThreadAllocatedMemory0 (J)J")
    public static long threadAllocatedMemory(long id) {
        return Management.number("sun.management.ThreadImpl", "getThreadAllocatedMemory0", id);
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getCommittedVirtualMemorySize0 ()J")
    public static long committedVirtualMemorySize(Object os) {
        return Management.number(os, "getCommittedVirtualMemorySize0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getFreeMemorySize0 ()J")
    public static long freeMemorySize(Object os) {
        return Management.number(os, "getFreeMemorySize0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getFreeSwapSpaceSize0 ()J")
    public static long freeSwapSpaceSize(Object os) {
        return Management.number(os, "getFreeSwapSpaceSize0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getMaxFileDescriptorCount0 ()J")
    public static long maxFileDescriptorCount(Object os) {
        return Management.number(os, "getMaxFileDescriptorCount0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getOpenFileDescriptorCount0 ()J")
    public static long openFileDescriptorCount(Object os) {
        return Management.number(os, "getOpenFileDescriptorCount0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getProcessCpuTime0 ()J")
    public static long processCpuTime(Object os) {
        return Management.number(os, "getProcessCpuTime0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getTotalMemorySize0 ()J")
    public static long totalMemorySize(Object os) {
        return Management.number(os, "getTotalMemorySize0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getTotalSwapSpaceSize0 ()J")
    public static long totalSwapSpaceSize(Object os) {
        return Management.number(os, "getTotalSwapSpaceSize0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getHostTotalCpuTicks0 ()J")
    public static long hostTotalCpuTicks(Object os) {
        return Management.number(os, "getHostTotalCpuTicks0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getProcessCpuLoad0 ()D")
    public static double processCpuLoad(Object os) {
        return Management.real(os, "getProcessCpuLoad0", new Object[0]);
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getCpuLoad0 ()D")
    public static double cpuLoad(Object os) {
        return Management.real(os, "getCpuLoad0", new Object[0]);
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getSingleCpuLoad0 (I)D")
    public static double singleCpuLoad(Object os, int cpu) {
        return Management.real(os, "getSingleCpuLoad0", new Object[] {cpu});
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getHostConfiguredCpuCount0 ()I")
    public static int configuredCpus(Object os) {
        return (int) Management.number(os, "getHostConfiguredCpuCount0");
    }

    @Redirect("com/sun/management/internal/OperatingSystemImpl getHostOnlineCpuCount0 ()I")
    public static int onlineCpus(Object os) {
        return (int) Management.number(os, "getHostOnlineCpuCount0");
    }

    // The agent's own buffers are counted with the guest's.

    @Redirect("jdk/internal/misc/VM$BufferPool getCount ()J")
    public static long buffers(Object pool) {
        return Management.number(pool, "getCount");
    }

    @Redirect("jdk/internal/misc/VM$BufferPool getTotalCapacity ()J")
    public static long bufferCapacity(Object pool) {
        return Management.number(pool, "getTotalCapacity");
    }

    @Redirect("jdk/internal/misc/VM$BufferPool getMemoryUsed ()J")
    public static long bufferMemory(Object pool) {
        return Management.number(pool, "getMemoryUsed");
    }
}
