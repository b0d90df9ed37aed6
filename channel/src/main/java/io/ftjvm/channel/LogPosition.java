package io.ftjvm.channel;

/**
 * A place between two entries of the log, with what the codec must know to go on from there.
 *
 * @param offset log offset, bytes
 * @param ordinal ordinal of the entry before
 * @param count instruction count of the entry before
 * @param clock time of the CLOCK entry before, nanoseconds since the epoch; 0 if there is none
 * @param entries entries so far that the guest consumed (neither MARK nor RELEASED)
 */
public record LogPosition(long offset, long ordinal, long count, long clock, long entries) {
    /** Right after the header, which is {@code headerLength} bytes long. */
    public static LogPosition afterHeader(long headerLength) {
        return new LogPosition(headerLength, 0, 0, 0, 0);
    }
}
