package io.ftjvm.guest;

import java.nio.charset.StandardCharsets;

/**
 * The kernel's error numbers on Linux in words. The JDK's own native looks at the C library's latest error instead of its
 * argument, and answers in the host's language: not a function of the log.
 */
final class Errno {
    private static final String[] TEXTS = new String[41];

    static {
        TEXTS[1] = "Operation not permitted";
        TEXTS[2] = "No such file or directory";
        TEXTS[4] = "Interrupted system call";
        TEXTS[5] = "Input/output error";
        TEXTS[6] = "No such device or address";
        TEXTS[9] = "Bad file descriptor";
        TEXTS[11] = "Resource temporarily unavailable";
        TEXTS[12] = "Cannot allocate memory";
        TEXTS[13] = "Permission denied";
        TEXTS[16] = "Device or resource busy";
        TEXTS[17] = "File exists";
        TEXTS[18] = "Invalid cross-device link";
        TEXTS[19] = "No such device";
        TEXTS[20] = "Not a directory";
        TEXTS[21] = "Is a directory";
        TEXTS[22] = "Invalid argument";
        TEXTS[23] = "Too many open files in system";
        TEXTS[24] = "Too many open files";
        TEXTS[26] = "Text file busy";
        TEXTS[27] = "File too large";
        TEXTS[28] = "No space left on device";
        TEXTS[29] = "Illegal seek";
        TEXTS[30] = "Read-only file system";
        TEXTS[36] = "File name too long";
        TEXTS[38] = "Function not implemented";
        TEXTS[39] = "Directory not empty";
        TEXTS[40] = "Too many levels of symbolic links";
    }

    private Errno() {}

    static String text(int errno) {
        String s = errno >= 0 && errno < TEXTS.length ? TEXTS[errno] : null;
        return s == null ? "Unknown error " + errno : s;
    }

    static byte[] bytes(int errno) {
        return text(errno).getBytes(StandardCharsets.US_ASCII);
    }
}
