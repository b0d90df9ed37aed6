package io.ftjvm.channel;

import java.util.List;

/** In place of the end of the process. */
final class Halted extends RuntimeException {
    final int status;
    final List<String> report;

    Halted(int status, List<String> report) {
        super(status + " " + report);
        this.status = status;
        this.report = report;
    }

    static void halt(int status, List<String> report) {
        throw new Halted(status, report);
    }
}
