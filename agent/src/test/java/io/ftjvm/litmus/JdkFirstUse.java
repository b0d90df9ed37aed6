package io.ftjvm.litmus;

import java.nio.charset.Charset;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.text.DateFormat;
import java.text.NumberFormat;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.xml.parsers.DocumentBuilderFactory;

/** Large parts of the JDK, used for the first time by several threads at once: each part by two, in different orders. */
public final class JdkFirstUse {
    private static final String BUNDLE = "io.ftjvm.litmus.JdkFirstUse$Texts";

    /** A resource bundle that is slow to come up. */
    public static final class Texts extends java.util.ListResourceBundle {
        public Texts() {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Object[][] getContents() {
            Thread.yield();
            return new Object[][] {{"hello", "hello, world"}};
        }
    }

    /** A security provider of the program's own. */
    private static final class Own extends Provider {
        private static final long serialVersionUID = 1;

        Own() {
            super("Own", "1", "a test");
            Crew.work(2_000);
            put("MessageDigest.OWN", OwnDigest.class.getName());
        }
    }

    public static final class OwnDigest extends java.security.MessageDigestSpi {
        private int sum;

        static {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineUpdate(byte input) {
            sum += input;
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            for (int i = 0; i < length; i++) {
                engineUpdate(input[offset + i]);
            }
        }

        @Override
        protected byte[] engineDigest() {
            return new byte[] {(byte) sum};
        }

        @Override
        protected void engineReset() {
            sum = 0;
        }
    }

    /** A log handler that blocks. */
    private static final class Slow extends Handler {
        private final StringBuffer text = new StringBuffer();

        @Override
        public void publish(LogRecord record) {
            synchronized (text) {
                try {
                    Thread.sleep(2);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                text.append(record.getMessage()).append(' ');
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final Slow HANDLER = new Slow();

    private static String time() {
        LocalDateTime when = LocalDateTime.of(2024, 2, 29, 13, 14, 15);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                        .withLocale(Locale.GERMANY)
                        .format(when)
                + " "
                + ZonedDateTime.of(when, ZoneId.of("Europe/Berlin")).toEpochSecond()
                + " "
                + DateFormat.getDateInstance(DateFormat.LONG, Locale.FRANCE).format(new Date(0))
                + " "
                + NumberFormat.getCurrencyInstance(Locale.US).format(1.5)
                + Currency.getInstance(Locale.JAPAN).getSymbol(Locale.JAPAN);
    }

    private static String logging() {
        Logger logger = Logger.getLogger(
                "io.ftjvm.litmus.first." + Thread.currentThread().getName());
        logger.setUseParentHandlers(false);
        logger.addHandler(HANDLER);
        logger.log(Level.INFO, "logged");
        return "" + (LogManager.getLogManager().getLogger("") != null);
    }

    private static String bundles() {
        return ResourceBundle.getBundle(BUNDLE, Locale.ITALY).getString("hello");
    }

    private static String security() throws Exception {
        byte[] key = new byte[16];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new javax.crypto.spec.GCMParameterSpec(128, key));
        return Arrays.hashCode(mac.doFinal(key))
                + " " + Arrays.hashCode(cipher.doFinal(key))
                + " " + KeyPairGenerator.getInstance("RSA").getAlgorithm()
                + " " + MessageDigest.getInstance("OWN").digest(new byte[] {1, 2})[0]
                + " " + SSLContext.getDefault().getDefaultSSLParameters().getProtocols().length;
    }

    private static String services() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        for (ToolProvider tool : ServiceLoader.load(ToolProvider.class)) {
            names.add(tool.name());
        }
        return names.size()
                + " " + Charset.forName("Big5").newEncoder().maxBytesPerChar()
                + " " + Charset.availableCharsets().containsKey("IBM037")
                + " "
                + DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new java.io.ByteArrayInputStream("<a><b/></a>".getBytes("UTF-8")))
                        .getDocumentElement()
                        .getTagName();
    }

    private static String others() throws Exception {
        return Pattern.compile("\\p{IsGreek}+(?<rest>.*)").matcher("\u03b1x").matches()
                + " " + java.net.URI.create("http://localhost/").toURL().getProtocol()
                + " " + java.util.Calendar.getInstance(new Locale("th", "TH")).getCalendarType()
                + " "
                + Collections.max(java.util.stream.IntStream.range(0, 500)
                        .parallel()
                        .boxed()
                        .map(i -> i * 7 % 500)
                        .toList())
                + " " + java.nio.file.FileSystems.getDefault().getSeparator()
                + " "
                + java.text.Normalizer.normalize("\u00e9", java.text.Normalizer.Form.NFD)
                        .length();
    }

    private static String part(int number) throws Exception {
        switch (number) {
            case 0:
                return time();
            case 1:
                return logging();
            case 2:
                return bundles();
            case 3:
                return security();
            case 4:
                return services();
            default:
                return others();
        }
    }

    public static void main(String[] args) throws Exception {
        Security.addProvider(new Own());
        int parts = 6;
        String[][] answers = new String[2 * parts][parts];
        StringBuffer order = new StringBuffer();
        CyclicBarrier together = new CyclicBarrier(2 * parts);
        Crew.run(2 * parts, number -> {
            together.await();
            for (int i = 0; i < parts; i++) {
                int k = number % 2 == 0 ? (number / 2 + i) % parts : (number / 2 + parts - i) % parts;
                answers[number][k] = part(k);
                order.append(number).append(':').append(k).append(' ');
            }
        });
        for (String[] one : answers) {
            Check.equal(Arrays.asList(answers[0]), Arrays.asList(one), "what every thread has got");
        }
        System.out.println(String.join("\n", answers[0]));
        System.out.println(order);
        System.out.println(HANDLER.text);
    }
}
