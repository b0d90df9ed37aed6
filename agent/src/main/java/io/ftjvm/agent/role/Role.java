package io.ftjvm.agent.role;

import io.ftjvm.agent.options.Options;
import io.ftjvm.guest.Port;

/** What this process is to its guest. */
interface Role {
    /** The role that the options ask for. */
    static Role of(Options options) {
        Site site = new Site(options);
        if (options.replay().isPresent()) {
            return new Replayer(site);
        }
        return options.record().isPresent() ? new Recorder(site) : new Member(site).join();
    }

    /** The port that the guest starts with. */
    Port port();
}
