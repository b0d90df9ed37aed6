package io.ftjvm.guest;

/** The signal device: a signal with a Java handler is an interrupt; a guest thread runs the handler. */
final class Signals {
    private static final int MAX_PENDING = 64;

    private static final int[] PENDING = new int[MAX_PENDING];
    private static int pending;
    private static final WaitQueue DISPATCHER = new WaitQueue();

    private Signals() {}

    /** Starts the guest thread that stands for the JVM's signal dispatcher. Called by the main guest thread. */
    static void start() {
        ThreadGroup system = Thread.currentThread().getThreadGroup();
        while (system.getParent() != null) {
            system = system.getParent();
        }
        Thread t = new Thread(system, null, "Signal Dispatcher (guest)", 0, false) {
            @Override
            public void run() {
                dispatch();
            }
        };
        t.setDaemon(true);
        t.start();
    }

    /**
     * The guest installs a handler: here too, for the day on which this side is the primary. What was there before, which
     * {@code nohup} decides as well, is what it was on the primary.
     */
    static long handle(int number, long handler) {
        return HostCalls.replacedHandler(number, HostJdk.handleSignal(number, handler));
    }

    /** The JVM has received a signal; called by its own dispatcher, or by {@code Signal.raise}'s thread. */
    static void received(int number) {
        if (Guest.started() || Guest.hasListener()) {
            Guest.postFromHost(Interrupts.SIGNAL, number);
        } else {
            Jdk.dispatchSignal(number);
        }
    }

    /** The interrupt strikes, or the guest raises one that it handles: any guest thread, or host mode. */
    static void arrived(int number) {
        if (pending < MAX_PENDING) {
            PENDING[pending++] = number;
        }
        DISPATCHER.wakeAll();
    }

    private static void dispatch() {
        Threads.runEntered(Thread.currentThread());
        for (; ; ) {
            while (pending == 0) {
                Scheduler.block(DISPATCHER, Long.MAX_VALUE, false);
            }
            int number = PENDING[0];
            System.arraycopy(PENDING, 1, PENDING, 0, --pending);
            Jdk.dispatchSignal(number);
        }
    }
}
