package io.ftjvm.agent.net;

import io.netty.channel.ChannelId;
import java.util.concurrent.atomic.AtomicLong;

/** A number: Netty's own channel id would look up MAC addresses and the process id. */
final class LightChannelId implements ChannelId {
    private static final AtomicLong NEXT = new AtomicLong();

    private final long number = NEXT.getAndIncrement();

    @Override
    public String asShortText() {
        return Long.toString(number);
    }

    @Override
    public String asLongText() {
        return asShortText();
    }

    @Override
    public int compareTo(ChannelId o) {
        return o instanceof LightChannelId
                ? Long.compare(number, ((LightChannelId) o).number)
                : asLongText().compareTo(o.asLongText());
    }

    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public String toString() {
        return asShortText();
    }
}
