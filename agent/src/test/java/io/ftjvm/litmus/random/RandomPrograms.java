package io.ftjvm.litmus.random;

/** Runs the programs of some seeds, one after the other, and prints what each of them came to. */
public final class RandomPrograms {
    private RandomPrograms() {}

    /** First seed, number of programs. */
    public static void main(String[] args) throws InterruptedException {
        int first = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(3);
        });
        for (int seed = first; seed < first + count; seed++) {
            System.out.println(seed + " " + Long.toHexString(new Program(seed).run()));
        }
    }
}
