package io.ftjvm.guest;

import java.util.ArrayList;
import java.util.List;

/** The options of the JVM as the user has given them: the primary's, by trap. */
final class JvmArguments implements Port.TrapBody {
    private static final String CALL = "sun.management.VMManagementImpl.getVmArguments0";

    /** What the agent puts in front of the user's options when it starts the second stage, by how it begins. */
    private static final String[] OF_THE_AGENT = {
        "--patch-module=java.base=",
        "-XX:-OmitStackTraceInFastThrow",
        "-XX:MetaspaceSize=96m",
        "--sun-misc-unsafe-memory-access=allow"
    };

    private JvmArguments() {}

    static String[] get() {
        Answer answer = new Answer(
                Hypercall.trap(Traps.HOST, new Answer().putString(CALL).toBytes(), new JvmArguments()));
        String[] all = new String[answer.getInt()];
        for (int i = 0; i < all.length; i++) {
            all[i] = answer.getString();
        }
        return all;
    }

    @Override
    public byte[] run() {
        List<String> users = new ArrayList<>();
        for (String a : jdk.internal.misc.VM.getRuntimeArguments()) {
            if (!isOfTheAgent(a)) {
                users.add(a);
            }
        }
        Answer answer = new Answer().putInt(users.size());
        for (String a : users) {
            answer.putString(a);
        }
        return answer.toBytes();
    }

    private static boolean isOfTheAgent(String argument) {
        for (String s : OF_THE_AGENT) {
            if (argument.startsWith(s)) {
                return true;
            }
        }
        // The user's, but what it says differs between a run and its replay.
        return argument.startsWith("-javaagent:");
    }
}
