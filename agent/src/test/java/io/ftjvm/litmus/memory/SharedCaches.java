package io.ftjvm.litmus.memory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.security.MessageDigest;
import java.text.NumberFormat;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uses caches of the JDK's that the collector empties, some of which have been filled before the program starts, and looks at
 * what would be another if they were filled again: identity hash codes, and what references of its own have lost. Wants
 * {@code -XX:SoftRefLRUPolicyMSPerMB=0}, so that every collection empties them.
 */
public final class SharedCaches {
    private static final int ROUNDS = 4;
    private static final String[] TAGS = {"en", "en-US", "de", "fr-CA", "zh-Hans-CN", "und"};

    /** A resource bundle. */
    public static final class Texts extends ListResourceBundle {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {{"key", "text"}};
        }
    }

    private record Sent(Locale locale, String text, int[] numbers) implements Serializable {}

    public static void main(String[] args) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            show(round, "locales", SharedCaches::locales);
            show(round, "formats", SharedCaches::formats);
            show(round, "digests", SharedCaches::digests);
            show(round, "serial forms", SharedCaches::serialForms);
            show(round, "members", SharedCaches::members);
            show(round, "lambdas", SharedCaches::lambdas);
        }
    }

    private static void show(int round, String what, Callable<Object> uses) throws Exception {
        WeakReference<Object> before = new WeakReference<>(new Object());
        Object result = uses.call();
        System.gc();
        WeakReference<Object> after = new WeakReference<>(new Object());
        System.out.println(round + " " + what + " " + result + " " + System.identityHashCode(new Object()) + " "
                + (before.get() == null) + " " + (after.get() == null));
    }

    private static Object locales() {
        int[] hashes = Arrays.stream(TAGS)
                .mapToInt(tag -> System.identityHashCode(Locale.forLanguageTag(tag)))
                .toArray();
        return Arrays.toString(hashes) + System.identityHashCode(Locale.getDefault());
    }

    private static Object formats() {
        return NumberFormat.getInstance(Locale.FRANCE).format(1234.5)
                + String.format(Locale.US, "%,.2f", 1234.5)
                + ZonedDateTime.parse("2020-02-29T12:00:00Z").getMonth().getDisplayName(TextStyle.FULL, Locale.ITALY)
                + System.identityHashCode(ResourceBundle.getBundle(Texts.class.getName()));
    }

    private static Object digests() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[3]);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(digest, "HmacSHA256"));
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(digest, "AES"));
        return Arrays.hashCode(mac.doFinal(digest)) + " " + Arrays.hashCode(cipher.doFinal(digest));
    }

    private static Object serialForms() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Sent(Locale.forLanguageTag("pt-BR"), "text", new int[3]));
        }
        return bytes.size();
    }

    private static Object members() {
        StringBuilder names = new StringBuilder();
        for (Method m : SharedCaches.class.getDeclaredMethods()) {
            if (!m.isSynthetic()) {
                names.append(m.getName()).append(',');
            }
        }
        return names;
    }

    private static Object lambdas() {
        Supplier<Object> constant = () -> "lambda";
        return constant.get() + " " + Locale.ROOT.toString().length();
    }
}
