package io.ftjvm.agent.options;

import io.ftjvm.arbiter.ArbiterException;
import io.ftjvm.arbiter.Arbiters;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives each value its type, and refuses what does not have it. */
final class OptionValues {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(us|ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})([kmgt]?)b?");

    private final Map<String, String> values;

    OptionValues(Map<String, String> values) {
        this.values = values;
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Names with colons between them. */
    List<String> names(String key) {
        List<String> names = text(key).map(v -> List.of(v.split(":"))).orElse(List.of());
        if (names.stream().anyMatch(String::isBlank)) {
            throw bad(key, "names have one colon between them, as in snappyjava:zstd-jni*");
        }
        return names;
    }

    /** One word: status lines are split at spaces. */
    Optional<String> name(String key) {
        text(key).filter(name -> !ServiceName.isValid(name)).ifPresent(name -> {
            throw bad(key, "a name has 1 to 100 letters, digits and '.', '_', '-', '$'");
        });
        return text(key);
    }

    Optional<String> arbiter(String key) {
        text(key).ifPresent(url -> {
            try {
                Arbiters.check(url);
            } catch (ArbiterException e) {
                throw new OptionException(e.getMessage(), e);
            }
        });
        return text(key);
    }

    ChannelAddress channel(String key) {
        try {
            return text(key).map(ChannelAddress::parse).orElse(ChannelAddress.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw bad(key, "an address is HOST:PORT, HOST or :PORT");
        }
    }

    Options.Disk disk(String key) {
        switch (text(key).orElse("shared")) {
            case "shared":
                return Options.Disk.SHARED;
            case "replicated":
                throw bad(key, "replicated disks are not built yet; use disk=shared");
            default:
                throw bad(key, "a disk is 'shared' or 'replicated'");
        }
    }

    Optional<Path> file(String key) {
        try {
            return text(key).map(Path::of);
        } catch (InvalidPathException e) {
            throw bad(key, "not a file name");
        }
    }

    Duration duration(String key, Duration otherwise) {
        if (!values.containsKey(key)) {
            return otherwise;
        }
        Matcher match = DURATION.matcher(lower(key));
        if (!match.matches() || Long.parseLong(match.group(1)) == 0) {
            throw bad(key, "a duration is a positive number with a unit: us, ms, s, m or h, as in 10ms");
        }
        long number = Long.parseLong(match.group(1));
        switch (match.group(2)) {
            case "us":
                return Duration.ofNanos(number * 1000);
            case "ms":
                return Duration.ofMillis(number);
            case "s":
                return Duration.ofSeconds(number);
            case "m":
                return Duration.ofMinutes(number);
            default:
                return Duration.ofHours(number);
        }
    }

    long size(String key, long otherwise) {
        if (!values.containsKey(key)) {
            return otherwise;
        }
        Matcher match = SIZE.matcher(lower(key));
        try {
            if (match.matches() && Long.parseLong(match.group(1)) > 0) {
                int power = " kmgt".indexOf(match.group(2).isEmpty() ? " " : match.group(2));
                return Math.multiplyExact(Long.parseLong(match.group(1)), 1L << 10 * power);
            }
        } catch (ArithmeticException e) {
            throw bad(key, "too large");
        }
        throw bad(key, "a size is a positive number of bytes with an optional k, m, g or t, as in 1g");
    }

    OptionalLong count(String key, long most) {
        if (!values.containsKey(key)) {
            return OptionalLong.empty();
        }
        long count = -1;
        if (values.get(key).matches("[0-9]{1,18}")) {
            count = Long.parseLong(values.get(key));
        }
        if (count < 1 || count > most) {
            throw bad(key, most == Long.MAX_VALUE ? "a positive number is needed" : "a number from 1 to " + most);
        }
        return OptionalLong.of(count);
    }

    boolean flag(String key, boolean otherwise) {
        String value = text(key).orElse(Boolean.toString(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw bad(key, "either true or false");
        }
        return value.equals("true");
    }

    private String lower(String key) {
        return values.get(key).toLowerCase(Locale.ROOT);
    }

    private OptionException bad(String key, String why) {
        return new OptionException(key + "=" + values.get(key) + ": " + why);
    }
}
