package io.ftjvm.guest;

/** Members of java.base that have to do with stack traces. The bodies are written by the image builder. */
final class TraceJdk {
    private TraceJdk() {}

    private static UnsatisfiedLinkError notInImage() {
        return new UnsatisfiedLinkError("ftjvm: java.base is not the rewritten image");
    }

    @Member(
            value =
                    "invokestatic java/lang/StackTraceElement ftjvm$original$of (Ljava/lang/Throwable;I)[Ljava/lang/StackTraceElement;",
            to = 17)
    static StackTraceElement[] traceOf(Throwable x, int depth) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokestatic java/lang/StackTraceElement ftjvm$original$of (Ljava/lang/Object;I)[Ljava/lang/StackTraceElement;",
            from = 18)
    static StackTraceElement[] traceOf(Object backtrace, int depth) {
        throw notInImage();
    }

    @Member("putfield java/lang/Throwable detailMessage Ljava/lang/String;")
    static void message(Throwable t, String message) {
        throw notInImage();
    }

    @Member("putfield java/lang/StackTraceElement declaringClass Ljava/lang/String;")
    static void declaringClass(StackTraceElement e, String name) {
        throw notInImage();
    }

    @Member("putfield java/lang/StackTraceElement methodName Ljava/lang/String;")
    static void methodName(StackTraceElement e, String name) {
        throw notInImage();
    }

    @Member("putfield java/lang/StackTraceElement fileName Ljava/lang/String;")
    static void fileName(StackTraceElement e, String name) {
        throw notInImage();
    }

    @Member("putfield java/lang/StackTraceElement lineNumber I")
    static void lineNumber(StackTraceElement e, int line) {
        throw notInImage();
    }
}
