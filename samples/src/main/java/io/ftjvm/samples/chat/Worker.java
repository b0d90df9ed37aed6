package io.ftjvm.samples.chat;

import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that handles the requests for some of the rooms, in order. */
final class Worker implements Runnable {
    private record Task(Client client, String line) {}

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Map<String, Room> rooms = new HashMap<>();
    private final Map<Client, Room> roomOf = new HashMap<>();
    private final Statistics statistics;
    private final Selector selector;

    Worker(Statistics statistics, Selector selector) {
        this.statistics = statistics;
        this.selector = selector;
    }

    /** Queues a line from a client; null once it has gone. Any thread. */
    void submit(Client client, String line) {
        tasks.add(new Task(client, line));
    }

    @Override
    public void run() {
        try {
            for (; ; ) {
                Task task = tasks.take();
                if (task.line == null) {
                    leave(task.client);
                } else {
                    handle(task.client, task.line);
                    selector.wakeup();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Client client, String line) {
        String[] words = line.split(" ", 3);
        Room room = roomOf.get(client);
        if (words[0].equals("JOIN") && words.length == 3 && words[2].matches("\\d{1,9}")) {
            leave(client);
            room = rooms.computeIfAbsent(words[1], name -> new Room(name, statistics));
            roomOf.put(client, room);
            room.join(client, Integer.parseInt(words[2]));
        } else if (words[0].equals("SAY") && words.length == 3 && room != null) {
            room.say(client, words[1], words[2]);
        } else {
            client.send("ERROR not understood");
        }
    }

    private void leave(Client client) {
        Room room = roomOf.remove(client);
        if (room != null) {
            room.leave(client);
        }
    }
}
