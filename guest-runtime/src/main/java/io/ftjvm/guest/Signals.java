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

    /** The JVM has received a signal; called by its own dispatcher, or by {@code Signal.raise}'s thread. */
    static void received(int number) {
        if (Guest.started()) {
            Guest.postFromHost(Interrupts.SIGNAL, number);
        } else {
            Jdk.dispatchSignal(number);
        }
    }

    /** The interrupt strikes. */
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
