package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Reads a file for real, a piece a trap. The result of each: error number ({@link #REFUSED}: a message follows), whether
 * there is more, the file's attributes if this is the first piece, and the bytes.
 */
final class FileContent implements Port.TrapBody {
    static final int REFUSED = -1;

    private static final int PIECE = 16 << 20;
    private static final long LIMIT = 256L << 20;
    private static final int EISDIR = 21;
    private static final int EIO = 5;

    private final byte[] path;
    private final int flags;
    private FileInputStream in;

    /** The piece to read. */
    int index;

    FileContent(byte[] path, int flags) {
        this.path = path;
        this.flags = flags;
    }

    @Override
    public byte[] run() {
        long address = CString.of(path);
        try {
            return read(address);
        } catch (IOException e) {
            return new Answer().putInt(EIO).toBytes();
        } finally {
            CString.free(address);
        }
    }

    private byte[] read(long address) throws IOException {
        Answer answer = new Answer().putInt(0);
        Object attributes = FileJdk.newAttributes();
        if (in == null) {
            int errno = FileJdk.stat0(address, attributes);
            if (errno != 0) {
                return new Answer().putInt(errno).toBytes();
            }
            if (FileAttributes.isDirectory(attributes)) {
                return new Answer().putInt(EISDIR).toBytes();
            }
            if (!FileAttributes.isRegular(attributes)) {
                return refused("ftjvm: only regular files can be read");
            }
            if (FileAttributes.size(attributes) > LIMIT) {
                return refused("ftjvm: a file of more than 256 MiB cannot be read yet");
            }
            try {
                in = stream(FileJdk.open0(address, flags, 0));
            } catch (Exception e) {
                return new Answer().putInt(FileJdk.errno(e)).toBytes();
            }
            // After going live in the middle of the file, this is not the first piece.
            in.skipNBytes((long) index * PIECE);
        }
        byte[] piece = in.readNBytes(PIECE);
        boolean more = piece.length == PIECE;
        if (!more) {
            in.close();
        } else if ((index + 1L) * PIECE > LIMIT) {
            in.close();
            return refused("ftjvm: a file of more than 256 MiB cannot be read yet");
        }
        answer.putByte(more ? 1 : 0);
        if (index == 0) {
            FileAttributes.put(answer, attributes);
        }
        return answer.putBytes(piece).toBytes();
    }

    private static byte[] refused(String why) {
        return new Answer().putInt(REFUSED).putString(why).toBytes();
    }

    private static FileInputStream stream(int fd) {
        FileDescriptor d = new FileDescriptor();
        FileJdk.fd(d, fd);
        return new FileInputStream(d);
    }
}
