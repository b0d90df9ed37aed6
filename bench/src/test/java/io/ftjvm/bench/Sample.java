package io.ftjvm.bench;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** A sample that runs on a plain JVM, in a process of its own. */
public final class Sample implements AutoCloseable {
    private final Instance instance;
    public final int port;

    private Sample(Instance instance, int port) {
        this.instance = instance;
        this.port = port;
    }

    public static Sample start(String mainClass) throws Exception {
        return start(mainClass, 0);
    }

    public static Sample start(String mainClass, int port) throws Exception {
        String java = System.getProperty("java.home") + "/bin/java";
        Instance instance = Instance.start(
                List.of(java, "-cp", System.getProperty("java.class.path"), mainClass, "" + port), line -> {});
        int bound =
                Integer.parseInt(instance.awaitOutput(Pattern.compile("listening on (\\d+)"), Duration.ofSeconds(20))
                        .group(1));
        return new Sample(instance, bound);
    }

    public List<String> output() {
        return instance.output();
    }

    @Override
    public void close() {
        instance.close();
    }
}
