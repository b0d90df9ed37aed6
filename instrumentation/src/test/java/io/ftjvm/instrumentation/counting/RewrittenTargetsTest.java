package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.instrumentation.counting.targets.Exceptional;
import io.ftjvm.instrumentation.counting.targets.Locked;
import io.ftjvm.instrumentation.counting.targets.Numeric;
import io.ftjvm.instrumentation.counting.targets.Objects;
import io.ftjvm.instrumentation.counting.targets.Recursive;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;

/** Rewritten programs do what they did, in class files of every generation. */
class RewrittenTargetsTest {
    @TempDir
    Path directory;

    @Test
    void currentClassFiles() throws Exception {
        assertUnchanged(ClassFiles.compileTargets(directory));
    }

    @Test
    void java8ClassFiles() throws Exception {
        assertUnchanged(ClassFiles.compileTargets(directory, "--release", "8"));
    }

    @Test
    void classFilesWithoutFrames() throws Exception {
        Map<String, byte[]> plain = ClassFiles.compileTargets(directory, "--release", "8", "-XDstringConcat=inline");
        for (int version : new int[] {Opcodes.V1_3, Opcodes.V1_5, Opcodes.V1_6}) {
            plain.replaceAll((name, bytes) -> ClassFiles.withoutFrames(bytes, version));
            assertUnchanged(plain);
        }
    }

    private static void assertUnchanged(Map<String, byte[]> plain) throws Exception {
        Map<String, byte[]> rewritten = ClassFiles.rewrite(plain);
        for (Class<?> target :
                new Class<?>[] {Numeric.class, Exceptional.class, Locked.class, Recursive.class, Objects.class}) {
            Object expected = new ClassFiles.Loader(plain).call(target.getName(), "run");
            long before = Probe.total();
            assertThat(new ClassFiles.Loader(rewritten).call(target.getName(), "run"))
                    .as(target.getSimpleName())
                    .isEqualTo(expected);
            assertThat(Probe.total() - before).as(target.getSimpleName()).isGreaterThan(10_000);
        }
        assertThat(Probe.initialisers()).isZero();
    }
}
