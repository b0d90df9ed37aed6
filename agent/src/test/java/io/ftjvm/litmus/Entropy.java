package io.ftjvm.litmus;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.crypto.KeyGenerator;

/** Every generator of random numbers, seeded by the JVM, by the system and by hand, in several threads. */
public final class Entropy {
    public static void main(String[] args) throws Exception {
        Check.equal(-1157793070, new Random(10).nextInt(), "a seeded generator");
        System.out.println(new Random().nextInt() + " " + new Random().nextLong());
        System.out.println(Math.random() + " " + StrictMath.random());
        System.out.println(new SplittableRandom().nextLong() + " "
                + new SplittableRandom().split().nextLong());
        System.out.println(RandomGenerator.getDefault().nextLong());
        System.out.println(RandomGenerator.of("Xoshiro256PlusPlus").nextLong());
        System.out.println(UUID.randomUUID());
        StringBuffer drawn = new StringBuffer();
        Crew.run(4, number -> {
            for (int i = 0; i < 3; i++) {
                drawn.append(ThreadLocalRandom.current().nextInt(1000)).append(' ');
                drawn.append(new Random().nextInt(1000)).append(' ');
                drawn.append(UUID.randomUUID().toString(), 0, 4).append(' ');
            }
        });
        System.out.println(drawn);
        secure();
        keys();
    }

    private static void secure() throws Exception {
        byte[] bytes = new byte[12];
        for (SecureRandom random : new SecureRandom[] {
            new SecureRandom(),
            SecureRandom.getInstance("SHA1PRNG"),
            SecureRandom.getInstance("NativePRNGNonBlocking"),
            SecureRandom.getInstance("DRBG")
        }) {
            random.nextBytes(bytes);
            System.out.println(
                    random.getAlgorithm() + " " + Base64.getEncoder().encodeToString(bytes) + " " + random.nextInt());
        }
        System.out.println(Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(8)));
    }

    private static void keys() throws Exception {
        System.out.println(Base64.getEncoder()
                .encodeToString(KeyGenerator.getInstance("AES").generateKey().getEncoded()));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        System.out.println(Base64.getEncoder().encodeToString(signed));
        signature.initVerify(pair.getPublic());
        signature.update(new byte[] {1, 2, 3});
        Check.that(signature.verify(signed), "a signature holds");
    }
}
