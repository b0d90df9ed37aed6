package io.ftjvm.instrumentation.counting;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Announces instructions that initialise another class, {@code used(Class)}, before they execute: the JVM would block a
 * thread inside them while another thread runs the class's initialiser.
 *
 * <p>Not announced: classes of {@code java.*}, whose initialisers do not block; the class itself, whose code runs once its
 * initialisation has begun; a second use in straight-line code. Apply it after the passes that count, whose view of a
 * method the announcements are not part of.
 */
public final class ClassUsePass {
    /** What an announcement takes, in bytes of bytecode. */
    private static final int SITE = 6;

    private final String hooks;

    /**
     * A pass that announces to one class.
     *
     * @param hooks internal name of the class with the static hook, {@code java/lang/Ftjvm}
     */
    public ClassUsePass(String hooks) {
        this.hooks = hooks;
    }

    /** Rewrites the methods of {@code cn}, and returns whether there was anything to announce. */
    public boolean apply(ClassNode cn) {
        boolean changed = false;
        for (MethodNode method : cn.methods) {
            changed |= apply(cn, method);
        }
        if (changed && (cn.version & 0xFFFF) < Opcodes.V1_5) {
            cn.version = Opcodes.V1_5; // the first that can load a class constant
        }
        return changed;
    }

    private boolean apply(ClassNode cn, MethodNode method) {
        Set<LabelNode> targets = targets(method);
        Set<String> announced = new HashSet<>();
        int size = CodeSize.atMost(method.instructions);
        int limit = size <= CodeSize.COMPILED ? CodeSize.COMPILED : CodeSize.SHORT_BRANCHES;
        boolean changed = false;
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof LabelNode && targets.contains(insn)) {
                announced.clear();
            }
            String used = used(insn);
            if (used != null
                    && !used.equals(hooks)
                    && isAnnounced(cn, used)
                    && announced.add(used)
                    && size + SITE <= limit) {
                size += SITE;
                if (insn.getOpcode() == Opcodes.NEW && insn.getPrevious() != null) {
                    new Frames(cn, method).labelOwn(insn);
                    insn = insn.getPrevious();
                }
                method.instructions.insertBefore(insn, announcement(used));
                changed = true;
            }
        }
        return changed;
    }

    private static boolean isAnnounced(ClassNode cn, String used) {
        return !used.equals(cn.name) && !used.startsWith("java/") && !used.startsWith("[");
    }

    /** The class that {@code insn} initialises, or null. */
    private static String used(AbstractInsnNode insn) {
        switch (insn.getOpcode()) {
            case Opcodes.NEW:
                return ((TypeInsnNode) insn).desc;
            case Opcodes.GETSTATIC:
            case Opcodes.PUTSTATIC:
                return ((FieldInsnNode) insn).owner;
            case Opcodes.INVOKESTATIC:
                return ((MethodInsnNode) insn).owner;
            default:
                return null;
        }
    }

    private static Set<LabelNode> targets(MethodNode method) {
        Set<LabelNode> targets = new HashSet<>();
        for (AbstractInsnNode insn : method.instructions) {
            targets.addAll(Branches.targets(insn));
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            targets.add(block.handler);
        }
        return targets;
    }

    private InsnList announcement(String used) {
        InsnList code = new InsnList();
        code.add(new LdcInsnNode(Type.getObjectType(used))); // STACK: Class
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, hooks, "used", "(Ljava/lang/Class;)V", false)); // STACK:
        return code;
    }
}
