package io.ftjvm.guest;

import jdk.internal.vm.annotation.ReservedStackAccess;

/** The guest as a whole: its start and its end. */
public final class Guest {
    private static final byte[] NONE = new byte[0];

    private static boolean booting = true;
    private static volatile boolean started;
    private static long bootSeed;
    private static volatile InterruptSink sink = new Deaf();

    private Guest() {}

    /** True once the main thread has become a guest thread. Any thread. */
    public static boolean started() {
        return started;
    }

    /** The seed that the guest has been given at boot. Any thread, once the guest has started. */
    static long bootSeed() {
        return bootSeed;
    }

    /** True until the agent takes over: the JVM boots, on the main thread, and must do the same every time. */
    static boolean booting() {
        return booting;
    }

    /** The agent begins. Called once, by the main thread. */
    public static void booted() {
        booting = false;
        Scheduler.activate();
        Routes.start();
        Processes.start();
    }

    /** Where the host's threads belong; those they start follow them. Main thread. */
    public static ThreadGroup hostThreadGroup() {
        return Host.threadGroup();
    }

    /**
     * Called by the thread that sets up the host's side, first: hash codes that it leaves behind in the JDK are the same
     * in every run.
     */
    public static void settingUp() {
        HashState.seed(-1);
    }

    /** The class of this name is linked next: the hash code of its mirror depends on nothing but the name. As above. */
    public static void linking(String name) {
        HashState.seed(name.hashCode());
    }

    /**
     * From now on the digest covers the hash codes that the guest's threads draw between poll points, too: a test sees one
     * that only one side draws, long before it changes the order of anything. What it costs nobody needs in production.
     * Before the guest starts, on both sides.
     */
    public static void hashCodesInDigest() {
        HashState.inDigest = true;
    }

    /** The host is set up, and all that it uses is linked: the JVM's own threads may run. As above. */
    public static void settled() {
        JvmThreads.release();
    }

    /**
     * Says what of the disk is part of the image, and notes what else the guest may find here. Called by the thread that
     * sets up the host's side, in every role.
     *
     * @param directory the working directory
     * @param rom files, and directories with everything in them, that are read locally and never logged
     * @param scratch directories where private copies of other files may be put, in order of preference
     * @param encoding the charset of path names
     */
    public static void disk(String directory, String[] rom, String[] scratch, String encoding) {
        Rom.start(directory, rom);
        FileCopy.start(scratch);
        CString.start(encoding);
        Environment.collect();
    }

    /** Native libraries that the user has declared pure, by name. Called once, before the guest starts. */
    public static void natives(String[] names) {
        NativeCode.start(names);
    }

    /** This process's options as the JVM has them; no other module is needed to learn them. */
    public static String[] jvmArguments() {
        return jdk.internal.misc.VM.getRuntimeArguments();
    }

    /** Sets where events from the JVM's own threads go; on a backup there is nowhere, they are the primary's to report. */
    public static void events(InterruptSink to) {
        sink = to;
    }

    /** Whether somebody listens to them, which may be before the guest starts. */
    static boolean hasListener() {
        return !(sink instanceof Deaf);
    }

    /** Stops listening to events from the JVM's own threads. */
    public static void ignoreEvents() {
        sink = new Deaf();
    }

    /**
     * Turns the calling thread, the JVM's main thread, into the guest's first thread. {@link Port} must be installed.
     * What comes after the call is the guest.
     *
     * @param quantum instructions between two scheduling points
     * @param cpus what {@code Runtime.availableProcessors} answers
     * @param strictmath whether {@code Math} is {@code StrictMath}
     * @param boot what the host tells the guest at boot: run by a recording port
     */
    public static void start(int quantum, int cpus, boolean strictmath, Port.TrapBody boot) {
        JvmErrors.start();
        Monitors.start();
        References.start();
        Host.start(cpus);
        MathHooks.start(strictmath);
        Instructions.start(quantum);
        Port p = Port.current();
        byte[] answer = p.trap(Traps.BOOT, NONE, boot);
        Lockstep.mix(answer, 0, answer.length);
        VirtualClock.set(longAt(answer, 0));
        Host.booted(longAt(answer, 0));
        Environment.apply(java.util.Arrays.copyOfRange(answer, 16, answer.length));
        bootSeed = longAt(answer, 8);
        started = true;
        Threads.adoptMain(bootSeed);
        Signals.start();
    }

    /**
     * What the boot trap answers: the time, a seed, and the environment. It does not go through SecureRandom: the JDK's security providers
     * would be initialised by the host on one side, and by the guest on the other.
     */
    public static byte[] bootAnswer(long nanosSinceEpoch) {
        byte[] environment = Environment.ofHost();
        byte[] b = new byte[16 + environment.length];
        System.arraycopy(environment, 0, b, 16, environment.length);
        for (int i = 0; i < 8; i++) {
            b[i] = (byte) (nanosSinceEpoch >>> (56 - 8 * i));
        }
        System.arraycopy(Entropy.ofHost(8), 0, b, 8, 8);
        return b;
    }

    private static long longAt(byte[] b, int i) {
        long v = 0;
        for (int k = 0; k < 8; k++) {
            v = v << 8 | b[i + k] & 0xff;
        }
        return v;
    }

    /** The guest ends; the caller ends the process. */
    @ReservedStackAccess
    static void exit(int status) {
        Hypercall.before();
        Thread t = Thread.currentThread();
        Lockstep.ordinal++;
        Lockstep.count = Instructions.count();
        GuestThread g = HostMode.enter(t);
        HiddenClasses.check();
        Port.current().exit(status);
        HostMode.leave(t, g);
    }

    /** Whether the guest reads standard input, so that whoever goes live must deliver it. Token holder. */
    public static boolean readsStdin() {
        return Console.wanted();
    }

    /** Bytes of standard input that the guest has consumed. Token holder. */
    public static long stdinConsumed() {
        return Console.consumed();
    }

    /** Bytes of standard input that may be on their way to the guest. */
    public static int stdinWindow() {
        return Console.WINDOW;
    }

    /** Live guest threads; as seen by a bystander. Any thread. */
    public static int threads() {
        return Threads.live();
    }

    /**
     * The thread that executes the guest's code at this moment; null while nobody does: all wait, or the one that could go
     * on is in host code. As seen by a bystander. Any thread.
     */
    public static Thread executing() {
        GuestThread g = Scheduler.holder;
        Thread t = g == null || g.token ? null : g.thread;
        return t == null || Jdk.guest(t) == null ? null : t;
    }

    /**
     * The guest threads that wait for one another in a circle, one line for each with what it waits for and who has it;
     * none if there is no such circle. As seen by a bystander: what is seen twice in a row is so. Any thread.
     */
    public static String[] deadlocks() {
        return WaitsFor.describeDeadlocks();
    }

    /** Whether every guest thread waits and no timer will end it; as seen by a bystander. Any thread. */
    public static boolean allBlocked() {
        return Scheduler.allBlocked();
    }

    static void postFromHost(int kind, long id) {
        postFromHost(kind, id, NONE);
    }

    static void postFromHost(int kind, long id, byte[] data) {
        sink.post(kind, id, data);
    }

    /**
     * Leaves guest mode, for host code that the JVM runs on a guest's thread: class file transformers. The answer goes to
     * {@link #leaveHostMode}.
     */
    public static Object enterHostMode() {
        return HostMode.enter(Thread.currentThread());
    }

    /** Ends the process if the JVM has loaded a class without calling the transformer. Host threads, now and then. */
    public static void checkClasses() {
        HiddenClasses.check();
    }

    /** Back to guest mode, as if nothing had happened. */
    @ReservedStackAccess
    public static void leaveHostMode(Object mode) {
        HostMode.leave(Thread.currentThread(), (GuestThread) mode);
    }

    /** Takes no events. */
    private static final class Deaf implements InterruptSink {
        @Override
        public void post(int kind, long id, byte[] data) {
            // The primary sees the same event, or none has to be seen.
        }
    }
}
