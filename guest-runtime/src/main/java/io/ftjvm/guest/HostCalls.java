package io.ftjvm.guest;

/**
 * Calls whose result is a property of the host and depends on numbers at most: a trap each. Those that can fail begin
 * their answer with an error number.
 */
final class HostCalls implements Port.TrapBody {
    private static final int USER_NAME = 2;
    private static final int GROUP_NAME = 3;
    private static final int TIME_ZONE = 4;
    private static final int TIME_ZONE_OFFSET = 5;
    private static final int LOAD_AVERAGE = 6;
    private static final int SIGNAL_HANDLER = 7;

    private final int call;
    private final int argument;
    private final long known;

    private HostCalls(int call, int argument) {
        this(call, argument, 0);
    }

    private HostCalls(int call, int argument, long known) {
        this.call = call;
        this.argument = argument;
        this.known = known;
    }

    /** A UnixException if there is no such user. */
    static byte[] userName(int uid) throws Exception {
        return orThrow(trap(USER_NAME, uid));
    }

    /** A UnixException if there is no such group. */
    static byte[] groupName(int gid) throws Exception {
        return orThrow(trap(GROUP_NAME, gid));
    }

    /** The time zone's name, or null. */
    static String timeZone() {
        return trap(TIME_ZONE, 0).getString();
    }

    /** The time zone by its offset, or null. */
    static String timeZoneOffset() {
        return trap(TIME_ZONE_OFFSET, 0).getString();
    }

    /** Fills {@code averages}; the number that are known. */
    static int loadAverage(double[] averages, int count) {
        Answer answer = trap(LOAD_AVERAGE, count);
        int known = answer.getInt();
        for (int i = 0; i < known; i++) {
            averages[i] = Double.longBitsToDouble(answer.getLong());
        }
        return known;
    }

    /** What a signal's handler was when the guest put another in its place; {@code here} is what it was on this side. */
    static long replacedHandler(int number, long here) {
        return trap(new HostCalls(SIGNAL_HANDLER, number, here)).getLong();
    }

    private static byte[] orThrow(Answer answer) throws Exception {
        int errno = answer.getInt();
        if (errno != 0) {
            throw FileJdk.unixException(errno);
        }
        return answer.getBytes();
    }

    private static Answer trap(int call, int argument) {
        return trap(new HostCalls(call, argument));
    }

    private static Answer trap(HostCalls c) {
        byte[] arguments = new Answer().putByte(c.call).putInt(c.argument).toBytes();
        return new Answer(Hypercall.trap(Traps.HOST, arguments, c));
    }

    @Override
    public byte[] run() {
        try {
            return answer().toBytes();
        } catch (Exception e) {
            return new Answer().putInt(FileJdk.errno(e)).toBytes();
        }
    }

    private Answer answer() throws Exception {
        switch (call) {
            case USER_NAME:
                return new Answer().putInt(0).putBytes(FileJdk.getpwuid(argument));
            case GROUP_NAME:
                return new Answer().putInt(0).putBytes(FileJdk.getgrgid(argument));
            case TIME_ZONE:
                return new Answer().putString(HostJdk.systemTimeZone(System.getProperty("java.home")));
            case TIME_ZONE_OFFSET:
                return new Answer().putString(HostJdk.systemOffset());
            case LOAD_AVERAGE:
                double[] averages = new double[argument];
                int n = HostJdk.loadAverage(jdk.internal.misc.Unsafe.getUnsafe(), averages, argument);
                Answer a = new Answer().putInt(n);
                for (int i = 0; i < n; i++) {
                    a.putLong(Double.doubleToLongBits(averages[i]));
                }
                return a;
            case SIGNAL_HANDLER:
                return new Answer().putLong(known);
            default:
                throw new IllegalStateException();
        }
    }
}
