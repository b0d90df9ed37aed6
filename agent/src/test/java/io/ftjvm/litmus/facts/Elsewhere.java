package io.ftjvm.litmus.facts;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.text.DateFormat;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;

/** Prints all that a program finds around it, and what the JDK makes of that. */
public final class Elsewhere {
    private Elsewhere() {}

    /** Takes any arguments. */
    public static void main(String[] args) {
        new TreeMap<>(System.getenv()).forEach((k, v) -> System.out.println("env " + k + "=" + v));
        new TreeMap<>(System.getProperties()).forEach((k, v) -> System.out.println("property " + k + "=" + v));
        System.out.println(String.join(" ", args));
        System.out.println(new File("a/b").getAbsolutePath() + " "
                + Path.of("c").toAbsolutePath() + " "
                + Path.of("").toUri());
        for (Locale.Category c : Locale.Category.values()) {
            System.out.println(c + " " + Locale.getDefault(c));
        }
        System.out.println(
                Charset.defaultCharset() + " " + TimeZone.getDefault().getID() + " " + ZoneId.systemDefault());
        Date date = new Date(1_234_567_890_123L);
        System.out.println(date + " "
                + DateFormat.getDateTimeInstance(DateFormat.FULL, DateFormat.FULL)
                        .format(date));
        System.out.println(DateTimeFormatter.ISO_ZONED_DATE_TIME.format(
                ZonedDateTime.ofInstant(date.toInstant(), ZoneId.systemDefault())));
        System.out.println(NumberFormat.getCurrencyInstance().format(1234.5) + " "
                + Calendar.getInstance().getFirstDayOfWeek());
        System.out.println(ProcessHandle.current().pid() + " "
                + ProcessHandle.current().info().user().orElse("nobody") + " "
                + ProcessHandle.current().info().command().orElse("nothing"));
    }
}
