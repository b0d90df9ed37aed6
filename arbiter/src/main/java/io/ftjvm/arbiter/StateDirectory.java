package io.ftjvm.arbiter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** Finds and creates directories that only one user can enter. */
final class StateDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private StateDirectory() {}

    /** The directory of this user's state on this machine: the same for every instance that the user starts. */
    static Path forUser() {
        return forUser(System.getenv(), System.getProperty("user.home"), System.getProperty("user.name"));
    }

    /**
     * {@code $XDG_STATE_HOME/ftjvm}, else {@code ~/.local/state/ftjvm}, else, where the home is missing or read-only,
     * {@code /tmp/ftjvm-USER}. Not {@code java.io.tmpdir}: two instances may be started with different ones.
     */
    static Path forUser(Map<String, String> environment, String userHome, String userName) {
        String xdg = environment.get("XDG_STATE_HOME");
        if (xdg != null && xdg.startsWith("/") && canHold(Path.of(xdg, "ftjvm"))) {
            return Path.of(xdg, "ftjvm");
        }
        String home = environment.getOrDefault("HOME", userHome);
        if (home != null && home.startsWith("/") && canHold(Path.of(home, ".local", "state", "ftjvm"))) {
            return Path.of(home, ".local", "state", "ftjvm");
        }
        Path shared = Path.of("/tmp", "ftjvm-" + FileNames.of(userName));
        requireOwn(shared);
        return shared;
    }

    /** Anybody may create anything in /tmp, under this name too. */
    static void requireOwn(Path directory) {
        try {
            create(directory);
            Path probe = Files.createTempFile(directory, "owner", null);
            try {
                if (!Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
                        || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                    throw new ArbiterException(
                            "directory " + directory + " belongs to another user; use arbiter=file:DIR");
                }
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw new ArbiterException(
                    "directory " + directory + " cannot be used: " + Messages.of(e) + "; use arbiter=file:DIR", e);
        }
    }

    private static boolean canHold(Path directory) {
        try {
            create(directory);
            return Files.isWritable(directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** Creates {@code directory} and its missing parents, all of them for the owner only. */
    static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectories(directory);
        }
    }

    /**
     * Makes {@code directory} ready to hold a register.
     *
     * @throws ArbiterException if it is not a directory, cannot be created or written, or anybody may write to it
     */
    static void prepare(Path directory) {
        try {
            create(directory);
            if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
                throw new ArbiterException("arbiter directory " + directory + " is not writable");
            }
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS)
                            .contains(PosixFilePermission.OTHERS_WRITE)
                    && !Files.isSymbolicLink(directory)) {
                throw new ArbiterException("arbiter directory " + directory
                        + " can be written by every user; whoever does can take the service over (chmod o-w it)");
            }
        } catch (IOException e) {
            throw new ArbiterException("arbiter directory " + directory + " cannot be used: " + Messages.of(e), e);
        }
    }
}
