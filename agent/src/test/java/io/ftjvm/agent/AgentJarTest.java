package io.ftjvm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** ftagent.jar as it was packaged: what the guest sees of it, and what the agent finds in it. */
class AgentJarTest {
    private static final Path JAR = Path.of(System.getProperty("ftjvm.agent.jar"));

    @Test
    void showsTheGuestNothingButTheEntryPoints() throws IOException {
        assertThat(entries())
                .filteredOn(name -> !name.startsWith("ftjvm/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "io/ftjvm/agent/AgentClassLoader.class",
                        "io/ftjvm/agent/Main.class",
                        "io/ftjvm/agent/Premain.class");
    }

    @Test
    void containsOnlyRelocatedLibrariesAndJna() throws IOException {
        Set<String> packages = entries().stream()
                .filter(name -> name.startsWith("ftjvm/agent/") && !name.contains("/META-INF/"))
                .map(name -> name.replaceFirst("ftjvm/agent/((com/sun/jna|io/ftjvm/[^/]*(/shaded/[^/]*)?).*)", "$2"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages)
                .contains(
                        "com/sun/jna",
                        "io/ftjvm/agent",
                        "io/ftjvm/arbiter",
                        "io/ftjvm/agent/shaded/asm",
                        "io/ftjvm/agent/shaded/hdrhistogram",
                        "io/ftjvm/agent/shaded/netty",
                        "io/ftjvm/agent/shaded/picocli")
                .isSubsetOf(
                        "com/sun/jna",
                        "io/ftjvm/agent",
                        "io/ftjvm/arbiter",
                        "io/ftjvm/channel",
                        "io/ftjvm/instrumentation",
                        "io/ftjvm/agent/shaded/asm",
                        "io/ftjvm/agent/shaded/hdrhistogram",
                        "io/ftjvm/agent/shaded/netty",
                        "io/ftjvm/agent/shaded/picocli");
        assertThat(entries())
                .filteredOn(name -> name.startsWith("ftjvm/agent/"))
                .noneMatch(name -> name.endsWith(".class"));
    }

    /** A dependency of scope test takes what it names, and all that comes with it, out of the jar. */
    @Test
    void hasWhatTheLoggingChannelNeeds() throws IOException {
        assertThat(entries())
                .contains("ftjvm/agent/io/ftjvm/agent/shaded/netty/handler/codec/ByteToMessageDecoder.classdata");
    }

    @Test
    void carriesTheGuestRuntimeForTheImage() throws IOException {
        assertThat(entries()).contains("ftjvm/image/io/ftjvm/guest/Port.class");
    }

    @Test
    void namesItsEntryPoints() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Premain-Class")).isEqualTo(Premain.class.getName());
            assertThat(manifest.getValue("Main-Class")).isEqualTo(Main.class.getName());
            assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
            assertThat(manifest.getValue("Launcher-Agent-Class")).isNull();
        }
    }

    @Test
    void theAgentsLoaderFindsWhatTheGuestsDoesNot() throws Exception {
        try (URLClassLoader guest =
                new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            ClassLoader agent = open(guest);
            for (String name : List.of(
                    "io.ftjvm.agent.cli.Cli",
                    "io.ftjvm.arbiter.Arbiters",
                    "io.ftjvm.agent.shaded.netty.channel.nio.NioEventLoopGroup",
                    "io.ftjvm.agent.shaded.asm.ClassWriter",
                    "io.ftjvm.agent.shaded.hdrhistogram.Histogram",
                    "io.ftjvm.guest.Port",
                    // Initialised below: loads its native library from the jar.
                    "com.sun.jna.Native")) {
                assertThat(Class.forName(name, true, agent).getClassLoader()).isSameAs(agent);
                assertThatThrownBy(() -> Class.forName(name, false, guest)).isInstanceOf(ClassNotFoundException.class);
            }
            // The guest's classes are not visible from the agent's either.
            assertThatThrownBy(() -> Class.forName("io.ftjvm.agent.Premain", false, agent))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void theAgentsLoaderServesClassFilesAsResources() throws Exception {
        try (URLClassLoader guest =
                new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            ClassLoader agent = open(guest);
            try (InputStream in = agent.getResourceAsStream("io/ftjvm/arbiter/Arbiters.class")) {
                assertThat(in.readNBytes(4)).isEqualTo(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe});
            }
            assertThat(agent.getResource("no/such/thing")).isNull();
            assertThat(agent.getResources("com/sun/jna/Native.class").hasMoreElements())
                    .isTrue();
        }
    }

    @Test
    void isTheOperatorsCommand() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-jar", JAR.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).startsWith("ftjvm ").doesNotContain("not packaged");
        assertThat(process.waitFor()).isZero();
    }

    private static ClassLoader open(ClassLoader guest) throws ReflectiveOperationException {
        Method open =
                Class.forName("io.ftjvm.agent.AgentClassLoader", true, guest).getDeclaredMethod("open");
        open.setAccessible(true);
        return (ClassLoader) open.invoke(null);
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }
}
