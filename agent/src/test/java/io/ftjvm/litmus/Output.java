package io.ftjvm.litmus;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Standard output and error from many threads, large and in pieces, redirected, unflushed, and through a logger. */
public final class Output {
    public static void main(String[] args) throws IOException, InterruptedException {
        Crew.run(4, number -> {
            for (int i = 0; i < 10; i++) {
                System.out.print(number);
                System.out.print(':');
                System.out.printf("%d ", i);
                System.err.println("error " + number);
            }
        });
        System.out.println();
        char[] large = new char[100_000];
        java.util.Arrays.fill(large, 'x');
        System.out.println(large);
        System.out.println("snow \u2603 and e\u0301");
        System.out.write(new byte[] {'r', 'a', 'w', '\n'});
        FileOutputStream raw = new FileOutputStream(FileDescriptor.out);
        raw.write("by descriptor\n".getBytes(StandardCharsets.UTF_8));
        raw.flush();
        PrintStream before = System.out;
        System.setOut(new PrintStream(raw, true, StandardCharsets.UTF_8));
        System.out.println("redirected");
        System.setOut(before);
        Logger logger = Logger.getLogger("litmus");
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                System.out.println(record.getSequenceNumber() + " " + record.getInstant() + " " + record.getLevel()
                        + " " + record.getSourceMethodName() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        Crew.run(3, number -> logger.log(Level.WARNING, "from " + number));
        Check.that(!System.out.checkError(), "no error on standard output");
        System.out.print("no newline at the end");
    }
}
