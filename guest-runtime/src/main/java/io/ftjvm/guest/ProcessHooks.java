package io.ftjvm.guest;

import java.io.IOException;
import java.util.Map;

/** Processes, the guest's own and others; part of the table of {@link Hooks}. {@code Object} is a type of the JDK's own. */
public final class ProcessHooks {
    private ProcessHooks() {}

    @Redirect("java/lang/ProcessHandleImpl current ()Ljava/lang/ProcessHandleImpl;")
    public static Object currentProcess() {
        return Scheduler.current() == null ? HostJdk.currentProcess() : Processes.current();
    }

    @Redirect("java/lang/ProcessHandleImpl isAlive0 (J)J")
    public static long isAlive(long pid) {
        return Scheduler.current() == null ? HostJdk.isAlive(pid) : Processes.isAlive(pid);
    }

    @Redirect("java/lang/ProcessHandleImpl parent0 (JJ)J")
    public static long parent(long pid, long startTime) {
        return Scheduler.current() == null ? HostJdk.parent(pid, startTime) : Processes.parent(pid, startTime);
    }

    @Redirect("java/lang/ProcessHandleImpl getProcessPids0 (J[J[J[J)I")
    public static int pids(long pid, long[] pids, long[] parents, long[] startTimes) {
        return Scheduler.current() == null
                ? HostJdk.pids(pid, pids, parents, startTimes)
                : Processes.list(pid, pids, parents, startTimes);
    }

    @Redirect("java/lang/ProcessHandleImpl$Info info0 (J)V")
    public static void info(Object info, long pid) {
        if (Scheduler.current() == null) {
            HostJdk.info(info, pid);
        } else {
            Processes.info(info, pid);
        }
    }

    @Redirect("java/lang/ProcessHandleImpl destroy0 (JJZ)Z")
    public static boolean destroy(long pid, long startTime, boolean forcibly) {
        return Scheduler.current() == null
                ? HostJdk.destroy(pid, startTime, forcibly)
                : Children.destroy(pid, startTime, forcibly);
    }

    @Redirect("java/lang/ProcessHandleImpl waitForProcessExit0 (JZ)I")
    public static int waitForProcessExit(long pid, boolean reap) {
        return Scheduler.current() == null ? HostJdk.waitForProcessExit(pid, reap) : Children.awaitExit(pid, reap);
    }

    /** Says no to what there is no device for, before anything is opened. */
    @Extend(
            "java/lang/ProcessImpl start ([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;[Ljava/lang/ProcessBuilder$Redirect;Z)Ljava/lang/Process;")
    public static void processStarts(
            String[] command, Map<String, String> environment, String directory, ProcessBuilder.Redirect[] redirects)
            throws IOException {
        if (redirects == null || Scheduler.current() == null) {
            return;
        }
        for (ProcessBuilder.Redirect r : redirects) {
            if (r.type() == ProcessBuilder.Redirect.Type.PIPE) {
                if (r != ProcessBuilder.Redirect.PIPE) {
                    throw new IOException(
                            "ftjvm: pipelines of processes are not supported, connect them by their streams");
                }
            } else if (r.type() != ProcessBuilder.Redirect.Type.INHERIT
                    && !DeviceFiles.isNull(r.file().getPath())) {
                throw new IOException(
                        "ftjvm: a process's input or output in a file is not supported yet (disk device): "
                                + r.file().getPath());
            }
        }
    }

    @Redirect("java/lang/ProcessImpl forkAndExec (I[B[B[BI[BI[B[IZ)I")
    public static int forkAndExec(
            Object process,
            int mode,
            byte[] helper,
            byte[] program,
            byte[] arguments,
            int argc,
            byte[] environment,
            int envc,
            byte[] directory,
            int[] fds,
            boolean merged)
            throws IOException {
        return Scheduler.current() == null
                ? HostJdk.forkAndExec(
                        process, mode, helper, program, arguments, argc, environment, envc, directory, fds, merged)
                : Children.start(process, mode, program, arguments, argc, environment, envc, directory, fds, merged);
    }
}
