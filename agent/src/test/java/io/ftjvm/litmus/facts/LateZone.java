package io.ftjvm.litmus.facts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Properties;
import java.util.TimeZone;

/** Asks for the default time zone, and for hash codes, after others may have asked the JVM for this and that. */
public final class LateZone {
    private LateZone() {}

    /**
     * Waits for a file to go.
     *
     * @param args which
     */
    public static void main(String[] args) throws Exception {
        System.out.println("ready");
        while (Files.exists(Path.of(args[0]))) {
            Thread.sleep(20);
        }
        System.out.println(TimeZone.getDefault().getID() + " " + new Date(0));
        new Properties().store(System.out, "stored");
        System.out.println(System.identityHashCode(new Object()) + " " + System.identityHashCode(Properties.class));
    }
}
