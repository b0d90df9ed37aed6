package io.ftjvm.samples.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A room: who is in it and what was said, numbered from 1. Used by one worker only. */
final class Room {
    /** Messages per room; then it is full. */
    private static final int MAX_MESSAGES = 200_000;

    private final String name;
    private final Statistics statistics;
    private final Set<Client> members = new LinkedHashSet<>();
    private final List<String> messages = new ArrayList<>();
    private final Map<String, Integer> operations = new HashMap<>();

    Room(String name, Statistics statistics) {
        this.name = name;
        this.statistics = statistics;
    }

    /** Lets a client in and tells it every message from number {@code from} on. */
    void join(Client client, int from) {
        members.add(client);
        client.send("JOINED room=" + name + " last=" + messages.size());
        for (int i = Math.max(from, 1); i <= messages.size(); i++) {
            client.send(messages.get(i - 1));
        }
    }

    void leave(Client client) {
        members.remove(client);
    }

    /** Tells a message to everyone in the room; to the sender alone if it was said before. */
    void say(Client client, String operation, String text) {
        Integer known = operations.get(operation);
        if (known != null) {
            client.send(messages.get(known - 1));
            return;
        }
        if (messages.size() == MAX_MESSAGES) {
            client.send("ERROR room is full");
            return;
        }
        int number = messages.size() + 1;
        String message = "MSG room=" + name + " number=" + number + " op=" + operation + " time="
                + System.currentTimeMillis() + " " + statistics.record(operation) + " text=" + text;
        messages.add(message);
        operations.put(operation, number);
        members.removeIf(Client::closed);
        for (Client member : members) {
            member.send(message);
        }
    }
}
