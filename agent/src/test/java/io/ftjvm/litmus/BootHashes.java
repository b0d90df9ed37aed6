package io.ftjvm.litmus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ServiceLoader;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;

/**
 * What the boot of the JVM leaves to identity hash codes: the order of the modules and of the providers in them, and the
 * hash codes of all mirrors. Those of classes that are not loaded yet are drawn here, in one order; those of the others
 * were drawn by whoever linked them. With an argument it then waits until there is no file of that name.
 */
public final class BootHashes {
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(ModuleLayer.boot().configuration().modules());
        System.out.println(ModuleLayer.boot().modules());
        System.out.println(ServiceLoader.load(Provider.class).stream()
                .map(p -> p.type().getName())
                .collect(Collectors.toList()));
        for (Object o : new Object[] {
            ModuleLayer.boot(),
            ModuleLayer.boot().configuration(),
            Object.class.getModule(),
            ClassLoader.getSystemClassLoader(),
            ClassLoader.getPlatformClassLoader(),
            Thread.currentThread(),
            Thread.currentThread().getThreadGroup(),
            Runtime.getRuntime(),
            System.in,
            System.out,
            System.err,
        }) {
            System.out.println(o.getClass().getName() + " " + System.identityHashCode(o));
        }
        System.out.println(mirrors());
        // Read when the pool's class is initialised, which must not be the host's doing.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "3");
        Check.equal(3, ForkJoinPool.commonPool().getParallelism(), "parallelism");
        while (args.length > 0 && Files.exists(Path.of(args[0]))) {
            Thread.sleep(20);
        }
    }

    private static String mirrors() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : ModuleClasses.of("java.base")) {
            text.append(name).append(' ');
            try {
                text.append(System.identityHashCode(Class.forName(name, false, null)));
            } catch (ClassNotFoundException | LinkageError e) {
                text.append(e);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
