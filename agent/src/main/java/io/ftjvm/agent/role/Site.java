package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.StartException;
import io.ftjvm.agent.net.NettyNetwork;
import io.ftjvm.agent.options.Options;
import io.ftjvm.agent.process.HostProcesses;
import io.ftjvm.channel.ImageDescription;
import io.ftjvm.channel.Latencies;
import io.ftjvm.channel.LatencyLog;
import io.ftjvm.channel.OutputDevice;
import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.Hints;
import io.ftjvm.guest.InterruptSink;
import io.ftjvm.guest.net.Network;
import java.io.IOException;

/** The host's side of the guest's devices, whatever the role: they deliver to whoever records, if anybody does. */
final class Site implements OutputDevice {
    final Options options;
    final ImageDescription image;
    final Latencies latencies = new Latencies();
    final NettyNetwork network;
    private final HostProcesses processes;

    private final StandardInput input;
    private volatile InterruptSink recording;
    private LatencyLog latencyLog;

    Site(Options options) {
        this.options = options;
        image = ImageFacts.of(options);
        network = new NettyNetwork(this::deliver, line -> StandardError.line("ftjvm: " + line));
        network.warmUp();
        boolean inPair = options.record().isEmpty() && options.replay().isEmpty();
        processes = new HostProcesses(this::deliver, network.loop(), inPair);
        input = new StandardInput(this::deliver);
        Network.host(network);
        if (options.latency().isPresent()) {
            try {
                latencyLog = new LatencyLog(options.latency().get(), latencies);
            } catch (IOException e) {
                throw new StartException(
                        "latency=" + options.latency().get() + " cannot be written: " + e.getMessage(), e);
            }
        }
    }

    private void deliver(int kind, long id, byte[] data) {
        InterruptSink to = recording;
        if (to != null) {
            to.post(kind, id, data);
        }
    }

    /** From now on events are interrupts of the guest that {@code port} records. */
    void deliverTo(InterruptSink port) {
        recording = port;
        Guest.events(port);
    }

    @Override
    public void emit(int kind, long id, byte[] data) {
        (HostProcesses.isOutput(kind) ? processes : network).emit(kind, id, data);
    }

    @Override
    public void hint(int kind, long id, long value) {
        if (kind == Hints.STDIN_WANTED) {
            input.wanted(value);
        } else if (kind == Hints.PROC_CONSUMED) {
            processes.hint(kind, id, value);
        } else {
            network.hint(kind, id, value);
        }
    }

    @Override
    public void drain() {
        network.drain();
        processes.drain();
    }

    /** The guest has ended: what is measured goes to its file. */
    void finish() {
        processes.finish();
        network.rest();
        if (latencyLog != null) {
            try {
                latencyLog.close();
            } catch (IOException e) {
                StandardError.line("ftjvm: latency=" + options.latency().orElseThrow() + ": " + e.getMessage());
            }
        }
    }
}
