package io.ftjvm.guest;

/** Objects by id, in open addressing with linear probing. Not safe for use by several threads. */
final class ReferenceTable {
    private static final int SMALLEST = 64;

    /** Zero: the slot is free. Ids are positive. */
    private long[] ids = new long[SMALLEST];

    private Object[] objects = new Object[SMALLEST];
    private int size;

    /** The id is not in the table. */
    void put(long id, Object o) {
        if (size >= ids.length / 2) {
            resize(ids.length * 2);
        }
        insert(id, o);
    }

    private void insert(long id, Object o) {
        int mask = ids.length - 1;
        int i = slot(id, mask);
        while (ids[i] != 0) {
            i = (i + 1) & mask;
        }
        ids[i] = id;
        objects[i] = o;
        size++;
    }

    /** Takes the object out; null if there is none. */
    Object remove(long id) {
        int mask = ids.length - 1;
        int i = slot(id, mask);
        while (ids[i] != id) {
            if (ids[i] == 0) {
                return null;
            }
            i = (i + 1) & mask;
        }
        Object o = objects[i];
        close(i, mask);
        size--;
        if (ids.length > SMALLEST && size < ids.length / 8) {
            resize(ids.length / 2);
        }
        return o;
    }

    /** Moves back what was put behind slot {@code i} only because that was taken. */
    private void close(int i, int mask) {
        int free = i;
        for (int k = (i + 1) & mask; ids[k] != 0; k = (k + 1) & mask) {
            int home = slot(ids[k], mask);
            if (((k - home) & mask) >= ((k - free) & mask)) {
                ids[free] = ids[k];
                objects[free] = objects[k];
                free = k;
            }
        }
        ids[free] = 0;
        objects[free] = null;
    }

    private void resize(int capacity) {
        long[] oldIds = ids;
        Object[] oldObjects = objects;
        ids = new long[capacity];
        objects = new Object[capacity];
        size = 0;
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                insert(oldIds[i], oldObjects[i]);
            }
        }
    }

    /** The ids that are in the table, in ascending order. */
    long[] ids() {
        long[] all = new long[size];
        int n = 0;
        for (long id : ids) {
            if (id != 0) {
                all[n++] = id;
            }
        }
        java.util.Arrays.sort(all);
        return all;
    }

    private static int slot(long id, int mask) {
        return (int) (id * 0x9E3779B97F4A7C15L >>> 32) & mask;
    }
}
