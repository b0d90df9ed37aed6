package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts and places of traps do not depend on how the JVM executes the code. */
class SameCountTest {
    @TempDir
    Path directory;

    private Path rewritten;

    @BeforeEach
    void rewriteTargets() throws Exception {
        Path plain = Files.createDirectory(directory.resolve("plain"));
        rewritten = Files.createDirectory(directory.resolve("rewritten"));
        for (Map.Entry<String, byte[]> e :
                ClassFiles.rewrite(ClassFiles.compileTargets(plain)).entrySet()) {
            Path file = rewritten.resolve(e.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, e.getValue());
        }
    }

    @Test
    void inEveryMode() throws Exception {
        List<String> interpreted = run("-Xint");
        assertThat(interpreted).hasSize(6);
        assertThat(run("-XX:TieredStopAtLevel=1")).isEqualTo(interpreted);
        assertThat(run()).isEqualTo(interpreted);
        assertThat(run("-XX:-TieredCompilation", "-XX:CompileThreshold=500")).isEqualTo(interpreted);
        assertThat(run("-Xcomp", "-XX:CompileCommand=quiet", "-XX:CompileCommand=compileonly,*targets.*::*"))
                .isEqualTo(interpreted);
    }

    /** HotSpot logs the methods that it refuses to compile because of their locks. */
    @Test
    void locksStayStructured() throws Exception {
        List<String> options = new ArrayList<>(List.of("-Xlog:monitormismatch=info"));
        assertThat(ForkedJvm.run(directory, withClassPath(options), CountTargets.class))
                .noneMatch(line -> line.contains("Monitor mismatch"));
    }

    private List<String> run(String... options) throws Exception {
        return ForkedJvm.run(directory, withClassPath(List.of(options)), CountTargets.class).stream()
                .filter(line -> line.startsWith("counted "))
                .collect(Collectors.toList());
    }

    private List<String> withClassPath(List<String> options) {
        List<String> result = new ArrayList<>(options);
        result.add("-cp");
        result.add(rewritten + File.pathSeparator + "target/test-classes");
        return result;
    }
}
