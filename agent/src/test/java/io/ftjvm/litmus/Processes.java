package io.ftjvm.litmus;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Starts processes, talks to them and awaits them. Prints what any JVM prints. */
public final class Processes {
    private Processes() {}

    public static void main(String[] args) throws Exception {
        commonPool();
        statusAndStreams();
        both();
        environment();
        directory();
        failures();
        times();
        ends();
        inherited();
        handles();
        threads();
    }

    /** The pool is made when a program first needs it, of the size that the program has asked for by then. */
    private static void commonPool() {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "3");
        System.out.println("common pool of " + ForkJoinPool.getCommonPoolParallelism());
    }

    private static Process sh(String script) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", script).start();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace('\n', '|');
    }

    private static void statusAndStreams() throws Exception {
        Process p = sh("echo to the output; echo to the error >&2; exit 3");
        System.out.println("status " + p.waitFor() + " " + p.exitValue() + " alive " + p.isAlive());
        System.out.println(text(p.getInputStream()) + " " + text(p.getErrorStream()));
        Check.that(p.getInputStream().read() < 0, "the output has ended");

        p = new ProcessBuilder("/bin/sh", "-c", "echo a; echo b >&2; echo c")
                .redirectErrorStream(true)
                .start();
        System.out.println("merged " + text(p.getInputStream()) + " '" + text(p.getErrorStream()) + "' " + p.waitFor());

        p = new ProcessBuilder("/bin/sh", "-c", "echo lost; echo kept >&2; cat")
                .redirectOutput(Redirect.DISCARD)
                .redirectInput(new File("/dev/null"))
                .start();
        System.out.println("discarded '" + text(p.getInputStream()) + "' " + text(p.getErrorStream()) + p.waitFor());

        p = Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "sleep 1 & echo first"});
        try (BufferedReader r = new BufferedReader(new java.io.InputStreamReader(p.getInputStream()))) {
            System.out.println("with a grandchild " + r.readLine() + " " + p.waitFor() + " then " + r.readLine());
        }
        p = sh("read line; echo \"read $line\"");
        p.getOutputStream().write("a line\n".getBytes(StandardCharsets.UTF_8));
        p.getOutputStream().close();
        System.out.println(text(p.getInputStream()) + p.waitFor());
    }

    /** More than any pipe and any window holds, both ways, through a process that does not wait. */
    private static void both() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(7).nextBytes(sent);
        Process p = new ProcessBuilder("cat").start();
        Thread writer = new Thread(() -> {
            try (OutputStream out = p.getOutputStream()) {
                out.write(sent);
            } catch (IOException e) {
                System.out.println("writing: " + e);
            }
        });
        writer.start();
        byte[] received = p.getInputStream().readAllBytes();
        writer.join();
        System.out.println("cat " + Arrays.equals(sent, received) + " " + p.waitFor());

        Process slow = sh("sleep 0.2; cat >/dev/null; echo read it all");
        slow.getOutputStream().write(sent);
        slow.getOutputStream().close();
        System.out.println(text(slow.getInputStream()) + slow.waitFor());

        Process loud = sh("head -c 2000000 /dev/zero; echo done >&2");
        ByteArrayOutputStream zeros = new ByteArrayOutputStream();
        byte[] some = new byte[1000];
        Check.that(loud.getInputStream().read(some) > 0, "some");
        Thread.sleep(100);
        loud.getInputStream().transferTo(zeros);
        System.out.println("zeros " + (zeros.size() > 1_990_000) + " " + text(loud.getErrorStream()) + loud.waitFor());
    }

    private static void environment() throws Exception {
        ProcessBuilder b = new ProcessBuilder("/bin/sh", "-c", "echo $ADDED $PATH; echo ${REMOVED-none}");
        b.environment().put("ADDED", "added \u2603");
        b.environment().remove("REMOVED");
        Process p = b.start();
        System.out.println(text(p.getInputStream()).startsWith("added") + " " + p.waitFor());
        b.environment().clear();
        b.command("/usr/bin/env");
        System.out.println("empty '" + text(b.start().getInputStream()) + "'");
        String inherited = text(new ProcessBuilder("/usr/bin/env").start().getInputStream());
        long missing = System.getenv().keySet().stream()
                .filter(name -> !inherited.contains(name + "="))
                .count();
        System.out.println("not inherited: " + missing);
    }

    private static void directory() throws Exception {
        Process p = new ProcessBuilder("/bin/pwd").directory(new File("/usr")).start();
        System.out.println(text(p.getInputStream()) + p.waitFor());
        String here = text(new ProcessBuilder("/bin/pwd").start().getInputStream());
        System.out.println(here.equals(new File("").getCanonicalPath() + "|"));
    }

    private static void failures() {
        fails(new ProcessBuilder("/nowhere/at all", "x"));
        fails(new ProcessBuilder("no-such-program-anywhere"));
        fails(new ProcessBuilder("/usr"));
        fails(new ProcessBuilder("/bin/true").directory(new File("/nowhere")));
        fails(new ProcessBuilder("with\0zero"));
    }

    private static void fails(ProcessBuilder b) {
        try {
            b.start();
            System.out.println("started");
        } catch (IOException e) {
            System.out.println(e + " because of " + e.getCause());
        }
    }

    private static void times() throws Exception {
        Process p = sh("read line; exit 4");
        System.out.println("in time " + p.waitFor(20, TimeUnit.MILLISECONDS) + " alive " + p.isAlive());
        try {
            p.exitValue();
        } catch (IllegalThreadStateException e) {
            System.out.println(e.getMessage());
        }
        Thread waiting = new Thread(() -> {
            try {
                p.waitFor();
            } catch (InterruptedException e) {
                System.out.println("interrupted");
            }
        });
        waiting.start();
        waiting.interrupt();
        waiting.join();
        p.getOutputStream().close();
        System.out.println("in time " + p.waitFor(1, TimeUnit.MINUTES) + " " + p.exitValue());
    }

    private static void ends() throws Exception {
        Process p = sh("exec sleep 1000");
        p.destroy();
        System.out.println("destroyed " + p.waitFor() + " " + p.supportsNormalTermination());
        System.out.println("forcibly " + sh("exec sleep 1000").destroyForcibly().waitFor());
        p = sh("exec sleep 1000");
        System.out.println("by handle " + p.toHandle().destroy() + " " + p.waitFor());
        AtomicReference<String> blocked = new AtomicReference<>();
        Process reading = sh("exec sleep 1000");
        Thread reader = new Thread(() -> {
            try {
                blocked.set("read " + reading.getInputStream().read());
            } catch (IOException e) {
                blocked.set("read nothing");
            }
        });
        reader.start();
        while (reader.getState() == Thread.State.NEW) {
            Thread.yield();
        }
        reading.destroyForcibly();
        reader.join();
        System.out.println("a reader goes on: " + (blocked.get() != null));
        Process gone = sh("exec true");
        gone.waitFor();
        try {
            byte[] much = new byte[100_000];
            for (int i = 0; i < 100; i++) {
                gone.getOutputStream().write(much);
                gone.getOutputStream().flush();
            }
            System.out.println("wrote to nobody");
        } catch (IOException e) {
            System.out.println("writing to one that is gone: an IOException");
        }
        Process deaf = sh("exec <&-; echo deaf; exec sleep 1000");
        System.out.println((char) deaf.getInputStream().read());
        try {
            for (int i = 0; i < 100; i++) {
                deaf.getOutputStream().write(new byte[100_000]);
                deaf.getOutputStream().flush();
            }
            System.out.println("wrote to the deaf");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        deaf.destroy();
        Process talking = sh("while echo talk; do :; done 2>/dev/null; exit 5");
        Check.that(talking.getInputStream().read() == 't', "talk");
        talking.getInputStream().close();
        int status = talking.waitFor();
        System.out.println("nobody listens " + (status == 5 || status == 128 + 13));
    }

    private static void inherited() throws Exception {
        System.out.println("before");
        Process p = new ProcessBuilder(
                        "/bin/sh", "-c", "echo from the process; echo error >&2; head -c 300000 /dev/zero")
                .redirectOutput(Redirect.INHERIT)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.INHERIT)
                .start();
        System.out.flush();
        p.waitFor();
        System.out.println("after " + p.getInputStream().read());
        System.out.println(new ProcessBuilder("true").inheritIO().start().waitFor());
    }

    private static void handles() throws Exception {
        ProcessHandle self = ProcessHandle.current();
        Process p = sh("exec sleep 1000");
        ProcessHandle h = p.toHandle();
        Check.that(h.pid() == p.pid() && ProcessHandle.of(p.pid()).equals(java.util.Optional.of(h)), "one handle");
        Check.that(h.parent().equals(java.util.Optional.of(self)), "its parent");
        List<ProcessHandle> children = self.children().collect(Collectors.toList());
        System.out.println("child " + children.contains(h) + " " + p.children().count());
        Check.that(self.descendants().anyMatch(h::equals), "a descendant");
        Check.that(p.info().command().isPresent(), "a command");
        Check.that(p.toString().equals("Process[pid=" + p.pid() + ", exitValue=\"not exited\"]"), p.toString());
        System.out.println("alive " + h.isAlive());
        var ended = p.onExit().thenApply(q -> "on exit " + q.exitValue());
        var handled = h.onExit().thenApply(q -> "handle ended " + q.isAlive());
        p.destroyForcibly();
        System.out.println(ended.get() + ", " + handled.get());
        System.out.println(
                "alive " + h.isAlive() + ", there " + ProcessHandle.of(p.pid()).isPresent() + ", child "
                        + self.children().anyMatch(h::equals));
        Process parent = sh("sleep 1000 & echo $!; wait");
        long pid =
                Long.parseLong(new BufferedReader(new java.io.InputStreamReader(parent.getInputStream())).readLine());
        ProcessHandle grandchild = ProcessHandle.of(pid).orElseThrow();
        System.out.println("grandchild " + parent.descendants().anyMatch(grandchild::equals));
        System.out.println("ends it " + grandchild.destroyForcibly());
        grandchild.onExit().get();
        System.out.println("ended, its parent with " + parent.waitFor());
    }

    private static void threads() throws Exception {
        Process p = sh("exec sleep 1000");
        String reapers = "";
        while (reapers.isEmpty()) {
            Thread.yield();
            reapers = Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> t.getName().equals("process reaper (pid " + p.pid() + ")"))
                    .map(t -> t.getThreadGroup().getName() + " " + t.isDaemon() + " " + t.getPriority())
                    .collect(Collectors.joining(","));
        }
        p.destroy();
        System.out.println("reaper " + reapers + " " + p.waitFor());
    }
}
