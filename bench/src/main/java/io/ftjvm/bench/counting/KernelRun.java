package io.ftjvm.bench.counting;

import io.ftjvm.instrumentation.counting.CountingPass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Executes one kernel on demand. Arguments: {@code plain} or {@code counted}, name of the kernel. Each line read is a
 * number of nanoseconds to spend; the answer is how many nanoseconds of CPU time one execution took.
 */
final class KernelRun {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static long result;

    private KernelRun() {}

    public static void main(String[] args) throws Exception {
        Method kernel = new Loader(args[0].equals("counted"))
                .loadClass(Kernels.class.getName())
                .getMethod(args[1]);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            System.out.println(repeat(kernel, Long.parseLong(line)));
        }
        System.err.println("result " + result);
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

    /** Defines the kernels and the library they use itself, rewritten or as they are. */
    private static final class Loader extends ClassLoader {
        private final boolean counted;

        Loader(boolean counted) {
            super(KernelRun.class.getClassLoader());
            this.counted = counted;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Kernels.class.getName()) && !name.startsWith("org.objectweb.asm.")) {
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
