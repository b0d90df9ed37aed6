package io.ftjvm.agent;

import java.lang.instrument.Instrumentation;

/** What {@code -javaagent:ftagent.jar} starts. Everything it does is in the agent's own loader. */
public final class Premain {
    private Premain() {}

    /** Called by the JVM on the main thread, before the guest's main class is loaded. */
    public static void premain(String options, Instrumentation instrumentation) throws Throwable {
        AgentClassLoader.open()
                .call(
                        "io.ftjvm.agent.boot.Boot",
                        "premain",
                        new Class<?>[] {String.class, Instrumentation.class},
                        options,
                        instrumentation);
    }
}
