package io.ftjvm.bench.chat;

import io.ftjvm.bench.LineConnection;
import io.ftjvm.bench.LoadClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A client of the chat sample: says something, and listens until it has heard it. */
final class ChatClient implements LoadClient {
    private final int port;
    private final String name;
    private final ChatTranscript transcript;
    private final List<ChatTranscript.Said> said = new ArrayList<>();
    private LineConnection connection;
    private long currentNumber = -1;

    ChatClient(int port, String name, String room) {
        this.port = port;
        this.name = name;
        transcript = new ChatTranscript(name, room);
    }

    @Override
    public void connect() throws IOException {
        connection = new LineConnection(port);
        connection.send("JOIN " + transcript.room + " " + (transcript.heard() + 1) + "\n");
        while (!transcript.hear(connection.receiveLine()).startsWith("JOINED ")) {
            // What the others say until then has been heard.
        }
    }

    @Override
    public void perform(long n) throws IOException {
        if (n != currentNumber) {
            String id = name + "-" + n;
            said.add(new ChatTranscript.Said(id, "it is " + id + " that I say"));
            currentNumber = n;
        }
        ChatTranscript.Said message = said.get(said.size() - 1);
        if (message.sent == 0) {
            message.sent = System.nanoTime();
        }
        connection.send("SAY " + message.id + " " + message.text + "\n");
        String echo = " op=" + message.id + " ";
        String line;
        do {
            line = transcript.hear(connection.receiveLine());
        } while (!line.contains(echo));
        message.answered = System.nanoTime();
        message.line = line;
    }

    @Override
    public void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    ChatTranscript transcript() {
        return transcript;
    }

    List<ChatTranscript.Said> said() {
        return said;
    }
}
