package io.ftjvm.guest;

import jdk.internal.misc.Unsafe;

/** What a guest learns of processes, its own and others: a trap each. Its own has the primary's number at boot. */
final class Processes implements Port.TrapBody {
    private static final int IS_ALIVE = 32;
    private static final int PARENT = 33;
    private static final int INFO = 34;
    private static final int LIST = 35;

    private static final String[] STRINGS = {"command", "commandLine", "user"};
    private static final String[] LONGS = {"startTime", "totalTime"};

    private static Object self;

    private final int call;
    private final long pid;
    private final long detail;

    private Processes(int call, long pid, long detail) {
        this.call = call;
        this.pid = pid;
        this.detail = detail;
    }

    /** The guest's {@code ProcessHandleImpl}. */
    static Object current() {
        if (self == null) {
            self = HostJdk.processHandle(Environment.pid(), Environment.started());
        }
        return self;
    }

    /** When {@code pid} started, or -1 if there is none. */
    static long isAlive(long pid) {
        return pid == Environment.pid()
                ? Environment.started()
                : trap(IS_ALIVE, pid, 0).getLong();
    }

    static long parent(long pid, long startTime) {
        return trap(PARENT, pid, startTime).getLong();
    }

    /** Fills the JDK's {@code ProcessHandleImpl.Info}. */
    static void info(Object info, long pid) {
        Answer answer = trap(INFO, pid, 0);
        Unsafe u = Unsafe.getUnsafe();
        for (String name : STRINGS) {
            put(info, name, answer.getString());
        }
        for (String name : LONGS) {
            u.putLong(info, u.objectFieldOffset(info.getClass(), name), answer.getLong());
        }
        int n = answer.getInt();
        String[] arguments = n < 0 ? null : new String[n];
        for (int i = 0; i < n; i++) {
            arguments[i] = answer.getString();
        }
        put(info, "arguments", arguments);
    }

    /** As the native: fills the arrays as far as they go, and answers how long they would have to be. */
    static int list(long pid, long[] pids, long[] parents, long[] startTimes) {
        Answer answer = trap(LIST, pid, pids.length);
        int n = answer.getInt();
        for (int i = 0; answer.more(); i++) {
            pids[i] = answer.getLong();
            put(parents, i, answer.getLong());
            put(startTimes, i, answer.getLong());
        }
        return n;
    }

    private static void put(long[] a, int i, long v) {
        if (a != null) {
            a[i] = v;
        }
    }

    private static Answer trap(int call, long pid, long detail) {
        byte[] arguments =
                new Answer().putByte(call).putLong(pid).putLong(detail).toBytes();
        return new Answer(Hypercall.trap(Traps.HOST, arguments, new Processes(call, pid, detail)));
    }

    @Override
    public byte[] run() {
        // After a failover the guest's own number is not this process's.
        long real = pid == Environment.pid() ? HostJdk.currentPid() : pid;
        switch (call) {
            case IS_ALIVE:
                return new Answer().putLong(HostJdk.isAlive(real)).toBytes();
            case PARENT:
                return new Answer()
                        .putLong(HostJdk.parent(real, real == pid ? detail : HostJdk.isAlive(real)))
                        .toBytes();
            case INFO:
                return realInfo(real);
            case LIST:
                return realList(real);
            default:
                throw new IllegalStateException();
        }
    }

    private byte[] realInfo(long real) {
        Object info = HostJdk.newInfo();
        HostJdk.info(info, real);
        Unsafe u = Unsafe.getUnsafe();
        Answer a = new Answer();
        for (String name : STRINGS) {
            a.putString((String) get(info, name));
        }
        for (String name : LONGS) {
            long v = u.getLong(info, u.objectFieldOffset(info.getClass(), name));
            a.putLong(real != pid && name.equals("startTime") ? Environment.started() : v);
        }
        String[] arguments = (String[]) get(info, "arguments");
        a.putInt(arguments == null ? -1 : arguments.length);
        if (arguments != null) {
            for (String s : arguments) {
                a.putString(s);
            }
        }
        return a.toBytes();
    }

    private byte[] realList(long real) {
        int room = (int) detail;
        long[] pids = new long[room];
        long[] parents = new long[room];
        long[] startTimes = new long[room];
        int n = HostJdk.pids(real, pids, parents, startTimes);
        Answer a = new Answer().putInt(n);
        for (int i = 0; i < Math.min(n, room); i++) {
            a.putLong(pids[i]).putLong(parents[i]).putLong(startTimes[i]);
        }
        return a.toBytes();
    }

    private static Object get(Object info, String field) {
        Unsafe u = Unsafe.getUnsafe();
        return u.getReference(info, u.objectFieldOffset(info.getClass(), field));
    }

    private static void put(Object info, String field, Object value) {
        Unsafe u = Unsafe.getUnsafe();
        u.putReference(info, u.objectFieldOffset(info.getClass(), field), value);
    }
}
