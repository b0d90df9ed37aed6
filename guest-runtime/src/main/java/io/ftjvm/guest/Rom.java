package io.ftjvm.guest;

import java.util.HashSet;

/**
 * The paths that are part of the image: the JDK, the class path and the agent. They are read locally and never logged.
 * Decided by path alone, without a look at the disk: symbolic links do not lead into or out of it.
 */
final class Rom {
    private static final HashSet<String> ROOTS = new HashSet<>();
    private static String directory = "/";

    private Rom() {}

    /**
     * Fixes the set.
     *
     * @param workingDirectory this process's
     * @param paths files, and directories that belong to it as a whole; relative ones start at the working directory
     */
    static void start(String workingDirectory, String[] paths) {
        directory = workingDirectory;
        for (String path : paths) {
            ROOTS.add(normal(path));
        }
    }

    /** Whether {@code path}, absolute or relative to the working directory, is part of the image. */
    static boolean contains(String path) {
        String p = normal(path);
        for (; ; ) {
            if (ROOTS.contains(p)) {
                return true;
            }
            int slash = p.lastIndexOf('/');
            if (slash <= 0) {
                return false;
            }
            p = p.substring(0, slash);
        }
    }

    /** Absolute, and without empty, "." and ".." components. */
    static String normal(String path) {
        String absolute = path.startsWith("/") ? path : directory + "/" + path;
        StringBuilder b = new StringBuilder(absolute.length());
        int end = absolute.length();
        for (int from = 0; from < end; ) {
            int to = absolute.indexOf('/', from);
            if (to < 0) {
                to = end;
            }
            int length = to - from;
            if (length == 2 && absolute.startsWith("..", from)) {
                b.setLength(Math.max(0, b.lastIndexOf("/")));
            } else if (length > 1 || length == 1 && absolute.charAt(from) != '.') {
                b.append('/').append(absolute, from, to);
            }
            from = to + 1;
        }
        return b.length() == 0 ? "/" : b.toString();
    }
}
