package io.ftjvm.agent.boot;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The jar that the agent runs from. */
public final class AgentJar {
    private AgentJar() {}

    /** Its absolute path. */
    public static Path path() {
        try {
            return Path.of(AgentJar.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new StartException("the agent cannot find its own jar: " + e.getMessage(), e);
        }
    }
}
