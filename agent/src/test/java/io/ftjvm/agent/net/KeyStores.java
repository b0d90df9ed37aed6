package io.ftjvm.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Key stores for guests that speak TLS: one key and its own certificate, for localhost; the password is "changeit". */
public final class KeyStores {
    private KeyStores() {}

    /** Makes {@code file} with the tool of {@code jdk}. */
    public static void generate(Path jdk, Path file) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(
                        jdk.resolve("bin/keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "key",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(p.getInputStream().readAllBytes());
        assertThat(p.waitFor()).as(said).isZero();
    }
}
