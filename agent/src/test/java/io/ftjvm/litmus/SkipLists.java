package io.ftjvm.litmus;

import java.util.concurrent.ConcurrentSkipListMap;

/** How often a skip list compares depends on the levels it drew at random, and its comparator is the program's. */
public final class SkipLists {
    private static long comparisons;

    public static void main(String[] args) throws InterruptedException {
        ConcurrentSkipListMap<Integer, Integer> map = new ConcurrentSkipListMap<>((a, b) -> {
            comparisons++;
            return Integer.compare(a, b);
        });
        Crew.run(3, number -> {
            for (int i = 0; i < 2000; i++) {
                map.put((i * 7919 + number) % 5000, i);
                if (i % 3 == 0) {
                    map.remove(i);
                }
            }
        });
        System.out.println(map.size() + " " + comparisons);
    }
}
