package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The order of Set.of and Map.of, which a JVM chooses anew at every boot. */
public final class ImmutableOrders {
    public static void main(String[] args) {
        System.out.println(Set.of(1, 2));
        System.out.println(Set.of("a", "b", "c", "d", "e", "f"));
        System.out.println(Map.of("one", 1, "two", 2, "three", 3, "four", 4, "five", 5));
        System.out.println(Map.ofEntries(Map.entry("x", 1), Map.entry("y", 2), Map.entry("z", 3)));
        System.out.println(Set.copyOf(List.of("p", "q", "r", "s")));
        System.out.println(Stream.of("k", "l", "m", "n").collect(Collectors.toUnmodifiableSet()));
        System.out.println(Stream.of(1, 2, 3, 4, 5, 6).collect(Collectors.toUnmodifiableMap(i -> "k" + i, i -> i)));
        System.out.println(
                Map.of("i", 1, "j", 2).keySet() + " " + Map.of("i", 1, "j", 2).values());
        System.out.println(Set.of(String.class, Integer.class, Thread.class, Map.class));
        List<Integer> often = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            int first = Set.of(i, i + 1, i + 2).iterator().next();
            if (i % 1000 == 0) {
                often.add(first - i);
            }
        }
        System.out.println(often);
        Check.equal(6, Set.of(1, 2, 3, 4, 5, 6).size(), "size");
        Check.thrown(
                IllegalArgumentException.class,
                () -> Set.copyOf(List.of(1)).getClass().cast(Set.of(1, more(1))));
        List<Integer> shuffled = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
        Collections.shuffle(shuffled);
        System.out.println(shuffled);
    }

    private static int more(int i) {
        return i;
    }
}
