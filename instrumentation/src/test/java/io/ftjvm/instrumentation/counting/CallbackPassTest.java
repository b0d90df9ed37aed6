package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class CallbackPassTest {
    @Test
    void countsAtTheEntryOfWhatTheJdkCallsInLoops() throws Exception {
        ClassNode cn = parse(Callbacks.class);
        assertThat(new CallbackPass("Counter").apply(cn)).isTrue();
        // The bridges are what the JDK calls: the methods with types of their own do not count again.
        assertThat(counted(cn))
                .containsExactlyInAnyOrder("hasNext()Z", "next()Ljava/lang/Object;", "get()Ljava/lang/Object;");
    }

    @Test
    void leavesOthersAlone() throws Exception {
        assertThat(new CallbackPass("Counter").apply(parse(CallbackPassTest.class)))
                .isFalse();
    }

    private static ClassNode parse(Class<?> c) throws Exception {
        ClassNode cn = new ClassNode();
        new ClassReader(c.getName()).accept(cn, ClassReader.EXPAND_FRAMES);
        return cn;
    }

    private static List<String> counted(ClassNode cn) {
        List<String> names = new ArrayList<>();
        for (MethodNode m : cn.methods) {
            for (AbstractInsnNode i : m.instructions) {
                if (i.getOpcode() == Opcodes.INVOKESTATIC && ((MethodInsnNode) i).owner.equals("Counter")) {
                    names.add(m.name + m.desc);
                }
            }
        }
        return names;
    }

    /** Two interfaces of the JDK, and a method that only looks like one of theirs. */
    static final class Callbacks implements Iterator<String>, Supplier<String> {
        @Override
        public boolean hasNext() {
            return get().isEmpty();
        }

        @Override
        public String next() {
            return get(1);
        }

        @Override
        public String get() {
            return "";
        }

        String get(int i) {
            return Integer.toString(i);
        }
    }
}
