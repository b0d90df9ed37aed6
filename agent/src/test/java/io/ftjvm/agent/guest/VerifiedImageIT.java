package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every class that is rewritten passes the JVM's verifier, which trusts java.base unless told otherwise. */
class VerifiedImageIT {
    private static final String[] MODULES = {"java.base", "java.logging", "java.xml", "jdk.httpserver", "java.net.http"
    };

    @TempDir
    Path directory;

    @Test
    void everyRewrittenClassPassesTheVerifierAndKeepsStructuredLocking() throws Exception {
        String[] flags = {
            "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal", "-Xlog:monitormismatch=info:stdout"
        };
        Run plain = GuestRunner.of("plain", LinkEverything.class, MODULES)
                .jvm(flags)
                .run();
        Run rewritten = GuestRunner.of("rewritten", LinkEverything.class, MODULES)
                .jvm(flags)
                .record(directory.resolve("log"))
                .run();
        assertThat(plain.out()).containsPattern("linked [0-9]{4,}");
        assertThat(rewritten.out()).as(rewritten.err()).isEqualTo(plain.out());
    }
}
