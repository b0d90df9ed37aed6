package io.ftjvm.guest;

/**
 * The native methods of {@code sun.nio.fs} that touch the disk; part of the table of {@link Hooks}. Path names are
 * C strings by address. {@code Exception} stands for UnixException, and {@code Object} for attributes that only that
 * package may name.
 */
public final class NioFileHooks {
    private NioFileHooks() {}

    private static boolean isLocal(long path) {
        return Scheduler.current() == null || Rom.contains(CString.decode(CString.at(path)));
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher open0 (JII)I")
    public static int open0(long path, int flags, int mode) throws Exception {
        return Scheduler.current() == null ? FileJdk.open0(path, flags, mode) : NioFiles.open(path, flags, mode);
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher stat0 (JLsun/nio/fs/UnixFileAttributes;)V", to = 17)
    public static void statOrThrow(long path, Object attributes) throws Exception {
        int errno = isLocal(path) ? FileJdk.stat0(path, attributes) : NioFiles.stat(path, attributes);
        if (errno != 0) {
            throw FileJdk.unixException(errno);
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher stat0 (JLsun/nio/fs/UnixFileAttributes;)I", from = 18)
    public static int stat(long path, Object attributes) {
        return isLocal(path) ? FileJdk.stat0(path, attributes) : NioFiles.stat(path, attributes);
    }

    /** The file's mode, or 0. */
    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher stat1 (J)I", to = 17)
    public static int stat1(long path) {
        Object attributes = FileJdk.newAttributes();
        int errno = isLocal(path) ? FileJdk.stat0(path, attributes) : NioFiles.stat(path, attributes);
        return errno == 0 ? FileAttributes.mode(attributes) : 0;
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher exists0 (J)Z", to = 17)
    public static boolean exists(long path) {
        return (isLocal(path) ? FileJdk.access0(path, 0) : NioFiles.access(path, 0)) == 0;
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher access0 (JI)V", to = 17)
    public static void accessOrThrow(long path, int mode) throws Exception {
        int errno = isLocal(path) ? FileJdk.access0(path, mode) : NioFiles.access(path, mode);
        if (errno != 0) {
            throw FileJdk.unixException(errno);
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher access0 (JI)I", from = 18)
    public static int access(long path, int mode) {
        return isLocal(path) ? FileJdk.access0(path, mode) : NioFiles.access(path, mode);
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher lstat0 (JLsun/nio/fs/UnixFileAttributes;)V")
    public static void lstat0(long path, Object attributes) throws Exception {
        if (isLocal(path)) {
            FileJdk.lstat0(path, attributes);
        } else {
            NioFiles.lstat(path, attributes);
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher fstat (ILsun/nio/fs/UnixFileAttributes;)V", to = 17)
    public static void fstat(int fd, Object attributes) throws Exception {
        if (!NioFiles.fstat(fd, attributes)) {
            FileJdk.fstat(fd, attributes);
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher fstat0 (ILsun/nio/fs/UnixFileAttributes;)V", from = 18)
    public static void fstat0(int fd, Object attributes) throws Exception {
        if (!NioFiles.fstat(fd, attributes)) {
            FileJdk.fstat0(fd, attributes);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher realpath0 (J)[B")
    public static byte[] realpath0(long path) throws Exception {
        return isLocal(path) ? FileJdk.realpath0(path) : NioFiles.realpath(path);
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher readlink0 (J)[B")
    public static byte[] readlink0(long path) throws Exception {
        return isLocal(path) ? FileJdk.readlink0(path) : NioFiles.readlink(path);
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher statvfs0 (JLsun/nio/fs/UnixFileStoreAttributes;)V")
    public static void statvfs0(long path, Object attributes) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.statvfs0(path, attributes);
        } else {
            NioFiles.statvfs(path, attributes);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher strerror (I)[B")
    public static byte[] strerror(int errno) {
        return Scheduler.current() == null ? FileJdk.strerror(errno) : Errno.bytes(errno);
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher getpwuid (I)[B")
    public static byte[] getpwuid(int uid) throws Exception {
        return Scheduler.current() == null ? FileJdk.getpwuid(uid) : HostCalls.userName(uid);
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher getgrgid (I)[B")
    public static byte[] getgrgid(int gid) throws Exception {
        return Scheduler.current() == null ? FileJdk.getgrgid(gid) : HostCalls.groupName(gid);
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher getpwnam0 (J)I")
    public static int getpwnam0(long name) throws Exception {
        return Scheduler.current() == null ? FileJdk.getpwnam0(name) : NioFiles.userId(name);
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher getgrnam0 (J)I")
    public static int getgrnam0(long name) throws Exception {
        return Scheduler.current() == null ? FileJdk.getgrnam0(name) : NioFiles.groupId(name);
    }

    // Directories: a listing is taken when one is opened. Streams that hold the directory itself need more, so there
    // are none.

    @Replace("sun/nio/fs/UnixNativeDispatcher openatSupported ()Z")
    public static boolean openatSupported() {
        return Scheduler.current() == null && FileJdk.openatSupported();
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher opendir0 (J)J")
    public static long opendir0(long path) throws Exception {
        return Scheduler.current() == null ? FileJdk.opendir0(path) : Listings.open(path);
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher readdir (J)[B", to = 17)
    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher readdir0 (J)[B", from = 18)
    public static byte[] readdir(long directory) throws Exception {
        return Scheduler.current() == null ? FileJdk.readdir(directory) : Listings.next(directory);
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher closedir (J)V")
    public static void closedir(long directory) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.closedir(directory);
        } else {
            Listings.close(directory);
        }
    }

    // Writes

    @Redirect("sun/nio/fs/UnixNativeDispatcher link0 (JJ)V")
    public static void link0(long existing, long made) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.link0(existing, made);
        } else {
            RefusedWrites.create(made);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher mknod0 (JIJ)V")
    public static void mknod0(long path, int mode, long device) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.mknod0(path, mode, device);
        } else {
            RefusedWrites.create(path);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher rename0 (JJ)V")
    public static void rename0(long from, long to) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.rename0(from, to);
        } else {
            RefusedWrites.change(from);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher mkdir0 (JI)V")
    public static void mkdir0(long path, int mode) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.mkdir0(path, mode);
        } else {
            RefusedWrites.create(path);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher rmdir0 (J)V")
    public static void rmdir0(long path) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.rmdir0(path);
        } else {
            RefusedWrites.change(path);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher symlink0 (JJ)V")
    public static void symlink0(long target, long made) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.symlink0(target, made);
        } else {
            RefusedWrites.create(made);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher chown0 (JII)V")
    public static void chown0(long path, int uid, int gid) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.chown0(path, uid, gid);
        } else {
            RefusedWrites.change(path);
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher lchown0 (JII)V")
    public static void lchown0(long path, int uid, int gid) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.lchown0(path, uid, gid);
        } else {
            RefusedWrites.change(path);
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher fchown (III)V", to = 17)
    public static void fchown(int fd, int uid, int gid) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.fchown(fd, uid, gid);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher fchown0 (III)V", from = 18)
    public static void fchown0(int fd, int uid, int gid) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.fchown0(fd, uid, gid);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher chmod0 (JI)V")
    public static void chmod0(long path, int mode) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.chmod0(path, mode);
        } else {
            RefusedWrites.change(path);
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher fchmod (II)V", to = 17)
    public static void fchmod(int fd, int mode) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.fchmod(fd, mode);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher fchmod0 (II)V", from = 18)
    public static void fchmod0(int fd, int mode) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.fchmod0(fd, mode);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher fchmodat0 (IJII)V", from = 18)
    public static void fchmodat0(int fd, long path, int mode, int flag) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.fchmodat0(fd, path, mode, flag);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher utimes0 (JJJ)V", to = 17)
    public static void utimes0(long path, long access, long modified) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.utimes0(path, access, modified);
        } else {
            RefusedWrites.change(path);
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher lutimes0 (JJJ)V", to = 17)
    public static void lutimes0(long path, long access, long modified) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.lutimes0(path, access, modified);
        } else {
            RefusedWrites.change(path);
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher futimes (IJJ)V", to = 17)
    public static void futimes(int fd, long access, long modified) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.futimes(fd, access, modified);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher futimens (IJJ)V", to = 17)
    public static void futimens(int fd, long access, long modified) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.futimens(fd, access, modified);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher futimens0 (IJJ)V", from = 18)
    public static void futimens0(int fd, long access, long modified) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.futimens0(fd, access, modified);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect(value = "sun/nio/fs/UnixNativeDispatcher utimensat0 (IJJJI)V", from = 18)
    public static void utimensat0(int fd, long path, long access, long modified, int flags) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.utimensat0(fd, path, access, modified, flags);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher fsetxattr0 (IJJI)V")
    public static void fsetxattr0(int fd, long name, long value, int length) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.fsetxattr0(fd, name, value, length);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher fremovexattr0 (IJ)V")
    public static void fremovexattr0(int fd, long name) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.fremovexattr0(fd, name);
        } else {
            RefusedWrites.refuse();
        }
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher unlink0 (J)V")
    public static void unlink0(long path) throws Exception {
        if (Scheduler.current() == null) {
            FileJdk.unlink0(path);
        } else {
            RefusedWrites.change(path);
        }
    }

    // What there is no device for

    @Redirect("sun/nio/fs/UnixNativeDispatcher openat0 (IJII)I")
    public static int openat0(int directory, long path, int flags, int mode) throws Exception {
        return Scheduler.current() == null
                ? FileJdk.openat0(directory, path, flags, mode)
                : NioFiles.unsupported("relative to a directory");
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher fgetxattr0 (IJJI)I")
    public static int fgetxattr0(int fd, long name, long value, int length) throws Exception {
        return Scheduler.current() == null
                ? FileJdk.fgetxattr0(fd, name, value, length)
                : NioFiles.unsupported("user-defined attributes");
    }

    @Redirect("sun/nio/fs/UnixNativeDispatcher flistxattr (IJI)I")
    public static int flistxattr(int fd, long list, int size) throws Exception {
        return Scheduler.current() == null
                ? FileJdk.flistxattr(fd, list, size)
                : NioFiles.unsupported("user-defined attributes");
    }

    @Redirect("sun/nio/fs/LinuxNativeDispatcher setmntent0 (JJ)J")
    public static long setmntent0(long path, long type) throws Exception {
        return Scheduler.current() == null
                ? FileJdk.setmntent0(path, type)
                : NioFiles.unsupported("the list of file stores");
    }

    @Redirect("sun/nio/fs/LinuxWatchService inotifyInit ()I")
    public static int inotifyInit() throws Exception {
        return Scheduler.current() == null ? FileJdk.inotifyInit() : NioFiles.unsupported("watching a directory");
    }
}
