package io.ftjvm.guest;

import java.io.File;
import java.io.IOException;

/** A question about a path that is not part of the image: a trap each. The arguments are the question itself. */
final class PathCall implements Port.TrapBody {
    static final int STAT = 1;
    static final int LSTAT = 2;
    static final int ACCESS = 3;
    static final int REALPATH = 4;
    static final int READLINK = 5;
    static final int LIST = 6;
    static final int STORE = 7;
    static final int USER_ID = 8;
    static final int GROUP_ID = 9;
    static final int IO_ATTRIBUTES = 16;
    static final int IO_ACCESS = 17;
    static final int IO_MODIFIED = 18;
    static final int IO_LENGTH = 19;
    static final int IO_LIST = 20;
    static final int IO_CANONICAL = 21;
    static final int IO_SPACE = 22;
    static final int IO_NAME_MAX = 23;

    private final int question;
    private final byte[] path;
    private final int detail;
    private final Object fileSystem;

    private PathCall(int question, byte[] path, int detail, Object fileSystem) {
        this.question = question;
        this.path = path;
        this.detail = detail;
        this.fileSystem = fileSystem;
    }

    /** One of sun.nio.fs's questions: the answer begins with the error number. */
    static Answer ask(int question, byte[] path, int detail) {
        return trap(new PathCall(question, path, detail, null));
    }

    /** One of java.io's questions, to its file system. */
    static Answer ask(int question, String path, int detail, Object fileSystem) {
        return trap(new PathCall(question, CString.encode(Environment.absolute(path)), detail, fileSystem));
    }

    private static Answer trap(PathCall call) {
        byte[] arguments = new Answer()
                .putByte(call.question)
                .putBytes(call.path)
                .putInt(call.detail)
                .toBytes();
        return new Answer(Hypercall.trap(Traps.FILE_STAT, arguments, call));
    }

    @Override
    public byte[] run() {
        if (question >= IO_ATTRIBUTES) {
            return io(CString.decode(path)).toBytes();
        }
        long address = CString.of(path);
        try {
            return nio(address, new Answer().putInt(0)).toBytes();
        } catch (Exception e) {
            return new Answer().putInt(FileJdk.errno(e)).toBytes();
        } finally {
            CString.free(address);
        }
    }

    private Answer nio(long address, Answer answer) throws Exception {
        switch (question) {
            case STAT:
                Object followed = FileJdk.newAttributes();
                int errno = FileJdk.stat0(address, followed);
                if (errno != 0) {
                    return new Answer().putInt(errno);
                }
                FileAttributes.put(answer, followed);
                return answer;
            case LSTAT:
                Object itself = FileJdk.newAttributes();
                FileJdk.lstat0(address, itself);
                FileAttributes.put(answer, itself);
                return answer;
            case ACCESS:
                return new Answer().putInt(FileJdk.access0(address, detail));
            case REALPATH:
                return answer.putBytes(FileJdk.realpath0(address));
            case READLINK:
                return answer.putBytes(FileJdk.readlink0(address));
            case LIST:
                Listings.read(address, answer);
                return answer;
            case STORE:
                Object store = FileJdk.newStoreAttributes();
                FileJdk.statvfs0(address, store);
                FileAttributes.putStore(answer, store);
                return answer;
            case USER_ID:
                return answer.putInt(FileJdk.getpwnam0(address));
            case GROUP_ID:
                return answer.putInt(FileJdk.getgrnam0(address));
            default:
                throw new IllegalStateException();
        }
    }

    private Answer io(String name) {
        File f = new File(name);
        switch (question) {
            case IO_ATTRIBUTES:
                return new Answer().putInt(FileJdk.booleanAttributes(fileSystem, f));
            case IO_ACCESS:
                return new Answer().putInt(FileJdk.checkAccess(fileSystem, f, detail) ? 1 : 0);
            case IO_MODIFIED:
                return new Answer().putLong(FileJdk.lastModifiedTime(fileSystem, f));
            case IO_LENGTH:
                return new Answer().putLong(FileJdk.length(fileSystem, f));
            case IO_LIST:
                return names(FileJdk.list(fileSystem, f));
            case IO_CANONICAL:
                return canonical(name);
            case IO_SPACE:
                return new Answer().putLong(FileJdk.space(fileSystem, f, detail));
            case IO_NAME_MAX:
                return new Answer().putInt(FileJdk.nameMax(fileSystem, name));
            default:
                throw new IllegalStateException();
        }
    }

    private static Answer names(String[] names) {
        if (names == null) {
            return new Answer().putInt(-1);
        }
        Answer answer = new Answer().putInt(names.length);
        for (String name : names) {
            answer.putString(name);
        }
        return answer;
    }

    /** The canonical path, or null and why there is none. */
    private Answer canonical(String name) {
        try {
            return new Answer().putString(FileJdk.canonicalize(fileSystem, name));
        } catch (IOException e) {
            return new Answer().putString(null).putString(e.getMessage());
        }
    }
}
