package io.ftjvm.instrumentation.counting;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Calls that a loop may make and still pass for call-free: methods of {@code java.lang} that run no guest code, do not
 * block and take time bounded by their arguments' size. An entry that should not be here would delay an interrupt, but
 * could not make two runs differ.
 */
final class PureCalls {
    private static final Set<String> WHOLE_CLASSES = Set.of(
            "java/lang/Math",
            "java/lang/StrictMath",
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double");

    private static final Map<String, Set<String>> METHODS = Map.of(
            "java/lang/Object", Set.of("<init>"),
            "java/lang/System", Set.of("arraycopy"),
            "java/lang/String",
                    Set.of(
                            "charAt",
                            "length",
                            "isEmpty",
                            "equals",
                            "hashCode",
                            "indexOf",
                            "startsWith",
                            "endsWith",
                            "substring"),
            "java/lang/StringBuilder", Set.of("length", "charAt", "setCharAt", "append", "<init>"));

    private PureCalls() {}

    static boolean contains(MethodInsnNode call) {
        if (WHOLE_CLASSES.contains(call.owner)
                || call.owner.equals("java/lang/Ftjvm") && call.name.startsWith("Math$")) {
            return true;
        }
        // An Object or CharSequence argument is the guest's, and would be asked for its characters.
        return METHODS.getOrDefault(call.owner, Set.of()).contains(call.name)
                && (!call.owner.equals("java/lang/StringBuilder")
                        || !call.desc.startsWith("(Ljava/lang/Object;")
                                && !call.desc.startsWith("(Ljava/lang/CharSequence;"));
    }
}
