package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Data races: what is lost, torn or seen late depends on the schedule alone, and so has to be the same in a replay. */
public final class Races {
    private static int plain;
    private static volatile long wide;
    private static int[] cells = new int[8];
    private static volatile Object lazy;
    private static int created;

    public static void main(String[] args) throws InterruptedException {
        int[] seen = new int[4];
        Crew.run(4, number -> {
            for (int i = 0; i < 20_000; i++) {
                plain = step(plain);
                long before = wide;
                if (i % 100 == 0) {
                    Crew.work(1000);
                }
                wide = before + 1;
                int cell = (i * 7 + number) & 7;
                cells[cell] = step(cells[cell]);
                if (plain > i) {
                    seen[number]++;
                }
            }
        });
        System.out.println("int " + plain + " long " + wide + " seen ahead " + seen[0] + " " + seen[1] + " " + seen[2]
                + " " + seen[3]);
        for (int cell : cells) {
            System.out.print(cell + " ");
        }
        System.out.println();
        Check.that(plain > 0 && plain <= 80_000, "a racing counter stays within what was added");

        lazily();
        lists();
        spin();
    }

    private static int step(int value) {
        return value + 1;
    }

    private static void lazily() throws InterruptedException {
        StringBuffer got = new StringBuffer();
        for (int round = 0; round < 20; round++) {
            lazy = null;
            created = 0;
            Crew.run(3, number -> {
                if (lazy == null) {
                    Crew.work(20_000);
                    created++;
                    lazy = number;
                }
                got.append(lazy);
            });
            got.append('/').append(created).append(' ');
        }
        System.out.println(got);
    }

    /** Unsynchronised collections lose elements and throw; which ones, the schedule decides. */
    private static void lists() throws InterruptedException {
        List<Integer> list = new ArrayList<>();
        TreeMap<String, Integer> thrown = new TreeMap<>();
        Crew.run(3, number -> {
            for (int i = 0; i < 5000; i++) {
                try {
                    list.add(i);
                } catch (ArrayIndexOutOfBoundsException e) {
                    synchronized (thrown) {
                        thrown.merge(e.getMessage(), 1, Integer::sum);
                    }
                }
            }
        });
        long sum = 0;
        int holes = 0;
        for (Integer i : list) {
            sum += i == null ? 0 : i;
            holes += i == null ? 1 : 0;
        }
        System.out.println("size " + list.size() + " sum " + sum + " holes " + holes + " thrown " + thrown);
    }

    /** A loop that calls nothing, waiting for a flag another thread sets. */
    private static void spin() throws InterruptedException {
        wide = 0;
        Thread setter = Crew.start("setter", () -> {
            Crew.work(100_000);
            wide = 1;
        });
        long spins = 0;
        while (wide == 0) {
            spins++;
        }
        System.out.println("spun " + spins);
        setter.join();
    }
}
