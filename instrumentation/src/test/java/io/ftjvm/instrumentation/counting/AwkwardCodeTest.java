package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ftjvm.instrumentation.RewriteException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Bytecode that javac does not emit but others do, run before and after rewriting. */
class AwkwardCodeTest implements Opcodes {
    private static final String NAME = "Awkward";

    @Test
    void loopWhileAnObjectIsNotInitialized() throws Exception {
        byte[] plain = staticMethod(V11, m -> {
            Label loop = new Label();
            m.visitTypeInsn(NEW, "java/lang/StringBuilder");
            m.visitInsn(DUP);
            m.visitInsn(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitLabel(loop);
            m.visitIincInsn(0, 1);
            m.visitVarInsn(ILOAD, 0);
            m.visitIntInsn(SIPUSH, 1000);
            m.visitJumpInsn(IF_ICMPLT, loop);
            m.visitVarInsn(ILOAD, 0);
            m.visitMethodInsn(INVOKESPECIAL, "java/lang/StringBuilder", "<init>", "(I)V", false);
            m.visitMethodInsn(INVOKEVIRTUAL, "java/lang/StringBuilder", "capacity", "()I", false);
            m.visitInsn(IRETURN);
        });
        assertCounted(plain, 1000, 999 * 8);
    }

    @Test
    void loopBeforeTheCallOfTheSuperConstructor() throws Exception {
        byte[] plain = withConstructor(m -> {
            Label loop = new Label();
            m.visitInsn(ICONST_0);
            m.visitVarInsn(ISTORE, 1);
            m.visitLabel(loop);
            m.visitIincInsn(1, 1);
            m.visitVarInsn(ILOAD, 1);
            m.visitIntInsn(SIPUSH, 1000);
            m.visitJumpInsn(IF_ICMPLT, loop);
            m.visitVarInsn(ALOAD, 0);
            m.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            m.visitVarInsn(ALOAD, 0);
            m.visitVarInsn(ILOAD, 1);
            m.visitFieldInsn(PUTFIELD, NAME, "value", "I");
            m.visitInsn(RETURN);
        });
        assertCounted(plain, 1000, 999 * 8);
    }

    @Test
    void loopClosedByAnExceptionHandler() throws Exception {
        byte[] plain = staticMethod(V11, m -> {
            Label start = new Label();
            Label end = new Label();
            Label handler = new Label();
            Label more = new Label();
            m.visitTryCatchBlock(start, end, handler, "java/lang/NullPointerException");
            m.visitInsn(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitJumpInsn(GOTO, start);
            m.visitLabel(handler);
            m.visitInsn(POP);
            m.visitLabel(start);
            m.visitIincInsn(0, 1);
            m.visitVarInsn(ILOAD, 0);
            m.visitIntInsn(SIPUSH, 500);
            m.visitJumpInsn(IF_ICMPLT, more);
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(IRETURN);
            m.visitLabel(more);
            m.visitInsn(ACONST_NULL);
            m.visitInsn(ATHROW);
            m.visitLabel(end);
        });
        assertCounted(plain, 500, 499 * 16);
    }

    /** The handler's entry gets code, and its first instruction is one that frames name by its position. */
    @Test
    void handlerThatBeginsWithNew() throws Exception {
        byte[] plain = staticMethod(V11, m -> {
            Label start = new Label();
            Label end = new Label();
            Label handler = new Label();
            Label other = new Label();
            m.visitTryCatchBlock(start, end, handler, "java/lang/ArrayIndexOutOfBoundsException");
            m.visitInsn(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitIntInsn(BIPUSH, 100);
            m.visitIntInsn(NEWARRAY, T_INT);
            m.visitVarInsn(ASTORE, 1);
            m.visitLabel(start);
            m.visitVarInsn(ALOAD, 1);
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(ICONST_1);
            m.visitInsn(IASTORE);
            m.visitIincInsn(0, 1);
            m.visitJumpInsn(GOTO, start);
            m.visitLabel(end);
            m.visitLabel(handler);
            m.visitTypeInsn(NEW, "java/lang/StringBuilder");
            m.visitInsn(DUP);
            m.visitVarInsn(ILOAD, 0);
            m.visitJumpInsn(IFLT, other);
            m.visitIincInsn(0, 1);
            m.visitLabel(other);
            m.visitVarInsn(ILOAD, 0);
            m.visitMethodInsn(INVOKESPECIAL, "java/lang/StringBuilder", "<init>", "(I)V", false);
            m.visitMethodInsn(INVOKEVIRTUAL, "java/lang/StringBuilder", "capacity", "()I", false);
            m.visitInsn(IRETURN);
        });
        assertCounted(plain, 101, 100 * 8);
    }

    @Test
    void backwardSwitch() throws Exception {
        byte[] plain = staticMethod(V11, m -> {
            Label one = new Label();
            Label two = new Label();
            Label out = new Label();
            m.visitInsn(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitLabel(one);
            m.visitIincInsn(0, 1);
            m.visitLabel(two);
            m.visitIincInsn(0, 1);
            m.visitVarInsn(ILOAD, 0);
            m.visitIntInsn(SIPUSH, 500);
            m.visitInsn(IDIV);
            m.visitLookupSwitchInsn(out, new int[] {0, 1}, new Label[] {one, two});
            m.visitLabel(out);
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(IRETURN);
        });
        assertCounted(plain, 1000, 249 * 8 + 500 * 8);
    }

    @Test
    void subroutines() throws Exception {
        byte[] plain = staticMethod(V1_4, m -> {
            Label before = new Label();
            Label begin = new Label();
            Label loop = new Label();
            Label after = new Label();
            Label out = new Label();
            m.visitInsn(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitJumpInsn(GOTO, begin);
            m.visitLabel(before);
            m.visitVarInsn(ASTORE, 1);
            m.visitIincInsn(0, 1);
            m.visitVarInsn(RET, 1);
            m.visitLabel(begin);
            m.visitLabel(loop);
            m.visitJumpInsn(JSR, before);
            m.visitJumpInsn(JSR, after);
            m.visitVarInsn(ILOAD, 0);
            m.visitIntInsn(SIPUSH, 300);
            m.visitJumpInsn(IF_ICMPLT, loop);
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(IRETURN);
            m.visitLabel(after);
            m.visitVarInsn(ASTORE, 2);
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(ICONST_2);
            m.visitInsn(IREM);
            m.visitJumpInsn(IFNE, out);
            m.visitIincInsn(0, 1);
            m.visitLabel(out);
            m.visitVarInsn(RET, 2);
        });
        assertCounted(plain, 301, 151 * 8 + 150 * 8);
    }

    /** As javac compiled {@code synchronized} before Java 1.4.2: nothing covers the handler. */
    @Test
    void uncoveredUnlock() throws Exception {
        byte[] plain = staticMethod(V1_3, m -> {
            Label start = new Label();
            Label loop = new Label();
            Label end = new Label();
            Label handler = new Label();
            m.visitTryCatchBlock(start, end, handler, null);
            m.visitInsn(ICONST_0);
            m.visitVarInsn(ISTORE, 0);
            m.visitLdcInsn("lock");
            m.visitInsn(DUP);
            m.visitVarInsn(ASTORE, 1);
            m.visitInsn(MONITORENTER);
            m.visitLabel(start);
            m.visitLabel(loop);
            m.visitIincInsn(0, 1);
            m.visitVarInsn(ILOAD, 0);
            m.visitIntInsn(SIPUSH, 300);
            m.visitJumpInsn(IF_ICMPLT, loop);
            m.visitVarInsn(ALOAD, 1);
            m.visitInsn(MONITOREXIT);
            m.visitLabel(end);
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(IRETURN);
            m.visitLabel(handler);
            m.visitVarInsn(ASTORE, 2);
            m.visitVarInsn(ALOAD, 1);
            m.visitInsn(MONITOREXIT);
            m.visitVarInsn(ALOAD, 2);
            m.visitInsn(ATHROW);
        });
        assertCounted(plain, 300, 299 * 8);
        ClassNode rewritten = ClassFiles.parse(ClassFiles.rewrite(plain));
        assertThat(rewritten.methods.get(0).maxLocals).as("no local counter").isEqualTo(3);
    }

    @Test
    void methodThatWouldNotBeCompiledAnyMore() throws Exception {
        byte[] plain = staticMethod(V11, m -> manyLoops(m, 500));
        assertCounted(plain, 500 * 2, 500 * 8);
        ClassNode rewritten = ClassFiles.parse(ClassFiles.rewrite(plain));
        assertThat(CodeSize.atMost(rewritten.methods.get(0).instructions)).isLessThan(2 * 8_000);
    }

    @Test
    void methodThatWouldBeTooLarge() throws Exception {
        assertCounted(staticMethod(V11, m -> manyLoops(m, 2_500)), 2_500 * 2, 2_500 * 8);
        byte[] large = staticMethod(V11, m -> manyLoops(m, 4_500));
        assertThatThrownBy(() -> ClassFiles.rewrite(large))
                .isInstanceOf(RewriteException.class)
                .hasMessage("cannot rewrite Awkward.run()I: it would be larger than a class file allows");
    }

    /** {@code loops} loops of two turns each. */
    private static void manyLoops(MethodVisitor m, int loops) {
        m.visitInsn(ICONST_0);
        m.visitVarInsn(ISTORE, 0);
        for (int i = 0; i < loops; i++) {
            Label loop = new Label();
            m.visitLabel(loop);
            m.visitIincInsn(0, 1);
            m.visitVarInsn(ILOAD, 0);
            m.visitInsn(ICONST_1);
            m.visitInsn(IAND);
            m.visitJumpInsn(IFNE, loop);
        }
        m.visitVarInsn(ILOAD, 0);
        m.visitInsn(IRETURN);
    }

    private static void assertCounted(byte[] plain, int result, long count) throws Exception {
        assertThat(new ClassFiles.Loader(Map.of(NAME, plain)).call(NAME, "run")).isEqualTo(result);
        long before = Probe.total();
        ClassFiles.Loader rewritten = new ClassFiles.Loader(Map.of(NAME, ClassFiles.rewrite(plain)));
        assertThat(rewritten.call(NAME, "run")).isEqualTo(result);
        assertThat(Probe.total() - before).isEqualTo(count);
    }

    private static byte[] staticMethod(int version, Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(version >= V1_7 ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
        writer.visit(version, ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        method(writer, ACC_PUBLIC | ACC_STATIC, "run", "()I", body);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] withConstructor(Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        writer.visit(V11, ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        writer.visitField(ACC_PUBLIC, "value", "I", null, null).visitEnd();
        method(writer, ACC_PUBLIC, "<init>", "()V", body);
        method(writer, ACC_PUBLIC | ACC_STATIC, "run", "()I", m -> {
            m.visitTypeInsn(NEW, NAME);
            m.visitInsn(DUP);
            m.visitMethodInsn(INVOKESPECIAL, NAME, "<init>", "()V", false);
            m.visitFieldInsn(GETFIELD, NAME, "value", "I");
            m.visitInsn(IRETURN);
        });
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void method(
            ClassWriter writer, int access, String name, String descriptor, Consumer<MethodVisitor> body) {
        MethodVisitor m = writer.visitMethod(access, name, descriptor, null, null);
        m.visitCode();
        body.accept(m);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
