package io.ftjvm.guest;

/** Questions about the host to which a guest hears always the same; part of the table of {@link Hooks}. */
public final class ConstantHooks {
    private ConstantHooks() {}

    /**
     * A guest has no terminal: its standard streams are the console device. Nor has host code: whoever initialises Console
     * asks for both. A native method of 17's later updates too.
     */
    @Redirect("java/io/Console ttyStatus ()I")
    public static int terminal() {
        return 0;
    }

    /** The same, of 17's first updates. */
    @Redirect(value = "java/io/Console istty ()Z", to = 17)
    public static boolean isTerminal() {
        return false;
    }

    /** What of a file is in memory is a hint, and may always be untrue. */
    @Redirect("java/nio/MappedMemoryUtils isLoaded0 (JJJ)Z")
    public static boolean isLoaded(long address, long length, long pages) {
        return Scheduler.current() == null && HostJdk.isLoaded(address, length, pages);
    }

    /** The numbers of a container's are the host's; without them the JDK takes those that are traps. */
    @Redirect("jdk/internal/platform/CgroupMetrics isUseContainerSupport ()Z")
    public static boolean containerSupport() {
        return Scheduler.current() == null && HostJdk.containerSupport();
    }

    /** How long no garbage collection has looked at all objects: remote references ask, to ask for one. */
    @Redirect("sun/rmi/transport/GC maxObjectInspectionAge ()J")
    public static long maxObjectInspectionAge() {
        return Scheduler.current() == null
                ? Management.number(null, "sun.rmi.transport.GC", "maxObjectInspectionAge", new Object[0])
                : 0;
    }

    /** The JVM would list the host's threads too. */
    @Redirect("sun/management/ThreadImpl getThreads ()[Ljava/lang/Thread;")
    public static Thread[] managedThreads() {
        return Scheduler.current() == null ? Jdk.getThreads() : Threads.all();
    }

    /** Diagnostic commands tell about the JVM, and there is no one attached to give them. */
    @Redirect("sun/management/VMManagement isRemoteDiagnosticCommandsSupported ()Z")
    public static boolean diagnosticCommands(Object vm) {
        return Scheduler.current() == null && Management.number(vm, "isRemoteDiagnosticCommandsSupported") != 0;
    }
}
