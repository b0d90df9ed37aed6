package io.ftjvm.guest;

/**
 * The scheduler's record of a guest thread, kept in a field that the image adds to {@link Thread}. Touched by the token
 * holder only, except {@link #token}.
 */
public final class GuestThread {
    /** Running or in the run queue. */
    static final int RUNNABLE = 0;
    /** Blocked on a monitor that another guest thread holds. */
    static final int BLOCKED = 1;
    /** In {@code Object.wait}, {@code park}, {@code join}, a device: no deadline. */
    static final int WAITING = 2;
    /** The same with a deadline. */
    static final int TIMED_WAITING = 3;
    /** {@code Thread.exit} has returned. */
    static final int TERMINATED = 4;

    private static final Object[] NO_MONITORS = {};
    private static final int[] NOT_PUBLISHED = {};
    private static final Class<?>[] NO_CLASSES = {};

    /** Number, from 1 in order of {@code Thread.start}. */
    public final int id;

    /** The thread; null for the JVM's destroyer until it arrives. */
    public Thread thread;

    /** Set by the thread that hands over the token, cleared by its new holder. */
    volatile boolean token;

    /** Whether it is a virtual thread. */
    boolean virtual;

    /** What the virtual thread is mounted on, or was. Its own affair. */
    Carrier carrier;

    /** The object in whose real wait set the thread parks, or null. Published by the token. */
    Object parkedIn;

    /** Neighbours in the list of live platform threads. */
    GuestThread older;

    GuestThread younger;

    /** The next one in its chain of the {@link ThreadTable}. */
    GuestThread inTable;

    WaitQueue queue;
    GuestThread next;
    GuestThread prev;

    int state;
    boolean daemon;
    boolean entered;

    /** Whether it has had the token. */
    boolean begun;

    /** The interrupt status. */
    boolean interrupted;

    /** Between {@code Thread.suspend} and {@code resume}. */
    boolean suspended;

    /** Suspended, and in no queue: it would be in the run queue otherwise. */
    boolean shelved;

    /** What a suspended thread's state looks like though it has been woken. */
    int shown;

    /** What {@code Thread.stop} has it throw; null for nothing. */
    Throwable stop;

    /** Whether it runs or has run {@code Thread.exit}, which nothing stops. */
    boolean exiting;

    /** Whether it is blocked in what is a system call on a plain JVM, which {@code Thread.stop} does not end. */
    boolean inDevice;

    boolean permit;
    boolean parked;
    int wakeReason;

    /** Whether an interrupt ends what the thread is blocked in. */
    boolean interruptible;

    long deadline;
    long timerSequence;
    long savedHashLow;
    long savedHashHigh;
    int timerIndex = -1;

    /** Monitors held, innermost last, one slot per entry. */
    Object[] held = NO_MONITORS;

    int depth;

    /** Where {@link HeldMonitors} has them while the thread is descheduled. */
    int[] published = NOT_PUBLISHED;

    /** Who is blocked on the monitors that this thread holds, or is about to enter. */
    Contenders contenders;

    /** Index in {@link WaitSets}; -1: in none. */
    int waitIndex = -1;

    /** The monitor this thread is blocked on or waits for. */
    Object monitor;

    /** How often it has been blocked on a monitor, and for how long if anybody wants to know, virtual nanoseconds. */
    long blockedCount;

    long blockedNanos;

    /** The same for waiting. */
    long waitedCount;

    long waitedNanos;

    /** Whether {@link Initialisers} lists it as descheduled. */
    boolean listed;

    /** The class whose initialisation by another thread it waits for. */
    Class<?> needed;

    /** Class initialisers on this thread's stack; not preemptible while there are any. */
    int initialisers;

    /** Whose they are: the first {@link #initialisers} elements. */
    Class<?>[] initialised = NO_CLASSES;

    /** The class for which {@link Preloads} asks loaders on this thread; null if it does not. */
    Class<?> preloading;

    /** The class for which it has failed, so that the JVM will fail to link it; null if there is none. */
    Class<?> preloadFailed;

    /** What was missing then, its binary name, and what its loader has thrown. */
    String preloadMissing;

    Throwable preloadFailure;

    /** The class that the JVM has been told it cannot link: what is announced no more until it is used again. */
    Class<?> preloadRefused;

    /** The class that this thread defines. */
    Definition defining;

    GuestThread(int id, Thread thread) {
        this.id = id;
        this.thread = thread;
    }
}
