package io.ftjvm.bench.counting;

import io.ftjvm.instrumentation.counting.CountingPass;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Measures one kernel in this process. Arguments: {@code plain} or {@code counted}, name of the kernel. Prints CPU
 * nanoseconds of one execution: the median of several batches, after warming up.
 */
final class KernelRun {
    private static final long WARM_UP_NANOS = 1_500_000_000L;
    private static final long BATCH_NANOS = 100_000_000L;
    private static final int BATCHES = 9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static long result;

    private KernelRun() {}

    public static void main(String[] args) throws Exception {
        Method kernel = new Loader(args[0].equals("counted"))
                .loadClass(Kernels.class.getName())
                .getMethod(args[1]);
        repeat(kernel, WARM_UP_NANOS);
        double[] batches = new double[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            batches[i] = repeat(kernel, BATCH_NANOS);
        }
        Arrays.sort(batches);
        System.err.println("result " + result);
        System.out.println(batches[BATCHES / 2]);
    }

    /** Executes the kernel for some CPU time, and returns nanoseconds per execution. */
    private static double repeat(Method kernel, long nanos) throws ReflectiveOperationException {
        long start = THREADS.getCurrentThreadCpuTime();
        long used;
        int executions = 0;
        do {
            result += (long) kernel.invoke(null);
            executions++;
            used = THREADS.getCurrentThreadCpuTime() - start;
        } while (used < nanos);
        return (double) used / executions;
    }

    /** Defines the kernels itself, rewritten or as they are. */
    private static final class Loader extends ClassLoader {
        private final boolean counted;

        Loader(boolean counted) {
            super(KernelRun.class.getClassLoader());
            this.counted = counted;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Kernels.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = in.readAllBytes();
                    byte[] defined = counted ? rewrite(bytes) : bytes;
                    return defineClass(name, defined, 0, defined.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }

        private static byte[] rewrite(byte[] bytes) {
            ClassNode cn = new ClassNode();
            new ClassReader(bytes).accept(cn, ClassReader.EXPAND_FRAMES);
            new CountingPass(Counter.NAME).apply(cn);
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            cn.accept(writer);
            return writer.toByteArray();
        }
    }
}
