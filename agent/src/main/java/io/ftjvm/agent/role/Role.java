package io.ftjvm.agent.role;

import io.ftjvm.agent.options.Options;
import io.ftjvm.guest.Port;
import java.io.IOException;

/** What this process is to its guest. */
interface Role {
    /** The role that the options ask for. */
    static Role of(Options options) throws IOException {
        if (options.replay().isPresent()) {
            return new Replayer(options);
        }
        return new Recorder(options);
    }

    /** The port that the guest starts with. */
    Port port();

    /** The guest has started; called on the guest's main thread, which still may not run anything of the guest's. */
    default void started() {}
}
