package io.ftjvm.guest;

/**
 * The names of hidden classes. The JVM puts an address into them; a class of the guest gets one that is the same in every
 * run. The JVM itself knows the class by the old name and uses that in messages, which are put right when it makes the
 * exception.
 *
 * <p>Guest threads only, with the token.
 */
final class HiddenNames {
    static final String LAMBDA = "$$Lambda";
    private static final String HEX = "0x";
    private static final int ADDRESS_DIGITS = 16;
    private static final int INITIAL = 64;

    private static int lambdas;
    private static int others;

    /** Addresses and, at the same index, numbers: an open hash table, as one that the JDK may rewrite is not to be used. */
    private static long[] addresses = new long[INITIAL];

    private static int[] numbers = new int[INITIAL];
    private static int size;

    private HiddenNames() {}

    /** Gives a class of the guest a name that is the same in every run. */
    static void rename(Class<?> c) {
        if (Scheduler.current() == null || !c.isHidden()) {
            return;
        }
        String name = c.getName();
        if (name.startsWith("java.lang.invoke.")) {
            return;
        }
        boolean lambda = name.contains(LAMBDA);
        int number = lambda ? ++lambdas : ++others;
        int slash = name.lastIndexOf('/');
        long address = address(name, slash + 1 + HEX.length());
        if (address != 0) {
            put(address, number);
        }
        StringBuilder b = new StringBuilder(name.length());
        append(b, name.substring(0, slash + 1), number);
        Jdk.className(c, b.toString());
    }

    /**
     * Appends text and a number in place of an address.
     *
     * @param text up to the separator before the address
     */
    private static void append(StringBuilder b, String text, int number) {
        int slash = text.length() - 1;
        int digits = slash;
        while (digits > 0 && Character.isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        // JDK 17 counts lambdas in another part of the name, the host's too.
        if (digits < slash && text.startsWith(LAMBDA, digits - LAMBDA.length() - 1) && text.charAt(digits - 1) == '$') {
            b.append(text, 0, digits).append(number).append(text.charAt(slash));
        } else {
            b.append(text);
        }
        b.append(HEX);
        String hex = Integer.toHexString(number);
        for (int i = hex.length(); i < ADDRESS_DIGITS; i++) {
            b.append('0');
        }
        b.append(hex);
    }

    /** A message of an exception, with the names that classes of the guest have for it. */
    static String shown(String message) {
        int at = message.indexOf(HEX, 1);
        if (at < 0 || size == 0) {
            return message;
        }
        StringBuilder b = new StringBuilder(message.length());
        int done = 0;
        for (; at >= 0; at = message.indexOf(HEX, at + 1)) {
            char before = message.charAt(at - 1);
            int number = before == '/' || before == '+' ? number(address(message, at + HEX.length())) : 0;
            if (number != 0) {
                append(b, message.substring(done, at), number);
                done = at + HEX.length() + ADDRESS_DIGITS;
            }
        }
        return done == 0 ? message : b.append(message, done, message.length()).toString();
    }

    /** The address written from index {@code at} on; 0 if that is none. */
    private static long address(String s, int at) {
        if (at + ADDRESS_DIGITS > s.length()) {
            return 0;
        }
        long address = 0;
        for (int i = at; i < at + ADDRESS_DIGITS; i++) {
            int digit = Character.digit(s.charAt(i), 16);
            if (digit < 0) {
                return 0;
            }
            address = address << 4 | digit;
        }
        return address;
    }

    private static int number(long address) {
        return address == 0 ? 0 : numbers[index(address)];
    }

    /** Classes that are unloaded stay; another at the same address takes the place. */
    private static void put(long address, int number) {
        int i = index(address);
        if (addresses[i] == 0 && 2 * ++size > addresses.length) {
            long[] oldAddresses = addresses;
            int[] oldNumbers = numbers;
            addresses = new long[2 * oldAddresses.length];
            numbers = new int[2 * oldAddresses.length];
            for (int k = 0; k < oldAddresses.length; k++) {
                if (oldAddresses[k] != 0) {
                    int to = index(oldAddresses[k]);
                    addresses[to] = oldAddresses[k];
                    numbers[to] = oldNumbers[k];
                }
            }
            i = index(address);
        }
        addresses[i] = address;
        numbers[i] = number;
    }

    private static int index(long address) {
        int mask = addresses.length - 1;
        int i = (int) (address * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (addresses[i] != 0 && addresses[i] != address) {
            i = i + 1 & mask;
        }
        return i;
    }
}
