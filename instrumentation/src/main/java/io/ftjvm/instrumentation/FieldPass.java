package io.ftjvm.instrumentation;

import io.ftjvm.instrumentation.HookTable.Hook;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Turns a class's accesses to some of its own fields into calls. */
final class FieldPass {
    private final HookTable table;

    FieldPass(HookTable table) {
        this.table = table;
    }

    boolean apply(ClassNode cn) {
        List<Hook> hooks = table.fields(cn.name);
        if (hooks.isEmpty()) {
            return false;
        }
        for (Hook h : hooks) {
            boolean read = Type.getArgumentTypes(h.hook().desc()).length == 1;
            int opcode = read ? Opcodes.GETFIELD : Opcodes.PUTFIELD;
            int sites = 0;
            for (MethodNode m : cn.methods) {
                for (AbstractInsnNode i : m.instructions.toArray()) {
                    if (i.getOpcode() == opcode
                            && i instanceof FieldInsnNode f
                            && f.owner.equals(cn.name)
                            && f.name.equals(h.target().name())
                            && f.desc.equals(h.target().desc())) {
                        m.instructions.set(
                                i,
                                new MethodInsnNode(
                                        Opcodes.INVOKESTATIC,
                                        h.hook().owner(),
                                        h.hook().name(),
                                        h.hook().desc(),
                                        false));
                        sites++;
                    }
                }
            }
            if (sites == 0) {
                throw new RewriteException(cn.name, h.target().name(), "this JDK does not access it where expected");
            }
        }
        return true;
    }
}
