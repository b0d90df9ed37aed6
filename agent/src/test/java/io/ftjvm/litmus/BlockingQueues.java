package io.ftjvm.litmus;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The queues that hold elements: blocking, timed and interrupted, producers and consumers of unlike speed. */
public final class BlockingQueues {
    public static void main(String[] args) throws InterruptedException {
        run(new ArrayBlockingQueue<>(3));
        run(new ArrayBlockingQueue<>(3, true));
        run(new LinkedBlockingQueue<>(3));
        run(new LinkedBlockingDeque<>(3));
        run(new PriorityBlockingQueue<>());
        full(new ArrayBlockingQueue<>(1));
        full(new LinkedBlockingQueue<>(1));
        full(new LinkedBlockingDeque<>(1));
    }

    private static void run(BlockingQueue<String> queue) throws InterruptedException {
        int producers = 3;
        int each = 30;
        StringBuffer taken = new StringBuffer();
        int[] count = new int[2];
        Crew.run(producers + 2, number -> {
            if (number < producers) {
                for (int i = 0; i < each; i++) {
                    Crew.work(number * 1000);
                    if (i % 2 == 0) {
                        queue.put((char) ('a' + number) + "" + i);
                    } else {
                        while (!queue.offer((char) ('a' + number) + "" + i, 1, TimeUnit.SECONDS)) {
                            taken.append("full ");
                        }
                    }
                }
            } else {
                int consumer = number - producers;
                for (int i = 0; i < producers * each / 2; i++) {
                    String element = i % 2 == 0 ? queue.take() : queue.poll(60, TimeUnit.SECONDS);
                    taken.append(element).append(consumer == 0 ? ' ' : ',');
                    count[consumer]++;
                }
            }
        });
        Check.equal(producers * each, count[0] + count[1], "elements taken");
        Check.that(queue.isEmpty(), "the queue is empty");
        System.out.println(taken);
        long start = System.nanoTime();
        Check.equal(null, queue.poll(10, TimeUnit.MILLISECONDS), "poll of an empty queue");
        Check.lasted(10, start, "poll");
        interrupt(Crew.start("taking", () -> Check.thrown(InterruptedException.class, queue::take)), false);
        interrupt(
                Crew.start(
                        "polling",
                        () -> Check.thrown(InterruptedException.class, () -> queue.poll(60, TimeUnit.SECONDS))),
                true);
    }

    private static void full(BlockingQueue<String> queue) throws InterruptedException {
        Check.that(queue.offer("first"), "room for one");
        Check.that(!queue.offer("second"), "no room for two");
        long start = System.nanoTime();
        Check.that(!queue.offer("second", 10, TimeUnit.MILLISECONDS), "no room for two");
        Check.lasted(10, start, "offer");
        interrupt(Crew.start("putting", () -> Check.thrown(InterruptedException.class, () -> queue.put("x"))), false);
        Thread.currentThread().interrupt();
        Check.thrown(InterruptedException.class, () -> queue.put("x"));
        Check.equal(1, queue.size(), "size");
    }

    private static void interrupt(Thread thread, boolean timed) throws InterruptedException {
        Crew.await(thread, timed ? Thread.State.TIMED_WAITING : Thread.State.WAITING);
        thread.interrupt();
        thread.join();
    }
}
