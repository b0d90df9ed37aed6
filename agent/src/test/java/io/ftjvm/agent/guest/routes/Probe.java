package io.ftjvm.agent.guest.routes;

import java.lang.reflect.Method;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes each of the facade's methods throw when the current thread's name says so, if it is a guest's. A call that gets there is caught,
 * whatever way it took, and what it would have done is not.
 */
public final class Probe {
    /** The facade, as a class file of the image. */
    public static final String FACADE = "java/lang/Ftjvm.class";

    /** Message of what a probed method throws. */
    static final String CAUGHT = "caught";

    /** A call of {@code Reference.get} stays where it is, and this method gets its answer. */
    private static final String AFTER_GET = "got";

    private Probe() {}

    /** The image's routes. */
    static String[] routes() throws ReflectiveOperationException {
        Method routes = Class.forName("io.ftjvm.guest.RouteJdk").getDeclaredMethod("routes");
        routes.setAccessible(true);
        return (String[]) routes.invoke(null);
    }

    /** The thread name that arms one method. */
    static String probe(String name, String desc) {
        return "probe " + name + desc;
    }

    /** The facade with the check at the head of its methods. */
    public static byte[] in(byte[] facade) {
        ClassWriter w = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        ClassVisitor probing = new ClassVisitor(Opcodes.ASM9, w) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String desc, String signature, String[] exceptions) {
                MethodVisitor v = super.visitMethod(access, name, desc, signature, exceptions);
                if (name.equals(AFTER_GET)) {
                    return new Probed(v, probe("Reference$get", "(Ljava/lang/ref/Reference;)Ljava/lang/Object;"));
                }
                return name.indexOf('$') < 0 ? v : new Probed(v, probe(name, desc));
            }
        };
        new ClassReader(facade).accept(probing, 0);
        return w.toByteArray();
    }

    /** One method with the check. */
    private static final class Probed extends MethodVisitor {
        private final String armed;

        Probed(MethodVisitor v, String armed) {
            super(Opcodes.ASM9, v);
            this.armed = armed;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            Label otherwise = new Label();
            super.visitLdcInsn(armed);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", false);
            super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Thread", "getName", "()Ljava/lang/String;", false);
            super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "equals", "(Ljava/lang/Object;)Z", false);
            super.visitJumpInsn(Opcodes.IFEQ, otherwise);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", false);
            super.visitFieldInsn(Opcodes.GETFIELD, "java/lang/Thread", "ftjvm$guest", "Lio/ftjvm/guest/GuestThread;");
            super.visitJumpInsn(Opcodes.IFNULL, otherwise);
            super.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
            super.visitInsn(Opcodes.DUP);
            super.visitLdcInsn(CAUGHT);
            super.visitMethodInsn(
                    Opcodes.INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "(Ljava/lang/String;)V", false);
            super.visitInsn(Opcodes.ATHROW);
            super.visitLabel(otherwise);
            super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
    }
}
