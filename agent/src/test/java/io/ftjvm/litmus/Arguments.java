package io.ftjvm.litmus;

/** What the launcher passes on: arguments, a property, assertions, the process; ends as {@code exit STATUS} says. */
public final class Arguments {
    public static void main(String[] args) {
        for (String argument : args) {
            System.out.println("[" + argument + "]");
        }
        System.out.println("property " + System.getProperty("litmus.property"));
        System.out.println("assertions " + Arguments.class.desiredAssertionStatus());
        System.out.println("pid " + ProcessHandle.current().pid());
        if (args.length == 2 && args[0].equals("exit")) {
            System.exit(Integer.parseInt(args[1]));
        }
    }
}
