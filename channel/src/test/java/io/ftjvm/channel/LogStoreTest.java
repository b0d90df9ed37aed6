package io.ftjvm.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogStoreTest {
    private static final ImageDescription IMAGE = new ImageDescription(Map.of("jdk", "17"));
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    private final List<String> messages = new ArrayList<>();

    @Test
    void aReaderFromTheBeginningSeesEverything() throws Exception {
        try (LogStore store = open(1L << 30)) {
            byte[] content = random(9 * MIB);
            append(store, content);
            try (LogStore.Reader reader = store.reader(store.start().offset())) {
                assertThat(readAll(reader, content.length)).isEqualTo(content);
                assertThat(reader.read(new byte[10], 0, 10)).isZero();
                assertThat(reader.position()).isEqualTo(store.end());
            }
            assertThat(store.joinable()).isTrue();
            assertThat(messages).isEmpty();
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aReaderFollowsTheEnd() throws Exception {
        try (LogStore store = open(1L << 30)) {
            byte[] content = random(20 * MIB);
            CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
                try (LogStore.Reader reader = store.reader(store.start().offset())) {
                    return readAll(reader, content.length);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            append(store, content);
            assertThat(read.get()).isEqualTo(content);
        }
    }

    @Test
    void takesAFrameLargerThanItsMemory() throws Exception {
        try (LogStore store = open(1L << 30)) {
            RandomEntries entries = new RandomEntries(5);
            entries.write(new LogWriter(store, store.start()), 12, 8 * MIB);
            FrameReader frames = new FrameReader(
                    store.reader(store.start().offset()), store.start().offset());
            assertThat(RandomEntries.readAll(source(frames))).isEqualTo(entries.expected);
        }
    }

    @Test
    void pastItsBoundItCannotBeJoinedButGoesOn() throws Exception {
        try (LogStore store = open(MIB)) {
            byte[] content = random(6 * MIB);
            append(store, content);
            Awaitility.await().until(() -> !store.joinable());
            assertThat(messages).singleElement().asString().contains("longer than 1048576 bytes");
            append(store, content);
            try (LogStore.Reader reader = store.reader(store.end() - MIB)) {
                byte[] tail = Arrays.copyOfRange(content, content.length - MIB, content.length);
                assertThat(readAll(reader, MIB)).isEqualTo(tail);
            }
        }
    }

    @Test
    void aDamagedSegmentIsNoticed() throws Exception {
        try (LogStore store = open(1L << 30)) {
            append(store, random(4 * MIB));
            Awaitility.await().until(() -> store.diskBytes() > 3 * MIB);
            Path segment = directory.resolve("0000000000000000.segment");
            byte[] bytes = Files.readAllBytes(segment);
            bytes[300_000] ^= 4;
            Files.write(segment, bytes);
            assertThatThrownBy(() -> readAll(store.reader(0), 4 * MIB))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void segmentsOfAnEarlierProcessAreDeleted() throws Exception {
        Path old = Files.write(directory.resolve("0000000000000000.segment"), new byte[10]);
        open(1L << 30).close();
        assertThat(old).doesNotExist();
    }

    private LogStore open(long retain) throws IOException {
        return new LogStore(directory, IMAGE, retain, messages::add);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void append(LogStore store, byte[] content) {
        for (int at = 0, n; at < content.length; at += n) {
            n = Math.min(content.length - at, 1 + at % 40_000);
            store.append(content, at, n);
        }
    }

    private static byte[] readAll(LogStore.Reader reader, int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            int n = reader.read(bytes, at, Math.min(length - at, 70_000));
            if (n == 0) {
                Thread.onSpinWait();
            }
            at += n;
        }
        return bytes;
    }

    private static LogSource source(FrameReader frames) {
        return new LogSource() {
            @Override
            public Frame next() throws LogException {
                return frames.next();
            }

            @Override
            public long position() {
                return frames.position();
            }

            @Override
            public Supply await() {
                return Supply.END;
            }
        };
    }
}
