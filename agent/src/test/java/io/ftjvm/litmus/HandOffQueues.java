package io.ftjvm.litmus;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** The queues that hand over: SynchronousQueue, LinkedTransferQueue, DelayQueue; both sides blocking and timed. */
public final class HandOffQueues {
    private static final class Late implements Delayed {
        final int number;
        final long due;

        Late(int number, long due) {
            this.number = number;
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due, ((Late) other).due);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        handOver(new SynchronousQueue<>());
        handOver(new SynchronousQueue<>(true));
        handOver(new LinkedTransferQueue<>());
        transfer();
        delayed();
    }

    private static void handOver(BlockingQueue<String> queue) throws InterruptedException {
        StringBuffer taken = new StringBuffer();
        int[] retries = new int[4];
        Crew.run(4, number -> {
            for (int i = 0; i < 40; i++) {
                if (number < 2) {
                    queue.put((char) ('a' + number) + "" + i);
                    Crew.work(number * 1000);
                } else {
                    String element = queue.poll();
                    while (element == null) {
                        retries[number]++;
                        element = queue.poll(100, TimeUnit.MICROSECONDS);
                    }
                    taken.append(element).append(number == 2 ? ' ' : ',');
                }
            }
        });
        System.out.println(taken + "after " + retries[2] + " and " + retries[3]);
        long start = System.nanoTime();
        Check.equal(null, queue.poll(10, TimeUnit.MILLISECONDS), "poll of an empty queue");
        Check.lasted(10, start, "poll");
        Thread taker = Crew.start("taker", () -> Check.thrown(InterruptedException.class, queue::take));
        Crew.await(taker, Thread.State.WAITING);
        taker.interrupt();
        taker.join();
    }

    private static void transfer() throws InterruptedException {
        LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
        long start = System.nanoTime();
        Check.that(!queue.tryTransfer("nobody"), "nobody takes");
        Check.that(!queue.tryTransfer("nobody", 10, TimeUnit.MILLISECONDS), "nobody takes");
        Check.lasted(10, start, "tryTransfer");
        Thread giver = Crew.start("giver", () -> Check.thrown(InterruptedException.class, () -> queue.transfer("x")));
        Crew.await(giver, Thread.State.WAITING);
        giver.interrupt();
        giver.join();
        Thread taker = Crew.start("taker", () -> System.out.println("took " + queue.take()));
        Crew.await(taker, Thread.State.WAITING);
        Check.that(queue.hasWaitingConsumer(), "a taker waits");
        queue.transfer("handed over");
        taker.join();
    }

    private static void delayed() throws InterruptedException {
        DelayQueue<Late> queue = new DelayQueue<>();
        StringBuffer taken = new StringBuffer();
        long now = System.nanoTime();
        for (int i = 0; i < 8; i++) {
            queue.add(new Late(i, now + (i * 5 % 8) * 5_000_000L));
        }
        Crew.run(2, number -> {
            for (int i = 0; i < 4; i++) {
                Late late = queue.take();
                Check.that(System.nanoTime() >= late.due, "an element is not taken before its time");
                taken.append(late.number).append(number == 0 ? ' ' : ',');
            }
        });
        System.out.println(taken);
        queue.add(new Late(9, System.nanoTime() + 60_000_000_000L));
        Check.equal(null, queue.poll(10, TimeUnit.MILLISECONDS), "poll before the time");
    }
}
