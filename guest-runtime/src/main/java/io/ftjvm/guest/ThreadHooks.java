package io.ftjvm.guest;

/** What management tells of threads; part of the table of {@link Hooks}. {@code Object} is a type of the management module. */
public final class ThreadHooks {
    private static final String IMPL = "sun.management.ThreadImpl";

    private ThreadHooks() {}

    @Redirect("sun/management/ThreadImpl getThreads ()[Ljava/lang/Thread;")
    public static Thread[] threads() {
        return Scheduler.current() == null ? (Thread[]) Management.object(IMPL, "getThreads") : Threads.all();
    }

    @Redirect("sun/management/ThreadImpl getThreadInfo1 ([JI[Ljava/lang/management/ThreadInfo;)V")
    public static void threadInfo(long[] ids, int depth, Object[] result) {
        if (Scheduler.current() == null) {
            Management.object(IMPL, "getThreadInfo1", ids, depth, result);
        } else {
            ThreadInfos.fill(ids, depth, result);
        }
    }

    @Redirect("sun/management/ThreadImpl dumpThreads0 ([JZZI)[Ljava/lang/management/ThreadInfo;")
    public static Object[] dumpThreads(long[] ids, boolean monitors, boolean synchronizers, int depth) {
        return Scheduler.current() == null
                ? (Object[]) Management.object(IMPL, "dumpThreads0", ids, monitors, synchronizers, depth)
                : ThreadInfos.dump(ids, monitors, depth);
    }

    @Redirect("sun/management/ThreadImpl findMonitorDeadlockedThreads0 ()[Ljava/lang/Thread;")
    public static Thread[] monitorDeadlocks() {
        return Scheduler.current() == null
                ? (Thread[]) Management.object(IMPL, "findMonitorDeadlockedThreads0")
                : WaitsFor.deadlocked(true);
    }

    @Redirect("sun/management/ThreadImpl findDeadlockedThreads0 ()[Ljava/lang/Thread;")
    public static Thread[] deadlocks() {
        return Scheduler.current() == null
                ? (Thread[]) Management.object(IMPL, "findDeadlockedThreads0")
                : WaitsFor.deadlocked(false);
    }

    @Redirect("sun/management/ThreadImpl setThreadContentionMonitoringEnabled0 (Z)V")
    public static void monitorContention(boolean enable) {
        if (Scheduler.current() == null) {
            Management.object(IMPL, "setThreadContentionMonitoringEnabled0", enable);
        } else {
            ThreadInfos.contention = enable;
        }
    }

    @Redirect("sun/management/ThreadImpl resetContentionTimes0 (J)V")
    public static void resetContentionTimes(long id) {
        if (Scheduler.current() == null) {
            Management.object(IMPL, "resetContentionTimes0", id);
        } else {
            Threads.resetContention(id);
        }
    }

    @Redirect("sun/management/ThreadImpl resetPeakThreadCount0 ()V")
    public static void resetPeak() {
        if (Scheduler.current() == null) {
            Management.object(IMPL, "resetPeakThreadCount0");
        } else {
            Threads.resetPeak();
        }
    }

    @Redirect("sun/management/ThreadImpl getThreadTotalCpuTime1 ([J[J)V")
    public static void totalCpuTimes(long[] ids, long[] result) {
        each("getThreadTotalCpuTime0", ids, result);
    }

    @Redirect("sun/management/ThreadImpl getThreadUserCpuTime1 ([J[J)V")
    public static void userCpuTimes(long[] ids, long[] result) {
        each("getThreadUserCpuTime0", ids, result);
    }

    @Redirect("sun/management/ThreadImpl getThreadAllocatedMemory1 ([J[J)V")
    public static void allocatedMemory(long[] ids, long[] result) {
        each("getThreadAllocatedMemory0", ids, result);
    }

    @Redirect("sun/management/ThreadImpl getTotalThreadAllocatedMemory ()J")
    public static long totalAllocatedMemory() {
        return Management.number(null, IMPL, "getTotalThreadAllocatedMemory", new Object[0]);
    }

    private static void each(String method, long[] ids, long[] result) {
        for (int i = 0; i < ids.length; i++) {
            result[i] = Management.number(IMPL, method, ids[i]);
        }
    }
}
