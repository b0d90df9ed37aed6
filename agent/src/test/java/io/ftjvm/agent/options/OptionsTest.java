package io.ftjvm.agent.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ","})
    void everythingHasADefault(String text) {
        Options options = Options.parse(text, "/opt/app.jar");
        assertThat(options.name()).isEqualTo("app");
        assertThat(options.arbiter()).isEmpty();
        assertThat(options.channel()).isEqualTo(new ChannelAddress("127.0.0.1", 0));
        assertThat(options.disk()).isEqualTo(Options.Disk.SHARED);
        assertThat(options.record()).isEmpty();
        assertThat(options.replay()).isEmpty();
        assertThat(options.heartbeat()).isEqualTo(Duration.ofMillis(10));
        assertThat(options.timeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(options.maxlag()).isEqualTo(Duration.ofMillis(100));
        assertThat(options.quantum()).isEmpty();
        assertThat(options.cpus()).isEqualTo(1);
        assertThat(options.latency()).isEmpty();
        assertThat(options.strict()).isTrue();
        assertThat(options.strictmath()).isFalse();
        assertThat(options.retain()).isEqualTo(1L << 30);
        assertThat(options.secret()).isEmpty();
    }

    @Test
    void everyKeyIsTaken() {
        Options options = Options.parse(
                "name=web-1,arbiter=file:/srv/x,channel=10.0.0.1:4000,disk=shared,record=a/b.log,heartbeat=5ms,"
                        + "timeout=1s,maxlag=2m,quantum=20000,cpus=4,latency=l.hlog,strict=false,strictmath=true,retain=2g,secret=p=q",
                "app.jar");
        assertThat(options.name()).isEqualTo("web-1");
        assertThat(options.arbiter()).contains("file:/srv/x");
        assertThat(options.channel()).isEqualTo(new ChannelAddress("10.0.0.1", 4000));
        assertThat(options.record()).contains(Path.of("a/b.log"));
        assertThat(options.heartbeat()).isEqualTo(Duration.ofMillis(5));
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.maxlag()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.quantum()).hasValue(20_000);
        assertThat(options.cpus()).isEqualTo(4);
        assertThat(options.latency()).contains(Path.of("l.hlog"));
        assertThat(options.strict()).isFalse();
        assertThat(options.strictmath()).isTrue();
        assertThat(options.retain()).isEqualTo(2L << 30);
        assertThat(options.secret()).contains("p=q");
        assertThat(Options.parse("replay=run.log", null).replay()).contains(Path.of("run.log"));
        assertThat(options.toString()).doesNotContain("p=q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heartbeet=1ms|unknown option 'heartbeet'; did you mean 'heartbeat'?",
                "Name=x|unknown option 'Name'; did you mean 'name'?",
                "replya=f|unknown option 'replya'; did you mean 'replay'?",
                "strict|option 'strict' has no value",
                "name=|option 'name' has no value",
                "name=a,name=b|option 'name' is given twice",
                "name=a b|name=a b: a name has 1 to 100 letters, digits and '.', '_', '-', '$'",
                "disk=replicated|disk=replicated: replicated disks are not built yet; use disk=shared",
                "disk=x|disk=x: a disk is 'shared' or 'replicated'",
                "heartbeat=10|heartbeat=10: a duration is a positive number with a unit: us, ms, s, m or h, as in 10ms",
                "timeout=0s|timeout=0s: a duration is a positive number with a unit: us, ms, s, m or h, as in 10ms",
                "maxlag=-1s|maxlag=-1s: a duration is a positive number with a unit: us, ms, s, m or h, as in 10ms",
                "retain=1x|retain=1x: a size is a positive number of bytes with an optional k, m, g or t, as in 1g",
                "retain=99999999999t|retain=99999999999t: too large",
                "quantum=0|quantum=0: a positive number is needed",
                "cpus=two|cpus=two: a number from 1 to 4096",
                "cpus=5000|cpus=5000: a number from 1 to 4096",
                "strict=yes|strict=yes: either true or false",
                "channel=host:99999|channel=host:99999: an address is HOST:PORT, HOST or :PORT",
                "channel=a b|channel=a b: an address is HOST:PORT, HOST or :PORT",
                "channel=[::1|channel=[::1: an address is HOST:PORT, HOST or :PORT",
                "arbiter=tcp://h:1|arbiter=tcp://h:1: this kind of arbiter is not built yet; use file:DIR",
                "arbiter=here|arbiter=here: not an arbiter address; use file:DIR",
                "record=a,replay=b|record and replay exclude each other",
                "heartbeat=60ms|timeout is shorter than two heartbeats: one late packet would be a failover",
                "config=/no/such/file|config=/no/such/file: no such file",
            })
    void badOptionsGetOneClearLine(String text, String message) {
        assertThatThrownBy(() -> Options.parse(text, "app.jar"))
                .isInstanceOf(OptionException.class)
                .hasMessage(message);
    }

    @Test
    void anOptionLikeNoneListsAll() {
        assertThatThrownBy(() -> Options.parse("port=1", "app.jar"))
                .hasMessageStartingWith("unknown option 'port'; there are name, arbiter, ")
                .hasMessageEndingWith(", config");
    }

    @Test
    void fileNamesThatCannotBeAreRefused() {
        for (String key : new String[] {"record", "replay", "latency"}) {
            assertThatThrownBy(() -> Options.parse(key + "=a\0b", "app.jar"))
                    .isInstanceOf(OptionException.class)
                    .hasMessageEndingWith(": not a file name");
        }
    }

    @Test
    void serverListsKeepTheirCommas() {
        assertThatThrownBy(() -> Options.parse("name=x,arbiter=zk://a:1,b:2/p,cpus=2", "app.jar"))
                .hasMessage("arbiter=zk://a:1,b:2/p: this kind of arbiter is not built yet; use file:DIR");
    }

    @Test
    void channelAddressesOfEveryForm() {
        assertThat(ChannelAddress.parse(":80")).isEqualTo(new ChannelAddress("127.0.0.1", 80));
        assertThat(ChannelAddress.parse("alpha")).isEqualTo(new ChannelAddress("alpha", 0));
        assertThat(ChannelAddress.parse("[::1]")).isEqualTo(new ChannelAddress("::1", 0));
        assertThat(ChannelAddress.parse("[::1]:80")).isEqualTo(new ChannelAddress("::1", 80));
        assertThat(ChannelAddress.parse("[::1]:80")).hasToString("[::1]:80");
        assertThat(ChannelAddress.parse("alpha:1")).hasToString("alpha:1");
    }

    @Test
    void sizesAreBinary() {
        assertThat(Options.parse("retain=10", "a").retain()).isEqualTo(10);
        assertThat(Options.parse("retain=3k", "a").retain()).isEqualTo(3 << 10);
        assertThat(Options.parse("retain=3M", "a").retain()).isEqualTo(3 << 20);
        assertThat(Options.parse("retain=3gb", "a").retain()).isEqualTo(3L << 30);
        assertThat(Options.parse("retain=1t", "a").retain()).isEqualTo(1L << 40);
    }

    @Test
    void aConfigFileTakesTheSameKeys() throws IOException {
        Path config = config("# the web shop", "", "name = shop", "cpus=2", "  secret=a,b ");
        Options options = Options.parse("cpus=3,config=" + config, "app.jar");
        assertThat(options.name()).isEqualTo("shop");
        assertThat(options.cpus()).as("the command line goes first").isEqualTo(3);
        assertThat(options.secret()).contains("a,b");
    }

    @Test
    void errorsInAConfigFileNameTheLine() throws IOException {
        assertThatThrownBy(() -> Options.parse("config=" + config("cpus=1", "nam=x"), "a"))
                .hasMessage(directory.resolve("ftjvm.conf") + ":2: unknown option 'nam'; did you mean 'name'?");
        assertThatThrownBy(() -> Options.parse("config=" + config("config=x"), "a"))
                .hasMessage(directory.resolve("ftjvm.conf") + ":1: a config file cannot name another one");
        Path binary = Files.write(directory.resolve("ftjvm.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Options.parse("config=" + binary, "a")).hasMessageEndingWith(": not a text in UTF-8");
        assertThatThrownBy(() -> Options.parse("config=" + directory, "a")).hasMessageEndingWith(": cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "app.jar, app",
                "/srv/a/app.jar, app",
                "com.example.Main, com.example.Main",
                "shop/com.example.Main, com.example.Main",
                "-, java",
                "'', java",
            })
    void theNameComesFromTheMainJarOrClass(String command, String name) {
        assertThat(Options.parse(null, command).name()).isEqualTo(name);
    }

    @Test
    void theNameDependsOnTheArguments() {
        String one = Options.parse(null, "/a/app.jar 8080 x").name();
        String same = Options.parse(null, "app.jar 8080 x").name();
        String other = Options.parse(null, "app.jar 8081 x").name();
        assertThat(one).isEqualTo(same).isNotEqualTo(other).matches("app-[0-9a-f]{8}");
    }

    @Test
    void aDerivedNameIsValid() {
        for (String command : new String[] {"\u00fc b.jar", "x".repeat(400) + " y", "a/", "$Main"}) {
            assertThat(ServiceName.isValid(ServiceName.of(command))).isTrue();
        }
    }

    private Path config(String... lines) throws IOException {
        return Files.writeString(directory.resolve("ftjvm.conf"), String.join("\n", lines), StandardCharsets.UTF_8);
    }
}
