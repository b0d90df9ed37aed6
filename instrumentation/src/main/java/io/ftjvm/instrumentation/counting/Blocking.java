package io.ftjvm.instrumentation.counting;

import java.util.List;

/** Classes of {@code java.*} whose initialisers may block, because they call code of the program's: the table of them. */
public final class Blocking {
    /**
     * One line of the table.
     *
     * @param prefix of internal names
     * @param javaBase whether it is in java.base
     * @param reason what of the program's its initialiser calls
     */
    private record Line(String prefix, boolean javaBase, String reason) {
        boolean matches(String name) {
            return javaBase ? name.equals(prefix) : name.startsWith(prefix);
        }
    }

    /** Also of those that ask for the pool's size, and of their subclasses. */
    private static final String POOL = "the thread factory and the handler of the common pool";

    private static final List<Line> TABLE = List.of(
            new Line("java/time/zone/ZoneRulesProvider", true, "providers of time zones"),
            new Line("java/nio/file/Files$FileTypeDetectors", true, "detectors of file types"),
            new Line(
                    "java/nio/file/FileSystems$DefaultFileSystemHolder", true, "the default file system of a property"),
            new Line(
                    "java/util/ResourceBundle$ResourceBundleControlProviderHolder",
                    true,
                    "providers of controls for bundles"),
            new Line("java/util/concurrent/ForkJoinPool", true, POOL),
            new Line("java/util/concurrent/CompletableFuture", true, POOL),
            new Line("java/util/concurrent/CompletableFuture$MinimalStage", true, POOL),
            new Line("java/util/concurrent/SubmissionPublisher", true, POOL),
            new Line("java/lang/ProcessHandleImpl$ExitCompletion", true, POOL),
            new Line("java/util/stream/AbstractTask", true, POOL),
            new Line("java/util/stream/AbstractShortCircuitTask", true, POOL),
            new Line("java/util/stream/FindOps$FindTask", true, POOL),
            new Line("java/util/stream/MatchOps$MatchTask", true, POOL),
            new Line("java/util/stream/Nodes$CollectorTask", true, POOL),
            new Line("java/util/stream/Nodes$CollectorTask$OfDouble", true, POOL),
            new Line("java/util/stream/Nodes$CollectorTask$OfInt", true, POOL),
            new Line("java/util/stream/Nodes$CollectorTask$OfLong", true, POOL),
            new Line("java/util/stream/Nodes$CollectorTask$OfRef", true, POOL),
            new Line("java/util/stream/ReduceOps$ReduceTask", true, POOL),
            new Line("java/util/stream/SliceOps$SliceTask", true, POOL),
            new Line("java/util/stream/WhileOps$DropWhileTask", true, POOL),
            new Line("java/util/stream/WhileOps$TakeWhileTask", true, POOL),
            new Line("java/util/logging/", false, "the log manager and the handlers of a property"),
            new Line("java/util/prefs/", false, "the factory of preferences"),
            new Line("java/net/http/", false, "nothing, but it is counted code like the program's own"),
            new Line("java/sql/", false, "drivers"),
            new Line("java/rmi/", false, "socket factories"),
            new Line("java/beans/", false, "editors and infos of beans"),
            new Line("java/awt/", false, "toolkits"));

    private Blocking() {}

    /** Whether the initialiser of the class may block. */
    static boolean mayBlock(String className) {
        return !className.startsWith("java/") || TABLE.stream().anyMatch(l -> l.matches(className));
    }

    /** Whether the class is one of java.base's that may. */
    public static boolean inJavaBase(String className) {
        return TABLE.stream().anyMatch(l -> l.javaBase && l.matches(className));
    }
}
