package io.ftjvm.instrumentation.counting.targets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Constructors, initialisers, strings, collections: loops with calls. */
public final class Objects {
    private Objects() {}

    public static String run() {
        StringBuilder out = new StringBuilder();
        Map<String, Integer> words = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            Integer sum = words.get("w" + i % 37);
            words.put("w" + i % 37, sum == null ? i : sum + i);
        }
        List<String> keys = new ArrayList<>(words.keySet());
        keys.sort(null);
        for (String key : keys) {
            out.append(key).append('=').append(words.get(key)).append(' ');
        }
        for (int i = 0; i < 50; i++) {
            out.append(new Child(i).value).append(',');
        }
        return out.append(lazily(200)).append(' ').append(letters("a b-c")).toString();
    }

    /** Initialises {@link Table} in the middle of a call-free loop. */
    private static long lazily(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += i < n / 2 ? i : Table.SQUARES[i];
        }
        return sum;
    }

    private static int letters(String s) {
        int letters = 0;
        for (int i = 0; i < s.length(); i++) {
            if (Character.isLetter(s.charAt(i))) {
                letters++;
            }
        }
        return letters;
    }

    private static class Parent {
        final int value;

        Parent(int value) {
            int v = value;
            for (int i = 0; i < 5; i++) {
                v = v * 31 + i;
            }
            this.value = v;
        }
    }

    private static final class Child extends Parent {
        Child(int n) {
            super(n % 2 == 0 ? new Parent(n > 10 ? n : -n).value : n);
        }
    }

    private static final class Table {
        static final int[] SQUARES = new int[200];

        static {
            int i = 0;
            while (i < SQUARES.length) {
                SQUARES[i] = i * i;
                i++;
            }
        }
    }
}
