package io.ftjvm.guest;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import jdk.internal.misc.Unsafe;

/** The host's network interfaces, as they are when a guest asks: a trap each. The answer begins with what went wrong, or null. */
final class Interfaces implements Port.TrapBody {
    static final int UP = 65;
    static final int LOOPBACK = 66;
    static final int MULTICAST = 67;
    static final int POINT_TO_POINT = 68;
    static final int MTU = 69;
    private static final int ALL = 64;
    private static final int HARDWARE_ADDRESS = 70;

    private final int call;
    private final String name;
    private final int index;
    private final byte[] address;

    private Interfaces(int call, String name, int index, byte[] address) {
        this.call = call;
        this.name = name;
        this.index = index;
        this.address = address;
    }

    /** The top level ones; null if there are none. */
    static NetworkInterface[] all() throws SocketException {
        Answer answer = trap(new Interfaces(ALL, null, 0, null));
        try {
            return getAll(answer, null);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static NetworkInterface byName(String name) throws SocketException {
        return find(all(), name, -1, null);
    }

    static NetworkInterface byIndex(int index) throws SocketException {
        return find(all(), null, index, null);
    }

    static NetworkInterface byAddress(InetAddress a) throws SocketException {
        return find(all(), null, -1, a);
    }

    /** A truth value, or the MTU. */
    static int fact(int call, String name, int index) throws SocketException {
        return trap(new Interfaces(call, name, index, null)).getInt();
    }

    static byte[] hardwareAddress(byte[] address, String name, int index) throws SocketException {
        return trap(new Interfaces(HARDWARE_ADDRESS, name, index, address)).getBytes();
    }

    private static NetworkInterface find(NetworkInterface[] among, String name, int index, InetAddress address) {
        if (among == null) {
            return null;
        }
        for (NetworkInterface n : among) {
            if (n.getName().equals(name) || n.getIndex() == index || has(n, address)) {
                return n;
            }
            NetworkInterface below = find((NetworkInterface[]) get(n, "childs"), name, index, address);
            if (below != null) {
                return below;
            }
        }
        return null;
    }

    private static boolean has(NetworkInterface n, InetAddress address) {
        for (InetAddress a : (InetAddress[]) get(n, "addrs")) {
            if (a.equals(address)) {
                return true;
            }
        }
        return false;
    }

    private static Answer trap(Interfaces i) throws SocketException {
        byte[] arguments = new Answer()
                .putByte(i.call)
                .putString(i.name)
                .putInt(i.index)
                .putBytes(i.address)
                .toBytes();
        Answer answer = new Answer(Hypercall.trap(Traps.HOST, arguments, i));
        String failure = answer.getString();
        if (failure != null) {
            throw new SocketException(failure);
        }
        return answer;
    }

    @Override
    public byte[] run() {
        try {
            return answer(new Answer().putString(null)).toBytes();
        } catch (SocketException e) {
            String message = e.getMessage();
            return new Answer().putString(message == null ? "" : message).toBytes();
        }
    }

    private Answer answer(Answer a) throws SocketException {
        switch (call) {
            case ALL:
                putAll(a, HostJdk.interfaces());
                return a;
            case UP:
                return a.putInt(HostJdk.isUp(name, index) ? 1 : 0);
            case LOOPBACK:
                return a.putInt(HostJdk.isLoopback(name, index) ? 1 : 0);
            case MULTICAST:
                return a.putInt(HostJdk.supportsMulticast(name, index) ? 1 : 0);
            case POINT_TO_POINT:
                return a.putInt(HostJdk.isPointToPoint(name, index) ? 1 : 0);
            case MTU:
                return a.putInt(HostJdk.mtu(name, index));
            case HARDWARE_ADDRESS:
                return a.putBytes(HostJdk.hardwareAddress(address, name, index));
            default:
                throw new IllegalStateException();
        }
    }

    private static void putAll(Answer to, NetworkInterface[] all) {
        to.putInt(all == null ? -1 : all.length);
        if (all == null) {
            return;
        }
        for (NetworkInterface n : all) {
            to.putString(n.getName()).putString((String) get(n, "displayName")).putInt(n.getIndex());
            to.putByte(n.isVirtual() ? 1 : 0);
            InetAddress[] addresses = (InetAddress[]) get(n, "addrs");
            to.putInt(addresses.length);
            for (InetAddress a : addresses) {
                putAddress(to, a);
            }
            InterfaceAddress[] bindings = (InterfaceAddress[]) get(n, "bindings");
            to.putInt(bindings.length);
            for (InterfaceAddress b : bindings) {
                to.putByte(b == null ? 0 : 1);
                if (b != null) {
                    putAddress(to, b.getAddress());
                    putAddress(to, (InetAddress) get(b, "broadcast"));
                    to.putInt(b.getNetworkPrefixLength());
                }
            }
            putAll(to, (NetworkInterface[]) get(n, "childs"));
        }
    }

    private static NetworkInterface[] getAll(Answer from, NetworkInterface parent) throws UnknownHostException {
        int n = from.getInt();
        if (n < 0) {
            return null;
        }
        NetworkInterface[] all = new NetworkInterface[n];
        for (int i = 0; i < n; i++) {
            all[i] = getOne(from, parent);
        }
        return all;
    }

    private static NetworkInterface getOne(Answer from, NetworkInterface parent) throws UnknownHostException {
        Unsafe u = Unsafe.getUnsafe();
        NetworkInterface n = HostJdk.newInterface();
        put(n, "name", from.getString());
        put(n, "displayName", from.getString());
        u.putInt(n, u.objectFieldOffset(NetworkInterface.class, "index"), from.getInt());
        u.putBoolean(n, u.objectFieldOffset(NetworkInterface.class, "virtual"), from.getByte() != 0);
        put(n, "parent", parent);
        InetAddress[] addresses = new InetAddress[from.getInt()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = getAddress(from);
        }
        put(n, "addrs", addresses);
        InterfaceAddress[] bindings = new InterfaceAddress[from.getInt()];
        for (int i = 0; i < bindings.length; i++) {
            if (from.getByte() != 0) {
                bindings[i] = HostJdk.newInterfaceAddress();
                put(bindings[i], "address", getAddress(from));
                put(bindings[i], "broadcast", (Inet4Address) getAddress(from));
                long mask = u.objectFieldOffset(InterfaceAddress.class, "maskLength");
                u.putShort(bindings[i], mask, (short) from.getInt());
            }
        }
        put(n, "bindings", bindings);
        put(n, "childs", getAll(from, n));
        return n;
    }

    private static void putAddress(Answer to, InetAddress a) {
        to.putBytes(a == null ? null : a.getAddress());
        to.putInt(a instanceof Inet6Address ? ((Inet6Address) a).getScopeId() : 0);
    }

    private static InetAddress getAddress(Answer from) throws UnknownHostException {
        byte[] b = from.getBytes();
        int scope = from.getInt();
        if (b == null) {
            return null;
        }
        return scope == 0 ? InetAddress.getByAddress(b) : Inet6Address.getByAddress(null, b, scope);
    }

    private static Object get(Object o, String field) {
        Unsafe u = Unsafe.getUnsafe();
        return u.getReference(o, u.objectFieldOffset(o.getClass(), field));
    }

    private static void put(Object o, String field, Object value) {
        Unsafe u = Unsafe.getUnsafe();
        u.putReference(o, u.objectFieldOffset(o.getClass(), field), value);
    }
}
