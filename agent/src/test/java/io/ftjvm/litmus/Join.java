package io.ftjvm.litmus;

/** Thread.join, untimed and timed, of threads not yet started, running and ended; interrupted; joining in a chain. */
public final class Join {
    public static void main(String[] args) throws InterruptedException {
        Thread unstarted = new Thread(() -> {});
        unstarted.join();
        unstarted.join(10);
        Check.that(!unstarted.isAlive(), "a thread not started is not alive");
        Check.equal(Thread.State.NEW, unstarted.getState(), "state before start");

        int[] written = {0};
        Thread worker = Crew.start("worker", () -> {
            Thread.sleep(30);
            written[0] = 42;
        });
        Check.that(worker.isAlive(), "a started thread is alive");
        long start = System.nanoTime();
        worker.join(5);
        System.out.println("alive after join(5): " + worker.isAlive());
        worker.join(60_000);
        Check.lasted(25, start, "the worker");
        Check.equal(42, written[0], "what a joined thread wrote");
        Check.that(!worker.isAlive(), "a joined thread is not alive");
        Check.equal(Thread.State.TERMINATED, worker.getState(), "state after join");
        worker.join();
        worker.join(1, 1);
        Check.thrown(IllegalThreadStateException.class, worker::start);

        interrupted();
        chain();
    }

    private static void interrupted() throws InterruptedException {
        Object never = new Object();
        Thread sleeper = new Thread(() -> {
            synchronized (never) {
                try {
                    never.wait();
                } catch (InterruptedException e) {
                    System.out.println("sleeper interrupted");
                }
            }
        });
        sleeper.start();
        for (long millis : new long[] {0, 60_000}) {
            Thread joiner =
                    Crew.start("joiner", () -> Check.thrown(InterruptedException.class, () -> sleeper.join(millis)));
            Crew.await(joiner, millis == 0 ? Thread.State.WAITING : Thread.State.TIMED_WAITING);
            joiner.interrupt();
            joiner.join();
        }
        long start = System.nanoTime();
        sleeper.join(15);
        Check.lasted(15, start, "join(15)");
        Check.that(sleeper.isAlive(), "a timed join does not end the thread");
        sleeper.interrupt();
        sleeper.join();
    }

    private static void chain() throws InterruptedException {
        StringBuffer ended = new StringBuffer();
        Thread previous = Thread.currentThread();
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            Thread before = previous;
            int number = i;
            threads[i] = Crew.start("link-" + i, () -> {
                if (number > 0) {
                    before.join();
                }
                ended.append(number);
            });
            previous = threads[i];
        }
        previous.join();
        Check.equal("01234567", ended.toString(), "order of a chain of joins");
    }
}
