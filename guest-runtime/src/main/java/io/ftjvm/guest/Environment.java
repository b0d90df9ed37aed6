package io.ftjvm.guest;

import java.util.Map;
import java.util.Properties;

/**
 * What the host tells a process about itself when it starts: environment variables, system properties, working directory,
 * process number. The primary's are logged in the boot trap, and every side takes them from there.
 */
final class Environment {
    private static byte[] ofHost;
    private static byte[][] variables;
    private static String directory;
    private static long pid;
    private static long started;

    private Environment() {}

    /** Notes what is so here. Called by the thread that sets up the host's side, in every role. */
    static void collect() {
        Answer a = new Answer();
        a.putBytes(FileJdk.getcwd());
        a.putBytes(FileJdk.defaultDirectory(java.nio.file.FileSystems.getDefault()));
        long self = HostJdk.currentPid();
        a.putLong(self).putLong(HostJdk.isAlive(self));
        byte[][] environ = HostJdk.environ();
        a.putInt(environ.length);
        for (byte[] b : environ) {
            a.putBytes(b);
        }
        for (Map.Entry<Object, Object> e : System.getProperties().entrySet()) {
            if (e.getKey() instanceof String && e.getValue() instanceof String) {
                a.putString((String) e.getKey()).putString((String) e.getValue());
            }
        }
        ofHost = a.toBytes();
        // What else both sides do with these classes is to be the same.
        HostJdk.processHandle(self, 0);
    }

    /** For the boot trap's answer. */
    static byte[] ofHost() {
        return ofHost;
    }

    /** Makes {@code logged}, from the boot trap, what the guest finds. Called by the main thread before it is a guest's. */
    static void apply(byte[] logged) {
        Answer a = new Answer(logged);
        directory = CString.decode(a.getBytes());
        byte[] defaultDirectory = a.getBytes();
        pid = a.getLong();
        started = a.getLong();
        variables = new byte[a.getInt()][];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = a.getBytes();
        }
        Properties properties = new Properties();
        while (a.more()) {
            String key = a.getString();
            properties.setProperty(key, a.getString());
        }
        System.setProperties(properties);
        HostJdk.initialiseStaticProperty();
        HostJdk.initialiseProcessEnvironment();
        HostJdk.defaultLocale(HostJdk.initialLocale());
        HostJdk.defaultDisplayLocale(null);
        HostJdk.defaultFormatLocale(null);
        HostJdk.defaultTimeZone(null);
        HostJdk.userDirectory(FileJdk.javaIoFileSystem(), properties.getProperty("user.dir"));
        Object fileSystem = java.nio.file.FileSystems.getDefault();
        FileJdk.defaultDirectory(fileSystem, defaultDirectory);
        // Also where it is the same directory: paths are arguments of traps.
        FileJdk.resolveAgainstDirectory(fileSystem, true);
        HostJdk.addressCache().clear();
        HostJdk.addressExpiry().clear();
        HostJdk.cachedLocalHost(null);
    }

    /** Name and value in turn, as the C library has them; null before boot. */
    static byte[][] variables() {
        return variables;
    }

    /** A path of a guest's with its working directory, which may not be this process's. */
    static String absolute(String path) {
        return directory == null || path.startsWith("/") ? path : directory + "/" + path;
    }

    /** The same for a path as native methods take it, with a zero at the end. */
    static byte[] absolute(byte[] path) {
        if (path[0] == '/') {
            return path;
        }
        byte[] before = CString.encode(directory + "/");
        byte[] all = java.util.Arrays.copyOf(before, before.length + path.length);
        System.arraycopy(path, 0, all, before.length, path.length);
        return all;
    }

    /** The guest's working directory. */
    static String directory() {
        return directory;
    }

    /** The guest's process number: the primary's at boot, for ever. */
    static long pid() {
        return pid;
    }

    /** When the process started, by the kernel's clock, as {@code ProcessHandle} has it: milliseconds, or 0. */
    static long started() {
        return started;
    }
}
