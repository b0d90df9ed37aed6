package io.ftjvm.litmus;

import java.nio.file.attribute.PosixFilePermission;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;

/** Numbers and dates as text, which takes caches and classes that all code in the JVM shares. */
public final class Formats {
    public static void main(String[] args) {
        Check.equal("12,345.68", String.format(Locale.ROOT, "%,.2f", 12345.678), "a number");
        System.out.println(String.format("%,.2f %08x %tY", 12345.678, 48879, new Date(0)));
        System.out.println(new SimpleDateFormat("EEE, d MMM yyyy", Locale.US).format(new Date(0)));
        System.out.println(DateTimeFormatter.ofPattern("EEEE", Locale.FRANCE).format(LocalDate.of(2020, 1, 1)));
        System.out.println(NumberFormat.getCurrencyInstance(Locale.JAPAN).format(1234));
        // Hash codes of what anybody may have linked or hashed before.
        System.out.println(System.identityHashCode(PosixFilePermission.OWNER_READ) + " "
                + System.identityHashCode(Locale.class) + " " + System.identityHashCode(new Object()));
    }
}
