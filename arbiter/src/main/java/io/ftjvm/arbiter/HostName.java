package io.ftjvm.arbiter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine, for {@link Registration#host} and wherever a process id needs one beside it. */
public final class HostName {
    private HostName() {}

    /** As the kernel knows it: no name server is asked, so this does not wait. {@code localhost} if it is not known. */
    public static String local() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.US_ASCII)
                    .strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException e) {
            return "localhost";
        }
    }
}
