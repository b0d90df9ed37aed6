package io.ftjvm.instrumentation;

import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells the guest runtime of every {@code Reference.get}. The method itself cannot: HotSpot has its own code for it, and
 * needs it. So the facade is called after each call of it, and classes that extend one of the JDK's get a method that calls
 * the inherited one: those are reached through interfaces too. Phantom references have nothing to tell.
 */
final class ReferencePass {
    private static final String GET = "get";
    private static final String GET_DESC = "()Ljava/lang/Object;";
    private static final String GOT = "got";
    private static final String GOT_DESC = "(Ljava/lang/ref/Reference;Ljava/lang/Object;)Ljava/lang/Object;";

    private static final Set<String> READ =
            Set.of("java/lang/ref/Reference", "java/lang/ref/WeakReference", "java/lang/ref/SoftReference");

    /** The facade's method for method references in java.base; the guest's are caught where the JDK looks them up. */
    private static final Handle FACADE_GET = new Handle(
            Opcodes.H_INVOKESTATIC,
            ClassRewriter.FACADE,
            "Reference$get",
            "(Ljava/lang/ref/Reference;)Ljava/lang/Object;",
            false);

    private final boolean javaBase;

    ReferencePass(boolean javaBase) {
        this.javaBase = javaBase;
    }

    /** Returns whether {@code cn} has changed. */
    boolean apply(ClassNode cn) {
        if (cn.name.startsWith("java/lang/ref/")) {
            return false;
        }
        boolean changed = false;
        for (MethodNode m : cn.methods) {
            for (AbstractInsnNode i = m.instructions.getFirst(); i != null; i = i.getNext()) {
                if (i instanceof MethodInsnNode call && reads(call.owner, call.name, call.desc)) {
                    // STACK: reference -> reference, reference
                    m.instructions.insertBefore(i, new InsnNode(Opcodes.DUP));
                    // STACK: reference, referent -> referent
                    m.instructions.insert(
                            i, new MethodInsnNode(Opcodes.INVOKESTATIC, ClassRewriter.FACADE, GOT, GOT_DESC, false));
                    changed = true;
                } else if (javaBase && i instanceof InvokeDynamicInsnNode indy) {
                    for (int k = 0; k < indy.bsmArgs.length; k++) {
                        if (indy.bsmArgs[k] instanceof Handle h && reads(h)) {
                            indy.bsmArgs[k] = FACADE_GET;
                            changed = true;
                        }
                    }
                }
            }
        }
        return addGet(cn) || changed;
    }

    private static boolean reads(String owner, String name, String desc) {
        return name.equals(GET) && desc.equals(GET_DESC) && READ.contains(owner);
    }

    private static boolean reads(Handle h) {
        return h.getTag() == Opcodes.H_INVOKEVIRTUAL && reads(h.getOwner(), h.getName(), h.getDesc());
    }

    private static boolean addGet(ClassNode cn) {
        if (cn.superName == null
                || !READ.contains(cn.superName)
                || cn.methods.stream().anyMatch(m -> m.name.equals(GET) && m.desc.equals(GET_DESC))) {
            return false;
        }
        MethodNode m = new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, GET, GET_DESC, null, null);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitInsn(Opcodes.DUP);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, cn.superName, GET, GET_DESC, false);
        m.visitMethodInsn(Opcodes.INVOKESTATIC, ClassRewriter.FACADE, GOT, GOT_DESC, false);
        m.visitInsn(Opcodes.ARETURN);
        cn.methods.add(m);
        return true;
    }
}
