package io.ftjvm.channel;

import io.ftjvm.guest.Lockstep;

/** The line that a run and its replay both end with. */
final class ExitLine {
    private ExitLine() {}

    static String of(int status, long entries) {
        return "ftjvm: exit status=" + status + " count=" + Lockstep.count + " entries=" + entries + " digest="
                + Entry.hex(Lockstep.digest);
    }
}
