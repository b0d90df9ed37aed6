package io.ftjvm.guest;

import java.util.Arrays;

/** Deadlines of blocked guest threads: a binary heap ordered by (deadline, order of blocking). Token holder only. */
final class TimerQueue {
    private GuestThread[] heap = new GuestThread[64];
    private int size;
    private long sequence;

    long earliest() {
        return size == 0 ? Long.MAX_VALUE : heap[0].deadline;
    }

    GuestThread first() {
        return heap[0];
    }

    void add(GuestThread g, long deadline) {
        g.deadline = deadline;
        g.timerSequence = sequence++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, g);
    }

    void remove(GuestThread g) {
        int i = g.timerIndex;
        if (i < 0) {
            return;
        }
        g.timerIndex = -1;
        GuestThread moved = heap[--size];
        heap[size] = null;
        if (moved != g) {
            down(i, moved);
            if (heap[i] == moved) {
                up(i, moved);
            }
        }
    }

    private static boolean before(GuestThread a, GuestThread b) {
        return a.deadline != b.deadline ? a.deadline < b.deadline : a.timerSequence < b.timerSequence;
    }

    private void up(int i, GuestThread g) {
        while (i > 0) {
            int parent = (i - 1) >>> 1;
            if (!before(g, heap[parent])) {
                break;
            }
            place(i, heap[parent]);
            i = parent;
        }
        place(i, g);
    }

    private void down(int i, GuestThread g) {
        for (int child; (child = 2 * i + 1) < size; i = child) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], g)) {
                break;
            }
            place(i, heap[child]);
        }
        place(i, g);
    }

    private void place(int i, GuestThread g) {
        heap[i] = g;
        g.timerIndex = i;
    }
}
