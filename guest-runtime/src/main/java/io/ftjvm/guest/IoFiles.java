package io.ftjvm.guest;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/** What becomes of {@code java.io}'s natives when a guest calls them. */
final class IoFiles {
    private static final int READ_ONLY = 0;
    private static final int CLOSE_ON_EXEC = 02000000;
    /** Of {@code RandomAccessFile.open0}'s modes. */
    private static final int MODE_READ_WRITE = 2;

    private IoFiles() {}

    static void open(FileInputStream f, String name) throws IOException {
        if (DeviceFiles.isEntropy(name)) {
            FileJdk.open0(f, name);
            DeviceFiles.opened(f.getFD(), true);
        } else if (Rom.contains(name) || DeviceFiles.isNull(name)) {
            FileJdk.open0(f, name);
            DeviceFiles.opened(f.getFD(), false);
        } else {
            openCopy(f.getFD(), name);
        }
    }

    static void open(RandomAccessFile f, String name, int mode) throws IOException {
        if (DeviceFiles.isNull(name)) {
            FileJdk.open0(f, name, mode);
        } else if ((mode & MODE_READ_WRITE) != 0) {
            throw RefusedWrites.open(name);
        } else if (Rom.contains(name)) {
            FileJdk.open0(f, name, mode);
            DeviceFiles.opened(f.getFD(), false);
        } else {
            openCopy(f.getFD(), name);
        }
    }

    private static void openCopy(FileDescriptor d, String name) throws FileNotFoundException {
        FileReads.Opened opened = FileReads.open(CString.encode(Environment.absolute(name)), READ_ONLY | CLOSE_ON_EXEC);
        if (opened.errno != 0) {
            throw new FileNotFoundException(name + " (" + opened.failure() + ")");
        }
        FileJdk.fd(d, opened.fd);
        DeviceFiles.opened(d, false);
    }

    static int attributes(Object fs, File f) {
        return PathCall.ask(PathCall.IO_ATTRIBUTES, f.getPath(), 0, fs).getInt();
    }

    static boolean mayAccess(Object fs, File f, int access) {
        return PathCall.ask(PathCall.IO_ACCESS, f.getPath(), access, fs).getInt() != 0;
    }

    static long lastModified(Object fs, File f) {
        return PathCall.ask(PathCall.IO_MODIFIED, f.getPath(), 0, fs).getLong();
    }

    static long length(Object fs, File f) {
        return PathCall.ask(PathCall.IO_LENGTH, f.getPath(), 0, fs).getLong();
    }

    /** In the order of the log; of the image, whose order on disk may differ from host to host, sorted. */
    static String[] list(Object fs, File f) {
        if (Rom.contains(f.getPath())) {
            String[] names = FileJdk.list(fs, f);
            if (names != null) {
                Arrays.sort(names);
            }
            return names;
        }
        Answer answer = PathCall.ask(PathCall.IO_LIST, f.getPath(), 0, fs);
        int n = answer.getInt();
        if (n < 0) {
            return null;
        }
        String[] names = new String[n];
        for (int i = 0; i < n; i++) {
            names[i] = answer.getString();
        }
        return names;
    }

    static String canonical(Object fs, String path) throws IOException {
        Answer answer = PathCall.ask(PathCall.IO_CANONICAL, path, 0, fs);
        String canonical = answer.getString();
        if (canonical == null) {
            throw new IOException(answer.getString());
        }
        return canonical;
    }

    static long space(Object fs, File f, int which) {
        return PathCall.ask(PathCall.IO_SPACE, f.getPath(), which, fs).getLong();
    }

    static int nameMax(Object fs, String path) {
        return PathCall.ask(PathCall.IO_NAME_MAX, path, 0, fs).getInt();
    }
}
