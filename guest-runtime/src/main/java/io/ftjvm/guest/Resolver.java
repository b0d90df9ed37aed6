package io.ftjvm.guest;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

/** Host names: a trap each. The answer begins with what went wrong, or null. */
final class Resolver implements Port.TrapBody {
    private static final int LOCAL_NAME = 1;
    private static final int ADDRESSES = 2;
    private static final int NAME = 3;
    private static final int REACHABLE = 4;

    private final int call;
    private final Object impl;
    private final String host;
    private final byte[] address;
    private final int detail;
    private final int ttl;

    private Resolver(int call, Object impl, String host, byte[] address, int detail, int ttl) {
        this.call = call;
        this.impl = impl;
        this.host = host;
        this.address = address;
        this.detail = detail;
        this.ttl = ttl;
    }

    static String localHostName(Object impl) throws UnknownHostException {
        return orThrow(trap(new Resolver(LOCAL_NAME, impl, null, null, 0, 0))).getString();
    }

    static InetAddress[] addresses(Object impl, String host, int characteristics) throws UnknownHostException {
        Answer answer = orThrow(trap(new Resolver(ADDRESSES, impl, host, null, characteristics, 0)));
        InetAddress[] all = new InetAddress[answer.getInt()];
        for (int i = 0; i < all.length; i++) {
            byte[] b = answer.getBytes();
            int scope = answer.getInt();
            all[i] = scope == 0 ? InetAddress.getByAddress(host, b) : Inet6Address.getByAddress(host, b, scope);
        }
        return all;
    }

    static String hostByAddress(Object impl, byte[] address) throws UnknownHostException {
        return orThrow(trap(new Resolver(NAME, impl, null, address, 0, 0))).getString();
    }

    /** From whatever interface: the guest's are not this host's. */
    static boolean isReachable(Object impl, InetAddress a, int timeout, int ttl) throws IOException {
        Answer answer = trap(new Resolver(REACHABLE, impl, null, a.getAddress(), timeout, ttl));
        String failure = answer.getString();
        if (failure != null) {
            throw new IOException(failure);
        }
        return answer.getByte() != 0;
    }

    private static Answer orThrow(Answer answer) throws UnknownHostException {
        String failure = answer.getString();
        if (failure != null) {
            throw new UnknownHostException(failure);
        }
        return answer;
    }

    private static Answer trap(Resolver r) {
        byte[] arguments = new Answer()
                .putByte(r.call)
                .putString(r.host)
                .putBytes(r.address)
                .putInt(r.detail)
                .putInt(r.ttl)
                .toBytes();
        return new Answer(Hypercall.trap(Traps.NET_RESOLVE, arguments, r));
    }

    @Override
    public byte[] run() {
        try {
            return answer(new Answer().putString(null)).toBytes();
        } catch (IOException e) {
            String message = e.getMessage();
            return new Answer().putString(message == null ? "" : message).toBytes();
        }
    }

    private Answer answer(Answer a) throws IOException {
        switch (call) {
            case LOCAL_NAME:
                return a.putString(HostJdk.localHostName(impl));
            case ADDRESSES:
                InetAddress[] all = HostJdk.addresses(impl, host, detail);
                a.putInt(all.length);
                for (InetAddress one : all) {
                    int scope = one instanceof Inet6Address ? ((Inet6Address) one).getScopeId() : 0;
                    a.putBytes(one.getAddress()).putInt(scope);
                }
                return a;
            case NAME:
                return a.putString(HostJdk.hostByAddress(impl, address));
            case REACHABLE:
                InetAddress to = InetAddress.getByAddress(address);
                NetworkInterface any = null;
                return a.putByte(HostJdk.isReachable(impl, to, detail, any, ttl) ? 1 : 0);
            default:
                throw new IllegalStateException();
        }
    }
}
