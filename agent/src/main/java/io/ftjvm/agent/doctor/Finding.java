package io.ftjvm.agent.doctor;

/**
 * One thing about a program that its operator should know before it runs.
 *
 * @param topic what it is about
 * @param archive where in the program: the path of a jar or directory, {@code !/} before each jar within
 * @param type the class, by its name in Java; empty if it is about the archive
 * @param method the method; empty if it is about the class
 * @param call what is called; empty if nothing is
 * @param what what happens
 * @param advice what to do about it; empty if nothing is known
 */
public record Finding(
        Verdict verdict,
        String topic,
        String archive,
        String type,
        String method,
        String call,
        String what,
        String advice) {

    /** All but the archive. */
    @Override
    public String toString() {
        String place = type.isEmpty() ? "" : method.isEmpty() ? " " + type : " " + type + "." + method;
        return verdict + place + (call.isEmpty() ? "" : " calls " + call) + ": " + what
                + (advice.isEmpty() ? "" : "; " + advice);
    }
}
