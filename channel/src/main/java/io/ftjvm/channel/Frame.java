package io.ftjvm.channel;

/** A whole frame that was read and whose checksum is right. Valid until the next one is read. */
final class Frame {
    /** Holds the entries, from {@link #offset}. */
    byte[] bytes;

    int offset;
    int length;

    /** Log offset of the first entry. */
    long position;

    /** Log offset of the end of the frame. */
    long end() {
        return position + length;
    }
}
