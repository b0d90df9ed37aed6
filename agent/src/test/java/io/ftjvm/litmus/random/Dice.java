package io.ftjvm.litmus.random;

/** Numbers from a seed, the same on every JDK: what a program does is drawn from it, never from the JDK's generators. */
final class Dice {
    private long state;

    Dice(long seed) {
        state = seed * 0x9E3779B97F4A7C15L + 1;
    }

    /** From 0 to {@code bound - 1}. */
    int roll(int bound) {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) ((z ^ (z >>> 31)) >>> 33) % bound;
    }

    /** One more, for somebody else. */
    Dice split() {
        return new Dice(((long) roll(1 << 30) << 30) ^ roll(1 << 30));
    }
}
