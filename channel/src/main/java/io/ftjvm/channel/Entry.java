package io.ftjvm.channel;

import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Outputs;
import io.ftjvm.guest.Traps;

/** A decoded log entry: a record that is filled anew for each; which fields hold something depends on {@link #kind}. */
final class Entry {
    private static final byte[] NOTHING = new byte[0];

    EntryKind kind;
    long ordinal;
    long count;

    /** The digest's lowest byte, of an entry that the guest consumes, but not of EXIT. */
    int check;

    /** Trap, interrupt or output kind. */
    int code;
    /** Interrupt or output id; the time of a CLOCK; the total of a RELEASED. */
    long id;
    /** Of a trap's arguments or an output's content. */
    int checksum;
    /** Of an output's content. */
    long length;
    /** A trap's result or an interrupt's data. */
    byte[] data = NOTHING;

    long digest;
    int status;

    void clear() {
        check = 0;
        code = 0;
        id = 0;
        checksum = 0;
        length = 0;
        data = NOTHING;
        digest = 0;
        status = 0;
    }

    /** One line for a report. */
    @Override
    public String toString() {
        String line = "count=" + count + " ordinal=" + ordinal + " " + what();
        boolean checked = kind.consumed() && kind != EntryKind.EXIT;
        return checked ? line + " check=" + hex(check).substring(6) : line;
    }

    private String what() {
        switch (kind) {
            case TRAP:
                return "trap " + Traps.name(code) + " arguments=" + hex(checksum) + " result=" + data.length + " bytes";
            case INTERRUPT:
                return "interrupt " + Interrupts.name(code) + " id=" + id + " data=" + data.length + " bytes";
            case CLOCK:
                return "interrupt CLOCK time=" + id;
            case OUTPUT:
                return "output " + Outputs.name(code) + " id=" + id + " length=" + length + " checksum="
                        + hex(checksum);
            case MARK:
                return "mark digest=" + hex(digest);
            case EXIT:
                return "exit status=" + status + " digest=" + hex(digest);
            case RELEASED:
                return "released " + Outputs.name(code) + " total=" + id;
            default:
                throw new AssertionError(kind);
        }
    }

    /** Eight hexadecimal digits. */
    static String hex(int value) {
        return hex(value & 0xffffffffL).substring(8);
    }

    /** Sixteen hexadecimal digits. */
    static String hex(long value) {
        String s = Long.toHexString(value);
        return "0000000000000000".substring(s.length()) + s;
    }
}
