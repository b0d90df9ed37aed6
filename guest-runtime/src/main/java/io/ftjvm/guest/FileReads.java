package io.ftjvm.guest;

import java.io.IOException;
import jdk.internal.vm.annotation.ReservedStackAccess;

/** Opening a file outside the image to read it: its whole content is trapped, and a copy takes its place. */
final class FileReads {
    /** How it went. */
    static final class Opened {
        /** The copy's file descriptor. */
        int fd;
        /** The kernel's error number, {@link FileContent#REFUSED}, or 0. */
        int errno;
        /** Why it was refused. */
        String refusal;

        /** In words. */
        String failure() {
            return errno == FileContent.REFUSED ? refusal : Errno.text(errno);
        }

        Exception unixException() {
            return errno == FileContent.REFUSED ? FileJdk.unixException(refusal) : FileJdk.unixException(errno);
        }
    }

    /** What {@code fstat} answers for a copy, by file descriptor: the original's attributes. */
    private static byte[][] attributes = new byte[64][];

    private FileReads() {}

    /** Opens {@code path} with the kernel's {@code flags}. Called in guest mode. */
    static Opened open(byte[] path, int flags) {
        Opened opened = new Opened();
        FileContent content = new FileContent(path, flags);
        FileCopy copy = null;
        boolean more;
        do {
            byte[] arguments = new Answer()
                    .putBytes(path)
                    .putInt(flags)
                    .putInt(content.index)
                    .toBytes();
            Answer answer = new Answer(Hypercall.trap(Traps.FILE_OPEN, arguments, content));
            opened.errno = answer.getInt();
            if (opened.errno != 0) {
                opened.refusal = opened.errno == FileContent.REFUSED ? answer.getString() : null;
                if (copy != null) {
                    copy.discard();
                }
                return opened;
            }
            more = answer.getByte() != 0;
            copy = store(copy, content.index == 0, answer, more);
            content.index++;
        } while (more);
        opened.fd = copy.fd;
        return opened;
    }

    @ReservedStackAccess
    private static FileCopy store(FileCopy existing, boolean first, Answer answer, boolean more) {
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            FileCopy copy = existing == null ? FileCopy.create() : existing;
            if (first) {
                Object a = FileJdk.newAttributes();
                FileAttributes.get(answer, a);
                Answer kept = new Answer();
                FileAttributes.put(kept, a);
                remember(copy.fd, kept.toBytes());
            }
            copy.write(answer.getBytes());
            if (!more) {
                copy.close();
            }
            return copy;
        } catch (IOException e) {
            // Not the guest's doing, and nothing that the other side could know of.
            throw new InternalError(e.getMessage(), e);
        } finally {
            HostMode.leave(t, g);
        }
    }

    /** The original's attributes if {@code fd} is a copy; otherwise null. */
    static byte[] attributesOf(int fd) {
        return fd >= 0 && fd < attributes.length ? attributes[fd] : null;
    }

    /** {@code fd} has been opened: on a copy with these attributes, or with null on something else. */
    static void remember(int fd, byte[] of) {
        if (fd >= attributes.length) {
            if (of == null) {
                return;
            }
            attributes = java.util.Arrays.copyOf(attributes, Math.max(fd + 1, 2 * attributes.length));
        }
        if (fd >= 0) {
            attributes[fd] = of;
        }
    }
}
