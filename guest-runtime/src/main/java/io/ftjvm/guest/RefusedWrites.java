package io.ftjvm.guest;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import jdk.internal.vm.annotation.ReservedStackAccess;

/**
 * A guest's attempts to change the disk. They fail, and say so; those that the kernel would refuse anyway, because what is
 * to be made exists or what is to be changed does not, fail as they always do.
 */
final class RefusedWrites {
    /** With one of these an open may change something: O_CREAT, O_TRUNC. */
    static final int OPEN_FLAGS = 0100 | 01000;

    private static final int CREATE = 0100;
    private static final int EXCLUSIVE = 0200;
    private static final int ENOENT = 2;
    private static final int EEXIST = 17;
    private static final int BA_EXISTS = 1;

    private static final String WHY = "ftjvm: writing files is not supported yet (disk device)";

    private static boolean told;

    private RefusedWrites() {}

    static FileNotFoundException open(String name) {
        return new FileNotFoundException(name + " (" + WHY + ")");
    }

    static Exception open(byte[] path, int flags) {
        boolean exists = exists(path);
        if (exists && (flags & CREATE) != 0 && (flags & EXCLUSIVE) != 0) {
            return FileJdk.unixException(EEXIST);
        }
        return !exists && (flags & CREATE) == 0 ? FileJdk.unixException(ENOENT) : FileJdk.unixException(WHY);
    }

    /** Making the file at {@code path}. */
    static void create(long path) throws Exception {
        throw exists(CString.at(path)) ? FileJdk.unixException(EEXIST) : FileJdk.unixException(WHY);
    }

    /** Changing or deleting the file at {@code path}. */
    static void change(long path) throws Exception {
        throw exists(CString.at(path)) ? FileJdk.unixException(WHY) : FileJdk.unixException(ENOENT);
    }

    static void refuse() throws Exception {
        throw FileJdk.unixException(WHY);
    }

    private static boolean exists(byte[] path) {
        return PathCall.ask(PathCall.LSTAT, path, 0).getInt() == 0;
    }

    /** {@code File.createNewFile}. */
    static boolean createNew(Object fs, String path) throws IOException {
        if (exists(fs, new File(path))) {
            return false;
        }
        throw new IOException(WHY);
    }

    /** {@code File.mkdir}: what can say no more than false. */
    static boolean create(Object fs, File f) {
        if (!exists(fs, f)) {
            tell(f);
        }
        return false;
    }

    /** {@code File.delete} and the like. */
    static boolean change(Object fs, File f) {
        if (exists(fs, f)) {
            tell(f);
        }
        return false;
    }

    private static boolean exists(Object fs, File f) {
        return (IoFiles.attributes(fs, f) & BA_EXISTS) != 0;
    }

    @ReservedStackAccess
    private static void tell(File f) {
        if (told) {
            return;
        }
        told = true;
        byte[] line = (WHY + ": " + f.getPath() + "\n").getBytes(StandardCharsets.UTF_8);
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            Jdk.writeBytes(new FileOutputStream(FileDescriptor.err), line, 0, line.length, false);
        } catch (IOException e) {
            // Nobody reads standard error.
        } finally {
            HostMode.leave(t, g);
        }
    }
}
