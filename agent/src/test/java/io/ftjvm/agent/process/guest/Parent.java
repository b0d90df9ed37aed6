package io.ftjvm.agent.process.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Has two processes that do not end by themselves, says what becomes of them, and starts another then. */
public final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
        Process talker = sh("echo ready; read line; echo heard $line; exec sleep 1000");
        Process deaf = sh("exec sleep 1000");
        BufferedReader in = reader(talker);
        System.out.println("talker " + talker.pid() + " is " + in.readLine());
        say(talker, "hello\n");
        System.out.println("it has " + in.readLine());
        Thread writer = new Thread(() -> {
            try {
                for (; ; ) {
                    say(deaf, "x".repeat(100_000));
                }
            } catch (IOException e) {
                System.out.println("writer: " + e.getMessage());
            }
        });
        writer.start();
        System.out.println("deaf " + deaf.pid());

        String last = in.readLine();
        System.out.println("then " + last + ", alive " + talker.toHandle().isAlive());
        try {
            say(talker, "anybody there?\n");
            System.out.println("said");
        } catch (IOException e) {
            System.out.println("talker: " + e.getMessage());
        }
        System.out.println("talker " + talker.waitFor() + ", deaf " + deaf.waitFor());
        writer.join();
        System.out.println("children " + ProcessHandle.current().children().count() + ", there "
                + ProcessHandle.of(talker.pid())
                        .filter(talker.toHandle()::equals)
                        .isPresent());

        Process next = sh("echo started anew; exit 3");
        System.out.println("next: " + reader(next).readLine() + ", " + next.waitFor());
        BufferedReader console = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("over with " + console.readLine());
    }

    private static Process sh(String script) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", script).start();
    }

    private static BufferedReader reader(Process p) {
        return new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Process p, String words) throws IOException {
        p.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        p.getOutputStream().flush();
    }
}
