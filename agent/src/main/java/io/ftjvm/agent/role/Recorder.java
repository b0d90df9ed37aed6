package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.StartException;
import io.ftjvm.channel.HostClock;
import io.ftjvm.channel.LogFile;
import io.ftjvm.channel.LogWriter;
import io.ftjvm.channel.OutputGate;
import io.ftjvm.channel.Pacer;
import io.ftjvm.channel.RecordingPort;
import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Port;
import java.io.IOException;
import java.nio.file.Path;

/** {@code record=FILE}: no backup, the log goes to a file. */
final class Recorder implements Role {
    private final RecordingPort port;

    Recorder(Site site) {
        Path path = site.options.record().orElseThrow();
        LogFile file;
        try {
            file = new LogFile(path, site.image);
        } catch (IOException e) {
            throw new StartException("the log cannot be written to " + path + ": " + e.getMessage(), e);
        }
        port = new RecordingPort(
                new LogWriter(file, file.start()),
                new HostClock(0),
                OutputGate.open(site, site.latencies::outputHold),
                Pacer.NONE,
                StandardError::halt,
                StandardError::line);
        port.afterExit(site::finish);
        site.deliverTo(port);
    }

    @Override
    public Port port() {
        return port;
    }
}
