package io.ftjvm.guest;

/** What becomes of {@code sun.nio.fs}'s natives when a guest calls them. {@code Exception} is a UnixException. */
final class NioFiles {
    private static final int ACCESS_MODE = 03;

    private NioFiles() {}

    static int open(long address, int flags, int mode) throws Exception {
        byte[] path = CString.at(address);
        String name = CString.decode(path);
        int fd;
        if (DeviceFiles.isNull(name)) {
            fd = FileJdk.open0(address, flags, mode);
        } else if ((flags & (ACCESS_MODE | RefusedWrites.OPEN_FLAGS)) != 0) {
            throw RefusedWrites.open(path, flags);
        } else if (Rom.contains(name)) {
            fd = FileJdk.open0(address, flags, mode);
        } else {
            FileReads.Opened opened = FileReads.open(path, flags);
            if (opened.errno != 0) {
                throw opened.unixException();
            }
            return opened.fd;
        }
        FileReads.remember(fd, null);
        return fd;
    }

    /** The error number, or 0. */
    static int stat(long path, Object attributes) {
        Answer answer = PathCall.ask(PathCall.STAT, CString.at(path), 0);
        int errno = answer.getInt();
        if (errno == 0) {
            FileAttributes.get(answer, attributes);
        }
        return errno;
    }

    static void lstat(long path, Object attributes) throws Exception {
        FileAttributes.get(ask(PathCall.LSTAT, path), attributes);
    }

    /** False if {@code fd} is not a copy of something else, or the caller not a guest. */
    static boolean fstat(int fd, Object attributes) {
        byte[] known = Scheduler.current() == null ? null : FileReads.attributesOf(fd);
        if (known != null) {
            FileAttributes.get(new Answer(known), attributes);
        }
        return known != null;
    }

    /** The error number, or 0. */
    static int access(long path, int mode) {
        return PathCall.ask(PathCall.ACCESS, CString.at(path), mode).getInt();
    }

    static byte[] realpath(long path) throws Exception {
        return ask(PathCall.REALPATH, path).getBytes();
    }

    static byte[] readlink(long path) throws Exception {
        return ask(PathCall.READLINK, path).getBytes();
    }

    static void statvfs(long path, Object attributes) throws Exception {
        FileAttributes.getStore(ask(PathCall.STORE, path), attributes);
    }

    static int userId(long name) throws Exception {
        return ask(PathCall.USER_ID, name).getInt();
    }

    static int groupId(long name) throws Exception {
        return ask(PathCall.GROUP_ID, name).getInt();
    }

    static int unsupported(String what) throws Exception {
        throw FileJdk.unixException("ftjvm: not supported yet: " + what + " (disk device)");
    }

    private static Answer ask(int question, long path) throws Exception {
        Answer answer = PathCall.ask(question, CString.at(path), 0);
        int errno = answer.getInt();
        if (errno != 0) {
            throw FileJdk.unixException(errno);
        }
        return answer;
    }
}
