package io.ftjvm.agent.guest.routes;

import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes classes that call a method in every way a class file can. */
final class Forge {
    private static final String PACKAGE = "io/ftjvm/agent/guest/routes/";
    private static final String METAFACTORY = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
            + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;";

    private final Hooked hooked;
    private final String owner;
    private final String desc;
    private final String fullDesc;

    Forge(Hooked hooked) {
        this.hooked = hooked;
        owner = Type.getInternalName(hooked.owner);
        desc = hooked.type.toMethodDescriptorString();
        fullDesc = hooked.fullType().toMethodDescriptorString();
    }

    /** An interface with one method {@code call} that takes the receiver, too. */
    byte[] functional(String name) {
        ClassWriter w = new ClassWriter(0);
        w.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
                PACKAGE + name,
                null,
                "java/lang/Object",
                null);
        w.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "call", fullDesc, null, null)
                .visitEnd();
        return w.toByteArray();
    }

    /**
     * A class with static methods {@code direct}, which calls, {@code constant} and {@code dynamic}, which answer a handle,
     * and {@code reference}, which answers an instance of {@code functional}.
     */
    byte[] caller(String name, String functional) {
        ClassWriter w = start(name, "java/lang/Object");
        MethodVisitor direct = method(w, "direct", fullDesc);
        load(direct, hooked.fullType(), 0);
        direct.visitMethodInsn(opcode(), owner, hooked.name, desc, hooked.owner.isInterface());
        end(direct, hooked.type);

        MethodVisitor lookup = method(w, "lookup", "()Ljava/lang/invoke/MethodHandles$Lookup;");
        lookup.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "lookup",
                "()Ljava/lang/invoke/MethodHandles$Lookup;",
                false);
        end(lookup, MethodType.methodType(Object.class));

        Handle h = new Handle(
                hooked.isStatic()
                        ? Opcodes.H_INVOKESTATIC
                        : hooked.owner.isInterface() ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKEVIRTUAL,
                owner,
                hooked.name,
                desc,
                hooked.owner.isInterface());
        MethodVisitor constant = method(w, "constant", "()Ljava/lang/Object;");
        constant.visitLdcInsn(h);
        end(constant, MethodType.methodType(Object.class));

        MethodVisitor dynamic = method(w, "dynamic", "()Ljava/lang/Object;");
        dynamic.visitLdcInsn(new ConstantDynamic(
                "dynamic",
                "Ljava/lang/Object;",
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        PACKAGE + "AllRoutes",
                        "bootstrap",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                                + "Ljava/lang/invoke/MethodHandle;)Ljava/lang/Object;",
                        false),
                h));
        end(dynamic, MethodType.methodType(Object.class));

        MethodVisitor reference = method(w, "reference", "()Ljava/lang/Object;");
        reference.visitInvokeDynamicInsn(
                "call",
                "()L" + PACKAGE + functional + ";",
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        "java/lang/invoke/LambdaMetafactory",
                        "metafactory",
                        METAFACTORY,
                        false),
                Type.getMethodType(fullDesc),
                h,
                Type.getMethodType(fullDesc));
        end(reference, MethodType.methodType(Object.class));
        return w.toByteArray();
    }

    /**
     * A subclass of the owner with static methods {@code inherited}, which calls by the subclass's name, and, for an
     * instance method, {@code above}, which calls {@code super}'s.
     */
    byte[] subclass(String name) {
        ClassWriter w = start(name, owner);
        String self = PACKAGE + name;
        MethodType type = hooked.isStatic() ? hooked.type : hooked.type.insertParameterTypes(0, Object.class);
        MethodVisitor inherited = method(w, "inherited", type.toMethodDescriptorString());
        loadSelf(inherited, type, self);
        inherited.visitMethodInsn(opcode(), self, hooked.name, desc, false);
        end(inherited, hooked.type);
        if (!hooked.isStatic()) {
            MethodVisitor above = w.visitMethod(Opcodes.ACC_PUBLIC, "above", desc, null, null);
            above.visitCode();
            above.visitVarInsn(Opcodes.ALOAD, 0);
            load(above, hooked.type, 1);
            above.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, hooked.name, desc, false);
            end(above, hooked.type);
        }
        return w.toByteArray();
    }

    private void loadSelf(MethodVisitor v, MethodType type, String self) {
        if (hooked.isStatic()) {
            load(v, type, 0);
            return;
        }
        v.visitVarInsn(Opcodes.ALOAD, 0);
        v.visitTypeInsn(Opcodes.CHECKCAST, self);
        load(v, hooked.type, 1);
    }

    private int opcode() {
        return hooked.isStatic()
                ? Opcodes.INVOKESTATIC
                : hooked.owner.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    }

    private static ClassWriter start(String name, String superName) {
        ClassWriter w = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        w.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, PACKAGE + name, null, superName, null);
        return w;
    }

    private static MethodVisitor method(ClassWriter w, String name, String desc) {
        MethodVisitor v = w.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, desc, null, null);
        v.visitCode();
        return v;
    }

    private static void load(MethodVisitor v, MethodType type, int from) {
        int slot = from;
        for (Class<?> c : type.parameterList()) {
            Type t = Type.getType(c);
            v.visitVarInsn(t.getOpcode(Opcodes.ILOAD), slot);
            slot += t.getSize();
        }
    }

    private static void end(MethodVisitor v, MethodType type) {
        v.visitInsn(Type.getType(type.returnType()).getOpcode(Opcodes.IRETURN));
        v.visitMaxs(0, 0);
        v.visitEnd();
    }
}
