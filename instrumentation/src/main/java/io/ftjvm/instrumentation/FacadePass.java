package io.ftjvm.instrumentation;

import io.ftjvm.instrumentation.HookTable.Hook;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adds to the facade a method for every hook that calls are redirected to: any class loader can resolve those. Most of
 * their frames are not hidden: in stack traces they stand for the method that the call was meant for.
 */
final class FacadePass {
    private final HookTable table;

    FacadePass(HookTable table) {
        this.table = table;
    }

    byte[] apply(byte[] facade) {
        ClassNode cn = ClassRewriter.read(facade);
        HiddenFrames.hide(cn);
        Set<String> seen = new HashSet<>();
        for (Hook h : table.redirects()) {
            String name = HookTable.facadeName(h);
            String desc = HookTable.facadeDesc(h);
            if (seen.add(name + desc)) {
                MethodNode m = new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, desc, null, null);
                HookTable.loadArguments(m, desc);
                m.visitMethodInsn(
                        Opcodes.INVOKESTATIC, h.hook().owner(), h.hook().name(), desc, false);
                m.visitInsn(Type.getReturnType(desc).getOpcode(Opcodes.IRETURN));
                if (h.transparent()) {
                    HiddenFrames.hide(m);
                }
                cn.methods.add(m);
            }
        }
        return ClassRewriter.write(cn);
    }
}
