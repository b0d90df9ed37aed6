package io.ftjvm.instrumentation;

import io.ftjvm.instrumentation.HookTable.Hook;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Turns calls of trapped methods into calls of the facade; in java.base method references to them too. Those of the guest
 * are left alone: the JDK looks up the method handles they stand for, and there they are caught.
 */
final class RedirectPass {
    private static final String OBJECT = "java/lang/Object";

    /** Whoever has a method like that inherits it, arrays and interfaces included. */
    private static final Set<String> FINAL_OF_OBJECT = Set.of("wait", "notify", "notifyAll");

    private final HookTable table;
    private final ClassHierarchy hierarchy;
    private final boolean javaBase;

    RedirectPass(HookTable table, ClassHierarchy hierarchy, boolean javaBase) {
        this.javaBase = javaBase;
        this.table = table;
        this.hierarchy = hierarchy;
    }

    boolean apply(ClassNode cn) {
        boolean changed = false;
        for (MethodNode m : cn.methods) {
            boolean initialiser = javaBase && m.name.equals("<clinit>");
            for (AbstractInsnNode i = m.instructions.getFirst(); i != null; i = i.getNext()) {
                if (i instanceof MethodInsnNode call) {
                    changed |= redirect(m.instructions, call, initialiser);
                } else if (javaBase && i instanceof InvokeDynamicInsnNode indy) {
                    changed |= redirectHandles(indy.bsmArgs);
                }
            }
        }
        return changed;
    }

    private boolean redirect(InsnList code, MethodInsnNode call, boolean initialiser) {
        Hook h = find(call.owner, call.name, call.desc, initialiser);
        if (h == null) {
            return false;
        }
        Type wanted = Type.getReturnType(call.desc);
        if (!wanted.equals(Type.getReturnType(HookTable.facadeDesc(h)))) {
            // The hook may not name the type.
            code.insert(call, new TypeInsnNode(Opcodes.CHECKCAST, wanted.getInternalName()));
        }
        call.setOpcode(Opcodes.INVOKESTATIC);
        call.owner = ClassRewriter.FACADE;
        call.name = HookTable.facadeName(h);
        call.desc = HookTable.facadeDesc(h);
        call.itf = false;
        return true;
    }

    private boolean redirectHandles(Object[] arguments) {
        boolean changed = false;
        for (int k = 0; k < arguments.length; k++) {
            if (arguments[k] instanceof Handle h) {
                Handle r = redirected(h);
                changed |= r != h;
                arguments[k] = r;
            }
        }
        return changed;
    }

    private Handle redirected(Handle h) {
        if (h.getTag() < Opcodes.H_INVOKEVIRTUAL || h.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            return h;
        }
        Hook hook = find(h.getOwner(), h.getName(), h.getDesc(), false);
        return hook == null
                ? h
                : new Handle(
                        Opcodes.H_INVOKESTATIC,
                        ClassRewriter.FACADE,
                        HookTable.facadeName(hook),
                        HookTable.facadeDesc(hook),
                        false);
    }

    private Hook find(String owner, String name, String desc, boolean initialiser) {
        Hook found = null;
        for (Hook h : table.redirects(name, desc)) {
            if (reaches(owner, h.target().owner(), name, desc)) {
                if (h.inInitialisers() == initialiser) {
                    return h;
                }
                if (!h.inInitialisers()) {
                    found = h;
                }
            }
        }
        return found;
    }

    private boolean reaches(String owner, String target, String name, String desc) {
        if (owner.equals(target)) {
            return true;
        }
        return target.equals(OBJECT) && FINAL_OF_OBJECT.contains(name) || hierarchy.inherits(owner, target, name, desc);
    }
}
