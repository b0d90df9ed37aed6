package io.ftjvm.guest;

/** Native libraries: the JDK's own are part of the image, and what others do cannot be replayed. */
final class NativeCode {
    private NativeCode() {}

    /** Throws if {@code from} is a guest's class, and a guest wants to load {@code library} for it. */
    static void require(Class<?> from, String library) {
        if (Scheduler.current() != null && !isOfJdk(from)) {
            throw refusal(library);
        }
    }

    static UnsatisfiedLinkError refusal(String library) {
        return new UnsatisfiedLinkError("ftjvm: native libraries are not supported: " + library);
    }

    private static boolean isOfJdk(Class<?> c) {
        if (c.getClassLoader() == null || c.getClassLoader() == ClassLoader.getPlatformClassLoader()) {
            return true;
        }
        String module = c.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
