package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.StartException;
import io.ftjvm.channel.ConsoleReplay;
import io.ftjvm.channel.HaltHandler;
import io.ftjvm.channel.LogException;
import io.ftjvm.channel.LogFile;
import io.ftjvm.channel.ReplayingPort;
import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.Interrupts;
import io.ftjvm.guest.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code replay=FILE}: executes a recorded run again, with no I/O but the console. */
final class Replayer implements Role {
    private final ReplayingPort port;

    Replayer(Site site) {
        site.network.rest();
        Path path = site.options.replay().orElseThrow();
        LogFile.Reader reader = open(path);
        List<String> differences = reader.image().differences("recorded", site.image, "here");
        if (!differences.isEmpty()) {
            throw new StartException(path + " is of another image: " + String.join("; ", differences));
        }
        Guest.events(Replayer::signalled);
        port = new ReplayingPort(
                reader,
                new ConsoleReplay(),
                position -> {
                    throw new IllegalStateException("a file has no primary to take over from");
                },
                StandardError::halt,
                StandardError::line);
    }

    /** Signals that the guest received are in the log; those that come now are for whoever replays it. */
    private static void signalled(int kind, long id, byte[] data) {
        if (kind == Interrupts.SIGNAL && StopSignals.contains(id)) {
            StopSignals.halt("replay", id);
        }
    }

    private static LogFile.Reader open(Path path) {
        try {
            return LogFile.open(path);
        } catch (LogException e) {
            StandardError.halt(HaltHandler.LOG, List.of("ftjvm: " + path + ": " + e.getMessage()));
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new StartException("the log " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Port port() {
        return port;
    }
}
