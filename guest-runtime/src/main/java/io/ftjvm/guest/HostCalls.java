package io.ftjvm.guest;

/** Calls whose result is a property of the host and depends on a number or nothing: a trap each. */
final class HostCalls implements Port.TrapBody {
    private static final int STRERROR = 1;
    private static final int USER_NAME = 2;
    private static final int GROUP_NAME = 3;

    private final int call;
    private final int argument;

    private HostCalls(int call, int argument) {
        this.call = call;
        this.argument = argument;
    }

    /** The error's name in the host's language. */
    static byte[] strerror(int errno) {
        return trap(STRERROR, errno).getBytes();
    }

    /** A UnixException if there is no such user. */
    static byte[] userName(int uid) throws Exception {
        return orThrow(trap(USER_NAME, uid));
    }

    /** A UnixException if there is no such group. */
    static byte[] groupName(int gid) throws Exception {
        return orThrow(trap(GROUP_NAME, gid));
    }

    private static byte[] orThrow(Answer answer) throws Exception {
        int errno = answer.getInt();
        if (errno != 0) {
            throw FileJdk.unixException(errno);
        }
        return answer.getBytes();
    }

    private static Answer trap(int call, int argument) {
        byte[] arguments = new Answer().putByte(call).putInt(argument).toBytes();
        return new Answer(Hypercall.trap(Traps.HOST, arguments, new HostCalls(call, argument)));
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
            case STRERROR:
                return new Answer().putBytes(FileJdk.strerror(argument));
            case USER_NAME:
                return new Answer().putInt(0).putBytes(FileJdk.getpwuid(argument));
            case GROUP_NAME:
                return new Answer().putInt(0).putBytes(FileJdk.getgrgid(argument));
            default:
                throw new IllegalStateException();
        }
    }
}
