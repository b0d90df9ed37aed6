package io.ftjvm.guest;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * Directories that guests have open: the names, all taken when it was opened. Their handles look like the kernel's to the
 * JDK, which does nothing with them but ask for the next name.
 */
final class Listings {
    /** Much less than a log entry may have. */
    private static final int LIMIT = 32 << 20;

    private static final int EFBIG = 27;

    private static final ArrayList<Listings> OPEN = new ArrayList<>();

    private final byte[][] names;
    private int next;

    private Listings(byte[][] names) {
        this.names = names;
    }

    /** In the order of the log; of the image, whose order on disk may differ from host to host, sorted. */
    static long open(long address) throws Exception {
        byte[] path = CString.at(address);
        boolean local = Rom.contains(CString.decode(path));
        Answer answer = local ? local(address) : PathCall.ask(PathCall.LIST, path, 0);
        int errno = answer.getInt();
        if (errno != 0) {
            throw FileJdk.unixException(errno);
        }
        ArrayList<byte[]> names = new ArrayList<>();
        while (answer.more()) {
            names.add(answer.getBytes());
        }
        byte[][] array = names.toArray(new byte[0][]);
        if (local) {
            Arrays.sort(array, new InOrder());
        }
        return handle(new Listings(array));
    }

    private static long handle(Listings listing) {
        int free = OPEN.indexOf(null);
        if (free < 0) {
            OPEN.add(listing);
            return OPEN.size();
        }
        OPEN.set(free, listing);
        return free + 1L;
    }

    static byte[] next(long handle) {
        Listings l = OPEN.get((int) handle - 1);
        return l.next < l.names.length ? l.names[l.next++] : null;
    }

    static void close(long handle) {
        OPEN.set((int) handle - 1, null);
    }

    private static Answer local(long address) throws Exception {
        Answer written = new Answer().putInt(0);
        read(address, written);
        return new Answer(written.toBytes());
    }

    /** Reads a directory for real. */
    static void read(long address, Answer to) throws Exception {
        long directory = FileJdk.opendir0(address);
        try {
            int size = 0;
            for (byte[] name; (name = FileJdk.readdir(directory)) != null; ) {
                size += name.length + 4;
                if (size > LIMIT) {
                    throw FileJdk.unixException(EFBIG);
                }
                to.putBytes(name);
            }
        } finally {
            FileJdk.closedir(directory);
        }
    }

    /** Of bytes. */
    private static final class InOrder implements java.util.Comparator<byte[]> {
        @Override
        public int compare(byte[] a, byte[] b) {
            return Arrays.compare(a, b);
        }
    }
}
