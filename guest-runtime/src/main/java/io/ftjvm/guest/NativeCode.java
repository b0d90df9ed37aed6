package io.ftjvm.guest;

/**
 * Native libraries: the JDK's own are part of the image, and what others do cannot be replayed. Those that the user has
 * declared pure are loaded on either side.
 */
final class NativeCode {
    private static final String OPTION = "; the option natives=";
    private static final String PURE = " allows it, if the same calls have the same results everywhere";

    /** The JDK's way to the C library's functions: what a program does with one is asked about when it links to it. */
    private static final String SYSTEM = "syslookup";

    /** Names of libraries; in each, {@code *} stands for any characters. Not changed once set. */
    private static String[] allowed = {};

    private NativeCode() {}

    /** Sets the libraries that the user has declared pure. Called once, before the guest starts. */
    static void start(String[] names) {
        allowed = names;
    }

    /**
     * Throws if {@code from} is a guest's class, and a guest wants to load {@code library} for it.
     *
     * @param library its name, or a file
     */
    static void require(Class<?> from, String library) {
        if (Scheduler.current() != null && !isOfJdk(from)) {
            require(library);
        }
    }

    /** Throws if a guest wants to load {@code library}, whoever it is for. */
    static void require(String library) {
        String name = name(library);
        if (Scheduler.current() != null && !name.equals(SYSTEM) && !isAllowed(name)) {
            throw new UnsatisfiedLinkError(
                    "ftjvm: what native library " + library + " does cannot be replayed" + OPTION + name + PURE);
        }
    }

    /** Whether guests may call foreign functions, which are of whatever library. */
    static boolean allowsForeign() {
        return allowed.length > 0;
    }

    /** Throws if {@code from} is a guest's class that wants a handle to or from native code, and no library is allowed. */
    static void requireForeign(Class<?> from, Class<?> owner, String method) {
        if (Scheduler.current() != null
                && !allowsForeign()
                && owner.getName().equals("java.lang.foreign.Linker")
                && (from == null || !isOfJdk(from))) {
            throw new IllegalCallerException("ftjvm: what the foreign functions do that "
                    + (from == null ? "native code" : from.getName()) + " wants from Linker." + method
                    + " cannot be replayed" + OPTION + "LIBRARY allows them, if they are of such a library" + " and the"
                    + " same calls have the same results everywhere");
        }
    }

    /** The name that {@code System.loadLibrary} would be given for a file. */
    private static String name(String library) {
        String name = library.substring(library.lastIndexOf('/') + 1);
        if (name.endsWith(".so")) {
            name = name.substring(0, name.length() - 3);
        }
        return name.length() > 3 && name.startsWith("lib") ? name.substring(3) : name;
    }

    private static boolean isAllowed(String name) {
        for (String pattern : allowed) {
            if (matches(pattern, 0, name, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        if (pattern.charAt(p) != '*') {
            return n < name.length() && pattern.charAt(p) == name.charAt(n) && matches(pattern, p + 1, name, n + 1);
        }
        for (int i = n; i <= name.length(); i++) {
            if (matches(pattern, p + 1, name, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfJdk(Class<?> c) {
        if (c.getClassLoader() == null || c.getClassLoader() == ClassLoader.getPlatformClassLoader()) {
            return true;
        }
        String module = c.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
