package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Parallel streams: results do not depend on the schedule, encounter order of side effects does. */
public final class ParallelStreams {
    public static void main(String[] args) throws Exception {
        run();
        ForkJoinPool pool = new ForkJoinPool(3);
        pool.submit(() -> {
                    run();
                    return null;
                })
                .get();
        pool.shutdown();
        int[] numbers = IntStream.range(0, 20_000).map(i -> i * 7919 % 20_011).toArray();
        Arrays.parallelSort(numbers);
        for (int i = 1; i < numbers.length; i++) {
            Check.that(numbers[i - 1] <= numbers[i], "sorted");
        }
        Arrays.parallelPrefix(numbers, Integer::sum);
        System.out.println(numbers[numbers.length - 1]);
    }

    private static void run() {
        List<Integer> met = Collections.synchronizedList(new ArrayList<>());
        Map<String, Integer> workers = Collections.synchronizedMap(new TreeMap<>());
        long sum = IntStream.range(0, 200)
                .parallel()
                .peek(met::add)
                .peek(i -> workers.merge(Thread.currentThread().getName(), 1, Integer::sum))
                .mapToLong(i -> i + (Crew.work(500) & 0))
                .sum();
        Check.equal(19900L, sum, "sum");
        System.out.println(met);
        System.out.println(workers);
        Map<Integer, Long> groups = IntStream.range(0, 1000)
                .boxed()
                .parallel()
                .collect(Collectors.groupingBy(i -> i % 3, Collectors.counting()));
        Check.equal("{0=334, 1=333, 2=333}", groups.toString(), "groups");
        System.out.println("any "
                + IntStream.range(0, 10_000)
                        .parallel()
                        .filter(i -> i % 97 == 5)
                        .findAny()
                        .getAsInt());
    }
}
