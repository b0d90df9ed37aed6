package io.ftjvm.litmus;

import java.util.zip.Deflater;

/** One call of native code that takes seconds: it is right, but nobody else gets on, and the operator wants to know why. */
public final class LongNative {
    private static final int SIZE = 40_000_000;

    public static void main(String[] args) throws InterruptedException {
        byte[] in = new byte[SIZE];
        long x = 1;
        for (int i = 0; i < SIZE; i++) {
            x = x * 6364136223846793005L + 1442695040888963407L;
            in[i] = (byte) (x >>> 60);
        }
        Deflater deflater = new Deflater(9);
        deflater.setInput(in);
        deflater.finish();
        byte[] out = new byte[SIZE];
        System.out.println(deflater.deflate(out));
        Thread.sleep(600);
    }
}
