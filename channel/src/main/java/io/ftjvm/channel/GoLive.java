package io.ftjvm.channel;

import io.ftjvm.guest.Port;

/** What the agent does when a backup has won the test-and-set and has executed all of the log. */
public interface GoLive {
    /**
     * Opens the devices and returns the port to go on with, which continues the log at {@code position}. Called by the
     * token holder; the guest stands still meanwhile. The replaying port installs the result.
     */
    Port goLive(LogPosition position);
}
