package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

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
        static int value = 3;
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
