package io.ftjvm.agent.boot;

import io.ftjvm.agent.options.OptionException;
import io.ftjvm.agent.options.Options;
import io.ftjvm.agent.role.Run;
import io.ftjvm.channel.StandardError;
import io.ftjvm.instrumentation.RewriteException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Set;

/** Where the agent begins, in both stages. */
public final class Boot {
    /** JDK feature releases whose java.base is known; another one may have traps nobody has looked at. */
    private static final Set<Integer> SUPPORTED = Set.of(17, 25);

    private static final String FACADE = "java.lang.Ftjvm";

    private Boot() {}

    /**
     * Called on the main thread before the guest's main class is loaded. Without the image of java.base this is stage 1,
     * which ends in exec; with it, what comes after the return is the guest.
     */
    public static void premain(String optionText, Instrumentation instrumentation) {
        String command = System.getProperty("sun.java.command");
        if (command == null || command.isEmpty()) {
            return; // java -version and the like: there is no guest
        }
        try {
            requireSupported();
            if (imagePresent()) {
                Run.start(() -> Options.parse(optionText, command), instrumentation);
            } else {
                Stage1.run(Options.parse(optionText, command), instrumentation);
            }
        } catch (OptionException | StartException | RewriteException e) {
            StandardError.halt(StartException.STATUS, List.of("ftjvm: " + e.getMessage()));
        } catch (Throwable e) {
            e.printStackTrace();
            StandardError.halt(StartException.STATUS, List.of("ftjvm: cannot start: " + e));
        }
    }

    private static void requireSupported() {
        int release = Runtime.version().feature();
        if (!SUPPORTED.contains(release)) {
            throw new StartException("JDK " + release + " is not supported; supported are JDK 17 and JDK 25");
        }
        if (!System.getProperty("java.vm.name", "").contains("HotSpot")
                && !System.getProperty("java.vm.name", "").contains("OpenJDK")) {
            throw new StartException("the JVM is " + System.getProperty("java.vm.name") + "; HotSpot is needed");
        }
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            throw new StartException("supported is Linux on x86-64, not " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch"));
        }
    }

    private static boolean imagePresent() {
        try {
            Class.forName(FACADE, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
