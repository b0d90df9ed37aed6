package io.ftjvm.instrumentation.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

class ClassInitPassTest {
    @Test
    void announcesAnInitialiserThatEnds() throws Exception {
        assertThat(load().loadClass(Good.class.getName()).getField("depth").get(null))
                .isEqualTo(1);
        assertThat(Probe.initialisers()).isZero();
    }

    @Test
    void announcesAnInitialiserThatThrows() throws Exception {
        Class<?> bad = load().loadClass(Bad.class.getName());
        assertThatThrownBy(() -> bad.getField("depth").get(null))
                .isInstanceOf(ExceptionInInitializerError.class)
                .hasRootCauseInstanceOf(ArithmeticException.class);
        assertThat(Probe.initialisers()).isZero();
    }

    @Test
    void leavesClassesWithoutInitialiserAlone() throws Exception {
        assertThat(new ClassInitPass(Probe.NAME).apply(ClassFiles.parse(bytes(None.class))))
                .isFalse();
    }

    private static ClassFiles.Loader load() throws Exception {
        Map<String, byte[]> classes = new HashMap<>();
        for (Class<?> c : new Class<?>[] {Good.class, Bad.class}) {
            classes.put(c.getName(), ClassFiles.rewrite(bytes(c)));
        }
        return new ClassFiles.Loader(classes);
    }

    private static byte[] bytes(Class<?> c) throws Exception {
        String resource = new ClassReader(c.getName()).getClassName();
        return c.getResourceAsStream("/" + resource + ".class").readAllBytes();
    }

    /** Ends in two ways, after a loop and an exception that it catches. */
    public static final class Good {
        public static int depth;

        static {
            int[] array = new int[10];
            try {
                for (int i = 0; i <= array.length; i++) {
                    array[i] = i;
                }
            } catch (ArrayIndexOutOfBoundsException e) {
                depth = Probe.initialisers();
            }
        }
    }

    /** Throws out of a loop. */
    public static final class Bad {
        public static int depth = 5;

        static {
            for (int i = 3; depth > 0; i--) {
                depth = 1 + depth / i;
            }
        }
    }

    private static final class None {}
}
