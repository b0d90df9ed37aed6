package io.ftjvm.litmus;

import java.util.HashMap;
import java.util.Map;

/** Much garbage, many collections, monitors and hash codes that survive them; nothing observes a reference. */
public final class GcPressure {
    private static final class Cell {
        final Cell next;
        final byte[] load = new byte[200];

        Cell(Cell next) {
            this.next = next;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Object[] survivors = new Object[50];
        int[] hashes = new int[survivors.length];
        for (int i = 0; i < survivors.length; i++) {
            survivors[i] = new Object();
            hashes[i] = survivors[i].hashCode();
        }
        StringBuffer order = new StringBuffer();
        Crew.run(3, number -> {
            Map<Integer, Cell> window = new HashMap<>();
            for (int i = 0; i < 60_000; i++) {
                window.put(i % 500, new Cell(i % 7 == 0 ? null : window.get((i + 499) % 500)));
                if (i % 2000 == 0) {
                    synchronized (survivors[i / 2000]) {
                        order.append(number);
                    }
                }
                if (i == 30_000 && number == 1) {
                    System.gc();
                }
            }
            Check.equal(500, window.size(), "cells");
        });
        for (int i = 0; i < survivors.length; i++) {
            Check.equal(hashes[i], survivors[i].hashCode(), "hash code of a survivor");
        }
        System.out.println(order);
    }
}
