package io.ftjvm.bench.chat;

import io.ftjvm.bench.Pairs;
import java.util.ArrayList;
import java.util.List;

/** What one listener in a room has heard. Written by one thread, read when the load has stopped. */
final class ChatTranscript {
    /** A message as its sender saw it. */
    static final class Said {
        final String id;
        final String text;
        /** {@link System#nanoTime} of the first request. */
        long sent;
        /** {@link System#nanoTime} of when the sender heard it. */
        long answered;
        /** What the sender heard; null if it did not. */
        String line;

        Said(String id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    final String listener;
    final String room;
    /** Messages in the order of their numbers, from 1. */
    final List<String> messages = new ArrayList<>();
    /** What was wrong with what was heard. */
    final List<String> complaints = new ArrayList<>();

    private long lastTime = Long.MIN_VALUE;

    ChatTranscript(String listener, String room) {
        this.listener = listener;
        this.room = room;
    }

    /** The number of the last message heard; 0 if there was none. */
    int heard() {
        return messages.size();
    }

    /** Takes in a line, and returns it. */
    String hear(String line) {
        if (line.startsWith("MSG ")) {
            long number = new Pairs(line).number("number");
            if (number == messages.size() + 1) {
                messages.add(line);
            } else if (number > messages.size() || number < 1) {
                complain("heard number " + number + " after " + messages.size());
            } else if (!messages.get((int) number - 1).equals(line)) {
                complain("heard '" + messages.get((int) number - 1) + "' and then '" + line + "'");
            }
        } else if (line.startsWith("TIME ")) {
            long time = new Pairs(line).number("time");
            if (time < lastTime) {
                complain("the clock went back from " + lastTime + " to " + time);
            }
            lastTime = time;
        } else if (!line.startsWith("JOINED ")) {
            complain("heard " + line);
        }
        return line;
    }

    private void complain(String what) {
        complaints.add(listener + " in " + room + " " + what);
    }
}
