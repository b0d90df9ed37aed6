package io.ftjvm.arbiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArbitersTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"tcp://host:1", "zk://a:1,b:1/path", "etcd://a:1,b:1"})
    void saysWhatIsNotBuilt(String url) {
        assertThatThrownBy(() -> Arbiters.open(url, "service"))
                .isExactlyInstanceOf(ArbiterException.class)
                .hasMessage("arbiter=" + url + ": this kind of arbiter is not built yet; use file:DIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "/tmp/x", "http://host", "file:a\0b"})
    void refusesWhatIsNoArbiter(String url) {
        assertThatThrownBy(() -> Arbiters.open(url, "service"))
                .isExactlyInstanceOf(ArbiterException.class)
                .hasMessageStartingWith("arbiter=" + url);
    }

    @Test
    void fileUrlsMayHaveAnAuthority() {
        Arbiters.open("file://" + directory.resolve("x"), "service").close();
        assertThat(directory.resolve("x")).isDirectory();
    }

    @Test
    void stateIsKeptInTheHome() {
        assertThat(StateDirectory.forUser(Map.of("HOME", directory.toString()), "/nowhere", "me"))
                .isEqualTo(directory.resolve(".local/state/ftjvm"));
        assertThat(StateDirectory.forUser(Map.of(), directory.toString(), "me"))
                .isEqualTo(directory.resolve(".local/state/ftjvm"));
        assertThat(StateDirectory.forUser(
                        Map.of("XDG_STATE_HOME", directory.resolve("state").toString(), "HOME", "/nowhere"),
                        "/nowhere",
                        "me"))
                .isEqualTo(directory.resolve("state/ftjvm"));
    }

    @Test
    void aHomeWithoutWriteAccessIsReplaced() throws IOException {
        String user = "test/" + ProcessHandle.current().pid();
        Path expected = Path.of("/tmp/ftjvm-test%2F" + ProcessHandle.current().pid());
        try {
            assertThat(StateDirectory.forUser(Map.of("HOME", "/proc"), "/proc", user))
                    .isEqualTo(expected);
            assertThat(StateDirectory.forUser(Map.of(), "?", user)).isEqualTo(expected);
            assertThat(expected).isEmptyDirectory();
        } finally {
            Files.deleteIfExists(expected);
        }
    }

    @Test
    void aDirectoryThatIsALinkIsNotOnesOwn() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThatThrownBy(() -> StateDirectory.requireOwn(link))
                .isExactlyInstanceOf(ArbiterException.class)
                .hasMessageContaining("belongs to another user");
    }

    @Test
    void differentNamesHaveDifferentFiles() throws IOException {
        String[] names = {
            "a", "A", "a b", "a%20b", "../a", "..", ".", ".a", "a.b", "\u00fc", "x".repeat(300), "x".repeat(301)
        };
        assertThat(names).extracting(FileNames::of).doesNotHaveDuplicates().allSatisfy(file -> {
            assertThat(file).matches("[A-Za-z0-9_%~-][A-Za-z0-9_%~.-]{0,99}");
            Files.createFile(directory.resolve(file));
        });
    }
}
