package io.ftjvm.instrumentation.counting;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Announces class initialisers: {@code clinitEnter(Class)} when one begins, {@code clinitExit()} when it ends, by whatever
 * way. A class without an initialiser stays as it is. Apply it after the passes that add exits or handlers of their own.
 */
public final class ClassInitPass {
    private static final int FIRST_WITH_FRAMES = 50;

    private final String hooks;

    /**
     * A pass that announces to one class.
     *
     * @param hooks internal name of the class with the static hooks, {@code java/lang/Ftjvm}
     */
    public ClassInitPass(String hooks) {
        this.hooks = hooks;
    }

    /** Rewrites the class initialiser of {@code cn}, and returns whether it has one. */
    public boolean apply(ClassNode cn) {
        for (MethodNode method : cn.methods) {
            if (method.name.equals("<clinit>") && method.desc.equals("()V") && method.instructions.size() > 0) {
                if ((cn.version & 0xFFFF) < Opcodes.V1_5) {
                    cn.version = Opcodes.V1_5; // the first that can load a class constant
                }
                announce(cn.name, method, (cn.version & 0xFFFF) >= FIRST_WITH_FRAMES);
                return true;
            }
        }
        return false;
    }

    private void announce(String name, MethodNode method, boolean withFrames) {
        InsnList code = method.instructions;
        LabelNode handler = new LabelNode();
        LabelNode start = new LabelNode();
        code.insert(start);
        code.insert(new MethodInsnNode(Opcodes.INVOKESTATIC, hooks, "clinitEnter", "(Ljava/lang/Class;)V", false));
        code.insert(new LdcInsnNode(Type.getObjectType(name)));
        for (AbstractInsnNode insn : code.toArray()) {
            if (insn.getOpcode() == Opcodes.RETURN) {
                // The exit itself is not covered: a hook that throws must not be called again.
                LabelNode end = new LabelNode();
                code.insertBefore(insn, end);
                code.insertBefore(insn, exit());
                cover(method, start, end, handler);
                start = new LabelNode();
                code.insert(insn, start);
            }
        }
        code.add(handler);
        if (withFrames) {
            code.add(new FrameNode(Opcodes.F_NEW, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"}));
        }
        code.add(exit()); // STACK: Throwable
        code.add(new InsnNode(Opcodes.ATHROW)); // STACK:
        cover(method, start, handler, handler);
    }

    private static void cover(MethodNode method, LabelNode start, LabelNode end, LabelNode handler) {
        for (AbstractInsnNode i = start; i != end; i = i.getNext()) {
            if (i.getOpcode() >= 0) {
                method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
                return;
            }
        }
    }

    private MethodInsnNode exit() {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, hooks, "clinitExit", "()V", false);
    }
}
