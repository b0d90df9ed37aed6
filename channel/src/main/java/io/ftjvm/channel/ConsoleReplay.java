package io.ftjvm.channel;

import io.ftjvm.guest.Outputs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** Replay of a file: the console is written for real, everything else discarded. */
public final class ConsoleReplay implements ReplayedOutput {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    @Override
    public void output(int kind, long id, byte[] bytes, int offset, int length) {
        try {
            if (kind == Outputs.STDOUT) {
                out.write(bytes, offset, length);
            } else if (kind == Outputs.STDERR) {
                err.write(bytes, offset, length);
            }
        } catch (IOException e) {
            // As with System.out: a reader that has gone away is not the program's concern.
            return;
        }
    }
}
