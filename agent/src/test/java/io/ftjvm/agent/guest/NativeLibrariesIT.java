package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.agent.guest.natives.ForeignCode;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Libraries with native code, as guests: they do without it, or are refused by name. */
class NativeLibrariesIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NettyNatives|epoll false, OpenSSL false, default JDK/answer hello/",
                "SnappyNatives|UnsatisfiedLinkError, natives=snappyjava allows it true/",
                "JansiNatives|red/",
                "PosixNatives|native false/",
                "JnaNatives|UnsatisfiedLinkError true/"
            })
    void aLibraryDoesWithoutItsNativeCode(String guest, String output) {
        String main = ForeignCode.class.getPackageName() + "." + guest;
        Run recorded = run(guest, main, "record=" + log());
        assertThat(recorded.status()).as(recorded::describe).isZero();
        assertThat(recorded.out()).as(recorded::describe).isEqualTo(output.replace('/', '\n'));
        Run replayed = run("replay", main, "replay=" + log());
        assertThat(replayed.exitLine()).as(replayed::describe).isEqualTo(recorded.exitLine());
        assertThat(replayed.out()).isEqualTo(recorded.out());
    }

    @Test
    void nativeCodeIsRefusedByNameAndOption() {
        Run run = run("refused", ForeignCode.class.getName(), "record=" + log(), library());
        assertThat(run.status()).as(run::describe).isZero();
        for (String line : run.out().split("\n")) {
            String library =
                    line.startsWith("downcall") ? "LIBRARY" : line.contains("loadLibrary") ? "nosuchlibrary" : "prefs";
            assertThat(line)
                    .contains(line.startsWith("downcall") ? "IllegalCallerException" : "UnsatisfiedLinkError")
                    .contains("natives=" + library + " allows");
        }
    }

    @Test
    void whatTheUserDeclaresPureIsLoaded() {
        Run run = run("allowed", ForeignCode.class.getName(), "natives=pr*:other,record=" + log(), library());
        assertThat(run.status()).as(run::describe).isZero();
        assertThat(run.out()).contains("System.load: done").contains("natives=nosuchlibrary allows");
        if (run.out().contains("downcall")) {
            assertThat(run.out()).contains("3\ndowncall: done");
        }
        Run replayed = run("replay", ForeignCode.class.getName(), "natives=pr*:other,replay=" + log(), library());
        assertThat(replayed.exitLine()).as(replayed::describe).isEqualTo(run.exitLine());
        Run otherwise = run("otherwise", ForeignCode.class.getName(), "replay=" + log(), library());
        assertThat(otherwise.status()).isNotZero();
        assertThat(otherwise.err()).contains("natives");
    }

    private Path log() {
        return directory.resolve("log");
    }

    /** One of the JDK's, which has nothing to do when it is loaded. */
    private static String library() {
        return GuestRunner.JDK.resolve("lib/libprefs.so").toString();
    }

    private static Run run(String name, String main, String options, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("-cp", classPath(), main));
        command.addAll(Arrays.asList(arguments));
        return GuestRunner.command(name, command.toArray(String[]::new))
                .agent(options)
                .run();
    }

    /** The test classes and the libraries under test. */
    private static String classPath() {
        return GuestRunner.CLASSES
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(e -> e.matches(".*/(netty|snappy|jansi|jnr|jffi|jna|asm)[^/]*\\.jar"))
                        .map(e -> File.pathSeparator + e)
                        .collect(Collectors.joining());
    }
}
