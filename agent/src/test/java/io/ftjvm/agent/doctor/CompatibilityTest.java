package io.ftjvm.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With {@code -Dftjvm.write.docs=true} the document is written instead of compared. */
class CompatibilityTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");

    @Test
    void theDocumentSaysWhatTheTablesSay() throws IOException {
        if (Boolean.getBoolean("ftjvm.write.docs")) {
            Files.writeString(DOCUMENT, Compatibility.document());
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/compatibility.md; run this test with -Dftjvm.write.docs=true to write it anew")
                .isEqualTo(Compatibility.document());
    }

    @Test
    void everyCallInTheRulesExists() {
        int release = Runtime.version().feature();
        List<String> missing = new ArrayList<>();
        for (Rules.Rule r : Rules.read().all()) {
            for (Rules.Call c : r.calls()) {
                if (c.applies(release) && !exists(c)) {
                    missing.add(c.owner() + "." + c.name());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean exists(Rules.Call c) {
        Class<?> owner;
        try {
            owner = Class.forName(c.owner().replace('/', '.'), false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException e) {
            return false;
        }
        if (c.name().equals("*")) {
            return true;
        }
        if (c.name().equals("<init>")) {
            return owner.getDeclaredConstructors().length > 0;
        }
        return Stream.of(owner.getMethods(), owner.getDeclaredMethods())
                .flatMap(Stream::of)
                .anyMatch(m -> m.getName().equals(c.name()));
    }
}
