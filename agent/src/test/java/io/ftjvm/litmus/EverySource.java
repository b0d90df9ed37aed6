package io.ftjvm.litmus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.security.SecureRandom;
import java.util.Arrays;

/** Every kind of entry that a log has, and enough work between them: what the tests change logs of. */
public final class EverySource {
    private static long shared;

    public static void main(String[] args) throws IOException, InterruptedException {
        Thread racer = Crew.start("racer", () -> {
            for (int i = 0; i < 300; i++) {
                long s = shared;
                shared = s + Crew.work(3000);
            }
        });
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[8];
        for (int i = 0; i < 30; i++) {
            random.nextBytes(bytes);
            long s = shared;
            shared = s + Arrays.hashCode(bytes) + Crew.work(20_000);
            if (i % 5 == 0) {
                System.out.println(i + " " + shared + " " + System.nanoTime() + " "
                        + Runtime.getRuntime().freeMemory());
            }
            if (i % 10 == 0) {
                Thread.sleep(2);
                System.out.println(in.readLine());
            }
        }
        racer.join();
        System.out.println(shared);
    }
}
