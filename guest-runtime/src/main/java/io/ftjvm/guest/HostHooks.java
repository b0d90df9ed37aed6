package io.ftjvm.guest;

/** The methods that tell about the host; part of the table of {@link Hooks}. */
public final class HostHooks {
    private HostHooks() {}
}
