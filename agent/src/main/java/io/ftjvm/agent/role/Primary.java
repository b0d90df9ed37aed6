package io.ftjvm.agent.role;

import io.ftjvm.channel.ConsoleTail;
import io.ftjvm.channel.HostClock;
import io.ftjvm.channel.LogPosition;
import io.ftjvm.channel.LogWriter;
import io.ftjvm.channel.OutputGate;
import io.ftjvm.channel.RecordingPort;
import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Port;

/** Serves: executes for real, logs, and releases outputs as the gate lets them. */
final class Primary implements Role {
    private final RecordingPort port;
    private final OutputGate gate;

    private Primary(Member member, OutputGate gate, LogPosition position) {
        this.gate = gate;
        port = new RecordingPort(
                new LogWriter(member.store, position),
                new HostClock(position.clock()),
                gate,
                member.server.pacer(),
                StandardError::halt,
                StandardError::line);
        port.logReleased();
        port.afterExit(member::finish);
        member.server.open(gate);
        member.site.deliverTo(port);
    }

    /** The first of its service: the guest begins at its beginning. */
    static Primary fresh(Member member) {
        Primary p = new Primary(
                member, OutputGate.open(member.site, member.site.latencies::outputHold), member.store.start());
        member.server.accept(member.token());
        return p;
    }

    /** What a backup becomes: the guest goes on where the log ends. No backup is taken before {@code accept}. */
    static Primary succeeding(Member member, ConsoleTail console, LogPosition position) {
        return new Primary(member, OutputGate.open(member.site, console, member.site.latencies::outputHold), position);
    }

    OutputGate gate() {
        return gate;
    }

    RecordingPort recording() {
        return port;
    }

    @Override
    public Port port() {
        return port;
    }
}
