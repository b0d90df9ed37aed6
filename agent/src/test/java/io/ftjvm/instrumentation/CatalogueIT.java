package io.ftjvm.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The table against the JDK under test ({@code ftjvm.test.java}) and the hooks of the guest runtime. */
class CatalogueIT {
    private static final Path JDK = Path.of(System.getProperty("ftjvm.test.java", System.getProperty("java.home")));

    private static final Set<String> EXACT = Set.of("sqrt", "ceil", "floor", "rint");

    @Test
    void everyNativeMethodOfThisJdkIsClassified() throws IOException {
        List<String> problems = CatalogueCheck.problems(Catalogue.of(release()), NativeMethods.of(JDK), hooks());
        assertThat(problems).isEmpty();
    }

    /** Of those with a body that calls StrictMath the compilers' code may be another, but for what has one right result. */
    @Test
    void everyFunctionThatTheCompilersReplaceCanBeStrict() throws IOException {
        NativeMethods jdk = NativeMethods.of(JDK);
        HookTable hooks = hooks();
        Set<String> intrinsics = jdk.intrinsics().get("java/lang/Math");
        List<String> strict = new ArrayList<>();
        for (MethodNode m : ClassRewriter.read(jdk.classFile("java/lang/Math")).methods) {
            if (intrinsics.contains(m.name + m.desc) && !EXACT.contains(m.name)) {
                for (AbstractInsnNode i : m.instructions) {
                    if (i instanceof MethodInsnNode call
                            && call.owner.equals("java/lang/StrictMath")
                            && call.name.equals(m.name)) {
                        strict.add(m.name);
                        assertThat(hooks.redirects(m.name, m.desc)).as(m.name).isNotEmpty();
                    }
                }
            }
        }
        assertThat(strict).contains("sin", "cos", "tan", "exp", "log", "log10", "pow");
    }

    private HookTable hooks() throws IOException {
        List<byte[]> hooks = new ArrayList<>();
        for (String c : HookTable.CLASSES) {
            try (InputStream in = getClass().getClassLoader().getResourceAsStream(c)) {
                hooks.add(in.readAllBytes());
            }
        }
        return new HookTable(hooks, release());
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
