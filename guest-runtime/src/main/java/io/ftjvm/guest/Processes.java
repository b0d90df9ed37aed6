package io.ftjvm.guest;

import jdk.internal.misc.Unsafe;

/** What a guest learns of processes, its own and others: a trap each. Its own has the primary's number at boot. */
final class Processes implements Port.TrapBody {
    private static final int IS_ALIVE = 32;
    private static final int PARENT = 33;
    private static final int INFO = 34;
    private static final int LIST = 35;

    private static final String DEFAULT_STACK = "jdk.lang.processReaperUseDefaultStackSize";

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

    /**
     * Initialises the JDK's class, whose threads await processes: with a stack that has room for the host's side too, which
     * any guest thread may have to execute. Main thread: they belong to its topmost group.
     */
    static void start() {
        System.setProperty(DEFAULT_STACK, "true");
        HostJdk.currentPid();
        System.clearProperty(DEFAULT_STACK);
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
        if (pid == Environment.pid()) {
            return Environment.started();
        }
        Child c = Children.withPid(pid);
        if (c != null) {
            return c.startTime;
        }
        long startTime = trap(IS_ALIVE, pid, 0).getLong();
        return Children.endedWithPrimary(pid, startTime) ? -1 : startTime;
    }

    static long parent(long pid, long startTime) {
        Child c = Children.withPid(pid);
        if (c != null) {
            return c.startTime == startTime || startTime == 0 ? Environment.pid() : -1;
        }
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
        if (pid == Environment.pid()) {
            return listChildren(pids, parents, startTimes);
        }
        Answer answer = trap(LIST, pid, pids.length);
        int n = answer.getInt();
        for (int i = 0; answer.more(); i++) {
            pids[i] = answer.getLong();
            put(parents, i, answer.getLong());
            put(startTimes, i, answer.getLong());
        }
        return n;
    }

    private static int listChildren(long[] pids, long[] parents, long[] startTimes) {
        Child[] children = Children.living();
        for (int i = 0; i < Math.min(children.length, pids.length); i++) {
            pids[i] = children[i].pid;
            put(parents, i, Environment.pid());
            put(startTimes, i, children[i].startTime);
        }
        return children.length;
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
                        .putLong(ofGuest(HostJdk.parent(real, real == pid ? detail : HostJdk.isAlive(real))))
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
        int listed = Math.min(n, room);
        int hidden = 0;
        Answer a = new Answer();
        for (int i = 0; i < listed; i++) {
            if (RealProcesses.isHidden(pids[i])) {
                hidden++;
            } else {
                a.putLong(ofGuest(pids[i])).putLong(ofGuest(parents[i])).putLong(startTimes[i]);
            }
        }
        byte[] entries = a.toBytes();
        return new Answer().putInt(n - hidden).putRaw(entries).toBytes();
    }

    /** This process is known to the guest by another number after a failover. */
    private static long ofGuest(long real) {
        return real == HostJdk.currentPid() ? Environment.pid() : real;
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
