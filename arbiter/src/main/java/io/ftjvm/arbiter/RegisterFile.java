package io.ftjvm.arbiter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The register's file: text that an operator can read, replaced as a whole, so that a reader sees the old content or
 * the new one and a crash leaves one of the two.
 *
 * <pre>
 * ftjvm-register 1          format and its version
 * generation=3
 * holder=5f1c...
 * address=127.0.0.1:40211
 * secret=...
 * host=alpha
 * pid=4711
 * crc32c=1a2b3c4d           over every byte before this line
 * </pre>
 */
final class RegisterFile {
    private static final String HEADER = "ftjvm-register 1";
    private static final String CHECKSUM = "crc32c=";
    private static final int MAX_BYTES = 8192;

    private final Path file;
    private final Path temporary;

    RegisterFile(Path file) {
        this.file = file;
        this.temporary = file.resolveSibling(file.getFileName() + ".new");
    }

    /** The content, empty if it was never written. Needs no lock: the file is replaced atomically. */
    Optional<Registration> read() throws IOException {
        byte[] bytes;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw damaged("it is longer than " + MAX_BYTES + " bytes");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(decode(new String(bytes, StandardCharsets.US_ASCII)));
    }

    /** Replaces the content, durably. The caller holds the register's lock: there is one temporary file. */
    void write(Registration registration) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(encode(registration).getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = OwnerFiles.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // The rename itself is durable only once the directory is.
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static String encode(Registration r) {
        String body = HEADER + "\ngeneration=" + r.generation() + "\nholder=" + r.holder() + "\naddress=" + r.address()
                + "\nsecret=" + r.secret() + "\nhost=" + r.host() + "\npid=" + r.pid() + "\n";
        return body + CHECKSUM + checksum(body) + "\n";
    }

    private Registration decode(String text) {
        int end = text.lastIndexOf("\n" + CHECKSUM) + 1;
        String body = text.substring(0, end);
        if (end == 0 || !text.substring(end).equals(CHECKSUM + checksum(body) + "\n")) {
            throw damaged("its checksum does not match");
        }
        String[] lines = body.split("\n");
        if (!lines[0].equals(HEADER)) {
            throw new ArbiterException("arbiter register " + file + " was written by another version of ftjvm");
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            fields.put(lines[i].substring(0, Math.max(equals, 0)), lines[i].substring(equals + 1));
        }
        try {
            return new Registration(
                    Long.parseLong(fields.get("generation")),
                    fields.get("holder"),
                    fields.get("address"),
                    fields.get("secret"),
                    fields.get("host"),
                    Long.parseLong(fields.get("pid")));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw damaged("a field is missing or bad");
        }
    }

    private ArbiterException damaged(String how) {
        return new ArbiterException("arbiter register " + file + " is damaged: " + how
                + "; stop every instance of the service, then remove the file");
    }

    private static String checksum(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return String.format("%08x", crc.getValue());
    }
}
