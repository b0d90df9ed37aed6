package io.ftjvm.agent.net;

import static org.awaitility.Awaitility.await;

import io.ftjvm.guest.InterruptSink;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Stands where the port would: keeps what the device posts. */
final class Posted implements InterruptSink {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Event> events = new ArrayList<>();

    record Event(int kind, long id, byte[] data) {}

    @Override
    public synchronized void post(int kind, long id, byte[] data) {
        events.add(new Event(kind, id, data));
    }

    synchronized List<Event> all(int kind) {
        return events.stream().filter(e -> e.kind() == kind).toList();
    }

    synchronized List<Event> about(long id) {
        return events.stream().filter(e -> e.id() == id).toList();
    }

    /** The bytes of every {@code kind} for {@code id}, joined. */
    synchronized byte[] bytes(int kind, long id) {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        events.stream().filter(e -> e.kind() == kind && e.id() == id).forEach(e -> b.writeBytes(e.data()));
        return b.toByteArray();
    }

    /** Waits for the n-th event of {@code kind}, counted from 1. */
    Event await1(int kind, int n) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> all(kind).size() >= n);
        return all(kind).get(n - 1);
    }

    /** Waits for the first event of {@code kind} for {@code id}. */
    Event awaitAbout(int kind, long id) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> about(id).stream()
                .anyMatch(e -> e.kind() == kind));
        return about(id).stream().filter(e -> e.kind() == kind).findFirst().get();
    }
}
