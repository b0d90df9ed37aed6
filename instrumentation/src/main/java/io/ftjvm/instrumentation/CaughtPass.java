package io.ftjvm.instrumentation;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Shows the runtime what is caught wherever that may be an error of the JVM's own, whose time depends on the compilers and
 * the heap: the first thing that a handler does. It costs nothing until something is thrown.
 */
final class CaughtPass {
    private static final Set<String> TYPES = Set.of(
            "java/lang/Throwable",
            "java/lang/Error",
            "java/lang/VirtualMachineError",
            "java/lang/StackOverflowError",
            "java/lang/OutOfMemoryError");

    private final boolean finallyToo;

    /**
     * A pass.
     *
     * @param finallyToo whether handlers of everything count, which mostly throw again: not in java.base, where nobody can
     *     see what they do before
     */
    CaughtPass(boolean finallyToo) {
        this.finallyToo = finallyToo;
    }

    boolean apply(ClassNode cn) {
        boolean changed = false;
        for (MethodNode m : cn.methods) {
            Set<LabelNode> seen = new HashSet<>();
            for (TryCatchBlockNode t : m.tryCatchBlocks) {
                boolean wanted = t.type == null ? finallyToo : TYPES.contains(t.type);
                if (wanted && !coversItself(m, t.handler) && seen.add(t.handler)) {
                    m.instructions.insertBefore(first(t.handler), show());
                    changed = true;
                }
            }
        }
        return changed;
    }

    /** As javac's do that leave a monitor: they must get to it, and another handler follows. */
    private static boolean coversItself(MethodNode m, LabelNode handler) {
        int at = m.instructions.indexOf(first(handler));
        for (TryCatchBlockNode t : m.tryCatchBlocks) {
            if (t.handler == handler && m.instructions.indexOf(t.start) <= at && at < m.instructions.indexOf(t.end)) {
                return true;
            }
        }
        return false;
    }

    private static AbstractInsnNode first(LabelNode handler) {
        AbstractInsnNode i = handler;
        while (i.getOpcode() < 0) {
            i = i.getNext();
        }
        return i;
    }

    private static InsnList show() {
        InsnList l = new InsnList();
        l.add(new InsnNode(Opcodes.DUP));
        l.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, ClassRewriter.FACADE, "caught", "(Ljava/lang/Throwable;)V", false));
        return l;
    }
}
