package io.ftjvm.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The table against the JDK under test ({@code ftjvm.test.java}) and the hooks of the guest runtime. */
class CatalogueIT {
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));

    @Test
    void everyNativeMethodOfThisJdkIsClassified() throws IOException {
        int release = release();
        List<byte[]> hooks = new ArrayList<>();
        for (String c : HookTable.CLASSES) {
            try (InputStream in = getClass().getClassLoader().getResourceAsStream(c)) {
                hooks.add(in.readAllBytes());
            }
        }
        List<String> problems =
                CatalogueCheck.problems(Catalogue.of(release), NativeMethods.of(JDK), new HookTable(hooks, release));
        assertThat(problems).isEmpty();
    }

    private static int release() throws IOException {
        Properties p = new Properties();
        try (InputStream in = Files.newInputStream(JDK.resolve("release"))) {
            p.load(in);
        }
        return Runtime.Version.parse(p.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }
}
