package io.ftjvm.instrumentation;

/** A class that cannot be rewritten. It must not run: the guest would no longer be deterministic. */
public final class RewriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names what could not be rewritten and why.
     *
     * @param className internal name
     * @param method name and descriptor, or null if the class as a whole is meant
     */
    public RewriteException(String className, String method, String reason) {
        super("cannot rewrite " + className.replace('/', '.') + (method == null ? "" : "." + method) + ": " + reason);
    }
}
