package io.ftjvm.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class FinalizerPassTest {
    @Test
    void removesTheFinalizerOnly() {
        ClassNode cn = classWith("app/Resource");
        assertThat(new FinalizerPass().apply(cn)).isTrue();
        assertThat(cn.methods).extracting(m -> m.name + m.desc).containsExactly("finalize(I)V", "finalize()I");
        assertThat(new FinalizerPass().apply(cn)).isFalse();
    }

    @Test
    void leavesStaticMethodsAlone() {
        ClassNode cn = classWith("app/Resource");
        cn.methods.forEach(m -> m.access |= Opcodes.ACC_STATIC);
        assertThat(new FinalizerPass().apply(cn)).isFalse();
        assertThat(cn.methods).hasSize(3);
    }

    @Test
    void leavesTheJdkAlone() {
        ClassNode cn = classWith("java/sql/Resource");
        assertThat(new FinalizerPass().apply(cn)).isFalse();
        assertThat(cn.methods).hasSize(3);
    }

    private static ClassNode classWith(String name) {
        ClassNode cn = new ClassNode();
        cn.name = name;
        for (String descriptor : new String[] {"()V", "(I)V", "()I"}) {
            cn.methods.add(new MethodNode(Opcodes.ACC_PROTECTED, "finalize", descriptor, null, null));
        }
        return cn;
    }
}
