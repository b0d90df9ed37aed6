package io.ftjvm.agent;

/** What {@code java -jar ftagent.jar} starts: the operator's commands. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] args) throws Throwable {
        AgentClassLoader.open().call("io.ftjvm.agent.cli.Cli", "main", new Class<?>[] {String[].class}, (Object) args);
    }
}
