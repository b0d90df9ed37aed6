package io.ftjvm.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A number that only grows on the server, as clients saw it: if one operation had been answered before another one was
 * first sent, the other one cannot have got a smaller number. Not thread-safe.
 */
public final class RealTimeOrder {
    private record Event(long sent, long answered, long number, Object what) {}

    private final List<Event> events = new ArrayList<>();

    /** Notes that {@code what}, first sent and answered at these {@link System#nanoTime}s, got {@code number}. */
    public void add(long sent, long answered, long number, Object what) {
        events.add(new Event(sent, answered, number, what));
    }

    /** Reports every operation that got a smaller number than one before it. */
    public void check(String name, Verdict verdict) {
        List<Event> bySent = new ArrayList<>(events);
        bySent.sort(Comparator.comparingLong(Event::sent));
        List<Event> byAnswered = new ArrayList<>(events);
        byAnswered.sort(Comparator.comparingLong(Event::answered));
        Event highest = null;
        int before = 0;
        for (Event event : bySent) {
            while (byAnswered.get(before).answered < event.sent) {
                Event earlier = byAnswered.get(before++);
                if (highest == null || earlier.number > highest.number) {
                    highest = earlier;
                }
            }
            if (highest != null && highest.number > event.number) {
                verdict.add(
                        Verdict.Kind.CONTRADICTED,
                        name + " went back from " + highest.number + " (" + highest.what + ") to " + event.number + " ("
                                + event.what + ")");
            }
        }
    }
}
