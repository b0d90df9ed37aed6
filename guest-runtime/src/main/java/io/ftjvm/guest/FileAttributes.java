package io.ftjvm.guest;

import jdk.internal.misc.Unsafe;

/** The JDK's {@code UnixFileAttributes}, field by field: they go through the log. */
final class FileAttributes {
    private static final int TYPE = 0xf000;
    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;

    private static final String[] INTS = {"st_mode", "st_nlink", "st_uid", "st_gid"};
    private static final String[] LONGS = {
        "st_ino",
        "st_dev",
        "st_rdev",
        "st_size",
        "st_atime_sec",
        "st_atime_nsec",
        "st_mtime_sec",
        "st_mtime_nsec",
        "st_ctime_sec",
        "st_ctime_nsec",
        "st_birthtime_sec",
        "st_birthtime_nsec"
    };
    private static final String[] STORE = {"f_frsize", "f_blocks", "f_bfree", "f_bavail"};
    private static final String FLAG = "birthtime_available";

    private FileAttributes() {}

    static void put(Answer to, Object attributes) {
        Unsafe u = Unsafe.getUnsafe();
        Class<?> c = attributes.getClass();
        for (String name : INTS) {
            to.putInt(u.getInt(attributes, u.objectFieldOffset(c, name)));
        }
        for (String name : LONGS) {
            to.putLong(u.getLong(attributes, u.objectFieldOffset(c, name)));
        }
        if (hasFlag()) {
            to.putByte(u.getBoolean(attributes, u.objectFieldOffset(c, FLAG)) ? 1 : 0);
        }
    }

    static void get(Answer from, Object attributes) {
        Unsafe u = Unsafe.getUnsafe();
        Class<?> c = attributes.getClass();
        for (String name : INTS) {
            u.putInt(attributes, u.objectFieldOffset(c, name), from.getInt());
        }
        for (String name : LONGS) {
            u.putLong(attributes, u.objectFieldOffset(c, name), from.getLong());
        }
        if (hasFlag()) {
            u.putBoolean(attributes, u.objectFieldOffset(c, FLAG), from.getByte() != 0);
        }
    }

    /** A {@code UnixFileStoreAttributes}. */
    static void putStore(Answer to, Object attributes) {
        Unsafe u = Unsafe.getUnsafe();
        for (String name : STORE) {
            to.putLong(u.getLong(attributes, u.objectFieldOffset(attributes.getClass(), name)));
        }
    }

    static void getStore(Answer from, Object attributes) {
        Unsafe u = Unsafe.getUnsafe();
        for (String name : STORE) {
            u.putLong(attributes, u.objectFieldOffset(attributes.getClass(), name), from.getLong());
        }
    }

    static boolean isRegular(Object attributes) {
        return type(attributes) == REGULAR;
    }

    static boolean isDirectory(Object attributes) {
        return type(attributes) == DIRECTORY;
    }

    private static int type(Object attributes) {
        return mode(attributes) & TYPE;
    }

    static int mode(Object attributes) {
        Unsafe u = Unsafe.getUnsafe();
        return u.getInt(attributes, u.objectFieldOffset(attributes.getClass(), "st_mode"));
    }

    static long size(Object attributes) {
        Unsafe u = Unsafe.getUnsafe();
        return u.getLong(attributes, u.objectFieldOffset(attributes.getClass(), "st_size"));
    }

    private static boolean hasFlag() {
        return Runtime.version().feature() > 17;
    }
}
