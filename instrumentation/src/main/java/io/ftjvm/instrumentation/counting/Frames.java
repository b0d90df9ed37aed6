package io.ftjvm.instrumentation.counting;

import io.ftjvm.instrumentation.RewriteException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method's stack map frames, in expanded form. New frames are copies of the method's own, so nobody has to compute a
 * common superclass. Class files before version 50 have none and need none; those of version 50 may have none.
 */
final class Frames {
    private static final int FIRST_WITH_FRAMES = 50;

    private final ClassNode owner;
    private final MethodNode method;
    private final boolean present;

    Frames(ClassNode owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
        this.present = version() > FIRST_WITH_FRAMES || version() == FIRST_WITH_FRAMES && hasFrame();
    }

    private int version() {
        return owner.version & 0xFFFF;
    }

    private boolean hasFrame() {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof FrameNode) {
                return true;
            }
        }
        return false;
    }

    /** Adds to {@code code}, which is reached by a branch, the frame of {@code label}. */
    void copy(LabelNode label, InsnList code) {
        if (!present) {
            return;
        }
        for (AbstractInsnNode insn = label; insn != null && insn.getOpcode() < 0; insn = insn.getNext()) {
            if (insn instanceof FrameNode) {
                FrameNode f = (FrameNode) insn;
                code.add(frame(f.local, f.stack));
                return;
            }
        }
        if (version() > FIRST_WITH_FRAMES) {
            throw new RewriteException(owner.name, method.name + method.desc, "a branch target has no stack map frame");
        }
    }

    /** Adds to {@code code} the frame of a handler for anything thrown, which knows of no local but {@code slot}. */
    void copyForHandler(int slot, InsnList code) {
        if (present) {
            List<Object> locals = new ArrayList<>(Collections.nCopies(slot, Opcodes.TOP));
            locals.add(Opcodes.INTEGER);
            code.add(frame(locals, List.of("java/lang/Throwable")));
        }
    }

    /** Declares the local variable {@code slot}, above all others, as an int in every frame. */
    void addInt(int slot) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof FrameNode) {
                FrameNode f = (FrameNode) insn;
                List<Object> locals = new ArrayList<>(f.local);
                int size = 0;
                for (Object local : locals) {
                    size += local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
                }
                locals.addAll(Collections.nCopies(slot - size, Opcodes.TOP));
                locals.add(Opcodes.INTEGER);
                f.local = locals;
            }
        }
    }

    /**
     * Makes the frames that name the {@code new} instruction {@code insn} name it by a label of its own, which is placed
     * right before it. Code may then be inserted between {@code insn} and its other labels.
     *
     * @return the label
     */
    LabelNode labelOwn(AbstractInsnNode insn) {
        LabelNode own = new LabelNode();
        method.instructions.insertBefore(insn, own);
        for (AbstractInsnNode i : method.instructions) {
            if (i instanceof FrameNode) {
                FrameNode f = (FrameNode) i;
                f.local = renamed(f.local, insn, own);
                f.stack = renamed(f.stack, insn, own);
            }
        }
        return own;
    }

    private static List<Object> renamed(List<Object> types, AbstractInsnNode insn, LabelNode name) {
        List<Object> result = new ArrayList<>(types);
        result.replaceAll(t -> t instanceof LabelNode && Branches.firstInstruction((LabelNode) t) == insn ? name : t);
        return result;
    }

    private static FrameNode frame(List<Object> locals, List<?> stack) {
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
    }
}
