package io.ftjvm.bench.chat;

import io.ftjvm.bench.LineConnection;
import io.ftjvm.bench.LoadGenerator;
import io.ftjvm.bench.Pairs;
import io.ftjvm.bench.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Constant-rate load on the chat sample, and the check of what its clients heard. Any thread. */
public final class ChatLoad {
    private static final int ROOMS = 5;

    private final int port;
    private final List<ChatClient> clients = new ArrayList<>();
    private final LoadGenerator generator;

    /**
     * Load on a fresh server on a loopback port.
     *
     * @param rate messages a second in all
     */
    public ChatLoad(int port, double rate, int connections) {
        this.port = port;
        for (int i = 0; i < connections; i++) {
            clients.add(new ChatClient(port, "t" + i, "room-" + i % ROOMS));
        }
        generator = new LoadGenerator(rate, clients);
    }

    /** Starts. */
    public void start() {
        generator.start();
    }

    /** Stops; waits up to {@code grace} for messages under way. */
    public void stop(Duration grace) throws InterruptedException {
        generator.stop(grace);
    }

    /** Counters and latencies. */
    public LoadGenerator generator() {
        return generator;
    }

    /** Enters every room afresh, listens to what was said there, and compares. After {@link #stop}. */
    public Verdict check() throws IOException {
        Map<String, List<ChatTranscript.Said>> said = new HashMap<>();
        List<ChatTranscript> heard = new ArrayList<>();
        Map<String, ChatTranscript> records = new HashMap<>();
        for (ChatClient client : clients) {
            ChatTranscript transcript = client.transcript();
            heard.add(transcript);
            said.computeIfAbsent(transcript.room, room -> new ArrayList<>()).addAll(client.said());
            if (!records.containsKey(transcript.room)) {
                records.put(transcript.room, record(transcript.room));
            }
        }
        return ChatChecker.check(said, heard, records);
    }

    private ChatTranscript record(String room) throws IOException {
        ChatTranscript record = new ChatTranscript("the record", room);
        try (LineConnection connection = new LineConnection(port)) {
            connection.send("JOIN " + room + " 1\n");
            String line = connection.receiveLine();
            while (!line.startsWith("JOINED ")) {
                line = connection.receiveLine();
            }
            long last = new Pairs(line).number("last");
            while (record.heard() < last && record.complaints.isEmpty()) {
                record.hear(connection.receiveLine());
            }
        }
        return record;
    }
}
