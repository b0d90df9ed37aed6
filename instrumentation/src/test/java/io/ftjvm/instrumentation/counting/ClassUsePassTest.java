package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ftjvm.instrumentation.RewriteException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

class ClassUsePassTest {
    @Test
    void announcesEveryKindOfUseOnceInStraightLineCode() throws Exception {
        IntSupplier user = load();
        int before = Probe.uses();
        assertThat(user.getAsInt()).isEqualTo(18);
        // One for each of the four classes, and one for each trip through the loop.
        assertThat(Probe.uses() - before).isEqualTo(6);
    }

    @Test
    void leavesAClassAloneThatUsesItselfAndTheJdkOnly() throws Exception {
        assertThat(new ClassUsePass(Probe.NAME).apply(ClassFiles.parse(bytes(Own.class))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {7_700, 7_930, 7_990, 31_990, 62_000})
    void announcesInLargeMethodsTooAndKeepsThemCompiledIfItCan(int size) throws Exception {
        int uses = 20;
        ClassNode cn = large(size, uses);
        assertThat(new ClassUsePass(Probe.NAME).apply(cn)).isTrue();
        ClassWriter w = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cn.accept(w);
        byte[] rewritten = w.toByteArray();
        int grown = CodeSize.atMost(cn.methods.get(0).instructions);
        assertThat(grown <= 8_000).isEqualTo(size + 3 * uses <= 8_000);
        Class<?> c = new ClassFiles.Loader(Map.of("Large", rewritten, Read.class.getName(), bytes(Read.class)))
                .loadClass("Large");
        int before = Probe.uses();
        c.getMethod("run").invoke(null);
        assertThat(Probe.uses() - before).isEqualTo(uses);
    }

    @Test
    void refusesAMethodThatHasNoRoomLeft() {
        ClassNode cn = large(65_500, 20);
        assertThatThrownBy(() -> new ClassUsePass(Probe.NAME).apply(cn))
                .isInstanceOf(RewriteException.class)
                .hasMessageContaining("larger than a class file allows");
    }

    /** A class with a method of {@code size} bytes, which uses another class so many times, each on a branch of its own. */
    private static ClassNode large(int size, int uses) {
        ClassNode cn = new ClassNode();
        cn.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Large", null, "java/lang/Object", null);
        MethodNode m = new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
        for (int i = 0; i < uses; i++) {
            LabelNode next = new LabelNode();
            m.instructions.add(
                    new FieldInsnNode(Opcodes.GETSTATIC, Read.class.getName().replace('.', '/'), "value", "I"));
            m.instructions.add(new JumpInsnNode(Opcodes.IFEQ, next));
            m.instructions.add(next);
        }
        for (int n = CodeSize.atMost(m.instructions) + 1; n < size; n++) {
            m.instructions.add(new InsnNode(Opcodes.NOP));
        }
        m.instructions.add(new InsnNode(Opcodes.RETURN));
        cn.methods.add(m);
        return cn;
    }

    private static IntSupplier load() throws Exception {
        Map<String, byte[]> classes = new HashMap<>();
        for (Class<?> c : new Class<?>[] {User.class, Read.class, Written.class, Called.class, Created.class}) {
            classes.put(c.getName(), ClassFiles.rewrite(bytes(c)));
        }
        return (IntSupplier) new ClassFiles.Loader(classes)
                .loadClass(User.class.getName())
                .getConstructor()
                .newInstance();
    }

    private static byte[] bytes(Class<?> c) throws Exception {
        String resource = new ClassReader(c.getName()).getClassName();
        return c.getResourceAsStream("/" + resource + ".class").readAllBytes();
    }

    /** Uses other classes in every way, on branches and with an uninitialised object on the stack. */
    public static final class User implements IntSupplier {
        @Override
        public int getAsInt() {
            int sum = Read.value + Read.value;
            Written.value = 3;
            sum += Called.three() + new Created(sum > 0 ? Called.three() : 1).value;
            for (int i = 0; i < 2; i++) {
                sum += Read.value;
            }
            return sum;
        }
    }

    /** Read. */
    public static final class Read {
        public static int value = 3;
    }

    /** Written. */
    public static final class Written {
        static int value;
    }

    /** Called. */
    public static final class Called {
        static int three() {
            return 3;
        }
    }

    /** Created. */
    public static final class Created {
        final int value;

        Created(int value) {
            this.value = value;
        }
    }

    private static final class Own {
        static int count;

        static String use() {
            return String.valueOf(count++);
        }
    }
}
