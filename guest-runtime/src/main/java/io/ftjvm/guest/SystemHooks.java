package io.ftjvm.guest;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Network interfaces, signals and native libraries; part of the table of {@link Hooks}. */
public final class SystemHooks {
    private SystemHooks() {}

    // Network interfaces

    @Redirect("java/net/NetworkInterface getAll ()[Ljava/net/NetworkInterface;")
    public static NetworkInterface[] interfaces() throws SocketException {
        return Scheduler.current() == null ? HostJdk.interfaces() : Interfaces.all();
    }

    @Redirect("java/net/NetworkInterface getByName0 (Ljava/lang/String;)Ljava/net/NetworkInterface;")
    public static NetworkInterface interfaceByName(String name) throws SocketException {
        return Scheduler.current() == null ? HostJdk.interfaceByName(name) : Interfaces.byName(name);
    }

    @Redirect("java/net/NetworkInterface getByIndex0 (I)Ljava/net/NetworkInterface;")
    public static NetworkInterface interfaceByIndex(int index) throws SocketException {
        return Scheduler.current() == null ? HostJdk.interfaceByIndex(index) : Interfaces.byIndex(index);
    }

    @Redirect("java/net/NetworkInterface getByInetAddress0 (Ljava/net/InetAddress;)Ljava/net/NetworkInterface;")
    public static NetworkInterface interfaceByAddress(InetAddress a) throws SocketException {
        return Scheduler.current() == null ? HostJdk.interfaceByAddress(a) : Interfaces.byAddress(a);
    }

    @Redirect("java/net/NetworkInterface boundInetAddress0 (Ljava/net/InetAddress;)Z")
    public static boolean isBound(InetAddress a) throws SocketException {
        return Scheduler.current() == null ? HostJdk.isBound(a) : Interfaces.byAddress(a) != null;
    }

    @Redirect("java/net/NetworkInterface isUp0 (Ljava/lang/String;I)Z")
    public static boolean isUp(String name, int index) throws SocketException {
        return Scheduler.current() == null
                ? HostJdk.isUp(name, index)
                : Interfaces.fact(Interfaces.UP, name, index) != 0;
    }

    @Redirect("java/net/NetworkInterface isLoopback0 (Ljava/lang/String;I)Z")
    public static boolean isLoopback(String name, int index) throws SocketException {
        return Scheduler.current() == null
                ? HostJdk.isLoopback(name, index)
                : Interfaces.fact(Interfaces.LOOPBACK, name, index) != 0;
    }

    @Redirect("java/net/NetworkInterface supportsMulticast0 (Ljava/lang/String;I)Z")
    public static boolean supportsMulticast(String name, int index) throws SocketException {
        return Scheduler.current() == null
                ? HostJdk.supportsMulticast(name, index)
                : Interfaces.fact(Interfaces.MULTICAST, name, index) != 0;
    }

    @Redirect("java/net/NetworkInterface isP2P0 (Ljava/lang/String;I)Z")
    public static boolean isPointToPoint(String name, int index) throws SocketException {
        return Scheduler.current() == null
                ? HostJdk.isPointToPoint(name, index)
                : Interfaces.fact(Interfaces.POINT_TO_POINT, name, index) != 0;
    }

    @Redirect("java/net/NetworkInterface getMTU0 (Ljava/lang/String;I)I")
    public static int mtu(String name, int index) throws SocketException {
        return Scheduler.current() == null ? HostJdk.mtu(name, index) : Interfaces.fact(Interfaces.MTU, name, index);
    }

    @Redirect("java/net/NetworkInterface getMacAddr0 ([BLjava/lang/String;I)[B")
    public static byte[] hardwareAddress(byte[] address, String name, int index) throws SocketException {
        return Scheduler.current() == null
                ? HostJdk.hardwareAddress(address, name, index)
                : Interfaces.hardwareAddress(address, name, index);
    }

    // Signals

    @Redirect("jdk/internal/misc/Signal handle0 (IJ)J")
    public static long handleSignal(int number, long handler) {
        return Scheduler.current() == null ? HostJdk.handleSignal(number, handler) : Signals.handle(number, handler);
    }

    @Redirect("jdk/internal/misc/Signal raise0 (I)V")
    public static void raiseSignal(int number) {
        if (Scheduler.current() == null) {
            HostJdk.raiseSignal(number);
        } else {
            Signals.arrived(number);
        }
    }

    // Native libraries

    @Replace("java/lang/Runtime load0 (Ljava/lang/Class;Ljava/lang/String;)V")
    public static void load(Runtime r, Class<?> from, String file) {
        NativeCode.require(from, file);
        HostJdk.load(r, from, file);
    }

    @Replace("java/lang/Runtime loadLibrary0 (Ljava/lang/Class;Ljava/lang/String;)V")
    public static void loadLibrary(Runtime r, Class<?> from, String name) {
        NativeCode.require(from, name);
        HostJdk.loadLibrary(r, from, name);
    }

    @Redirect(
            value =
                    "jdk/internal/loader/RawNativeLibraries load0 (Ljdk/internal/loader/RawNativeLibraries$RawNativeLibraryImpl;Ljava/lang/String;)Z",
            from = 18)
    public static boolean loadRaw(Object library, String name) {
        NativeCode.require(name);
        return HostJdk.loadRaw(library, name);
    }

    /** Asked by every method that needs a program's permission to leave Java, with the class that called it. */
    @Replace(
            value =
                    "jdk/internal/reflect/Reflection ensureNativeAccess (Ljava/lang/Class;Ljava/lang/Class;Ljava/lang/String;Z)V",
            from = 24)
    public static void nativeAccess(Class<?> from, Class<?> owner, String method, boolean jni) {
        NativeCode.requireForeign(from, owner, method);
        HostJdk.nativeAccess(from, owner, method, jni);
    }
}
