package io.ftjvm.guest;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A private copy of a file's content, in a file without a name: the JDK's own natives read, seek and map it. Every method
 * runs in host mode.
 */
final class FileCopy {
    private static final int READ_ONLY = 0;
    private static final int CREATE = 02 | 0100 | 0200; // O_RDWR | O_CREAT | O_EXCL
    private static final int CLOSE_ON_EXEC = 02000000;
    private static final int OWNER_ONLY = 0600;

    private static String[] directories = {"/tmp"};

    private final FileOutputStream out;

    /** The file descriptor to read it with. */
    final int fd;

    private FileCopy(FileOutputStream out, int fd) {
        this.out = out;
        this.fd = fd;
    }

    /** Where to put copies: the first that works. */
    static void start(String[] inOrder) {
        directories = inOrder;
    }

    static FileCopy create() throws IOException {
        Exception last = null;
        for (String directory : directories) {
            long path = CString.of(CString.encode(directory + "/.ftjvm-" + hex(Entropy.ofHost(8))));
            try {
                int written = FileJdk.open0(path, CREATE | CLOSE_ON_EXEC, OWNER_ONLY);
                int read = FileJdk.open0(path, READ_ONLY | CLOSE_ON_EXEC, 0);
                FileJdk.unlink0(path);
                FileDescriptor d = new FileDescriptor();
                FileJdk.fd(d, written);
                return new FileCopy(new FileOutputStream(d), read);
            } catch (Exception e) {
                last = e;
            } finally {
                CString.free(path);
            }
        }
        throw new IOException("ftjvm: no directory for the copy of a file: " + last.getMessage());
    }

    void write(byte[] content) throws IOException {
        out.write(content);
    }

    /** No more to write. */
    void close() throws IOException {
        out.close();
    }

    /** Nobody is going to read it. */
    void discard() {
        FileDescriptor d = new FileDescriptor();
        FileJdk.fd(d, fd);
        try {
            out.close();
            new java.io.FileInputStream(d).close();
        } catch (IOException e) {
            // Read-only, and without a name: nothing is lost.
        }
    }

    private static String hex(byte[] random) {
        byte[] digits = new byte[2 * random.length];
        for (int i = 0; i < random.length; i++) {
            digits[2 * i] = (byte) Character.forDigit(random[i] >> 4 & 15, 16);
            digits[2 * i + 1] = (byte) Character.forDigit(random[i] & 15, 16);
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }
}
