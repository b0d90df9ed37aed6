package io.ftjvm.agent.guest.statics;

import io.ftjvm.litmus.ModuleClasses;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.text.NumberFormat;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.crypto.KeyGenerator;
import javax.net.ssl.SSLContext;

/**
 * A guest that waits until there is no file of the name in its first argument, initialises every class of the modules named
 * in the others, uses what sets up more when it is first used, and then has its heap dumped: by an array that no JVM can
 * make.
 */
public final class WholeJdk {
    /** The identity hash codes of what host and guest have in common, with names. */
    static String[] identities;

    /** Inheritable thread locals in the order in which a new thread has asked them. */
    static String[] inherited;

    private WholeJdk() {}

    public static void main(String[] args) throws Exception {
        while (Files.exists(Path.of(args[0]))) {
            Thread.sleep(20);
        }
        inherited = inherit();
        List<Class<?>> classes = new ArrayList<>();
        for (String module : List.of(args).subList(1, args.length)) {
            initialise(module, classes);
        }
        use();
        identities = identities(classes);
        dump();
        System.out.println("done");
        System.exit(0);
    }

    private static void initialise(String module, List<Class<?>> classes) throws Exception {
        for (String name : ModuleClasses.of(module)) {
            try {
                classes.add(Class.forName(name, true, ClassLoader.getPlatformClassLoader()));
            } catch (ClassNotFoundException | Error e) {
                continue; // not for this system, or for the guest
            }
        }
    }

    private static String[] inherit() throws InterruptedException {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "local " + i;
            new InheritableThreadLocal<String>() {
                @Override
                protected String childValue(String parent) {
                    order.add(parent);
                    return parent;
                }
            }.set(name);
        }
        Thread child = new Thread(() -> {});
        child.start();
        child.join();
        return order.toArray(new String[0]);
    }

    private static void use() throws Exception {
        List<Object> used = new ArrayList<>(List.of(1, 2, 3));
        Collections.shuffle(used);
        used.add(new Random().nextInt());
        used.add(Math.random());
        used.add(StrictMath.random());
        used.add(ThreadLocalRandom.current().nextInt());
        RandomGeneratorFactory.all()
                .map(RandomGeneratorFactory::name)
                .sorted()
                .forEach(name -> used.add(RandomGenerator.of(name).nextLong()));
        used.add(UUID.randomUUID());
        used.add(new SecureRandom().nextInt());
        used.add(KeyGenerator.getInstance("AES").generateKey());
        used.add(KeyPairGenerator.getInstance("EC").generateKeyPair());
        used.add(SSLContext.getDefault().createSSLEngine());
        used.add(new Timer(true));
        used.add(new Thread(() -> {}).getName());
        Executors.newSingleThreadExecutor().shutdown();
        used.add(ForkJoinPool.commonPool().submit(() -> 1).get());
        for (int i = 0; i < 100; i++) {
            used.add(new ConcurrentSkipListMap<>(java.util.Map.of(i, i)).put(i, i));
        }
        used.add(NumberFormat.getCurrencyInstance().format(1.5) + String.format("%,.3f %tc", 1.5, new Date(0)));
        used.add(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).format(ZonedDateTime.now()));
        used.add(InetAddress.getLoopbackAddress());
        used.add(ProcessHandle.current().pid());
        try (ServerSocket server = new ServerSocket(0);
                Selector selector = Selector.open()) {
            used.add(server.isBound() && selector.isOpen());
        }
        used.add(
                new String("\u00e9\n".getBytes(StandardCharsets.UTF_16)).lines().count());
        System.getLogger("statics").log(System.Logger.Level.DEBUG, "not shown");
        System.out.println("used " + used.size());
    }

    private static String[] identities(List<Class<?>> classes) throws IllegalAccessException {
        List<String> identities = new ArrayList<>();
        for (Class<?> c : classes) {
            identities.add(c.getName() + " " + System.identityHashCode(c));
            constants(c, identities);
            Object[] constants = c.getEnumConstants();
            for (int i = 0; constants != null && i < constants.length; i++) {
                identities.add(c.getName() + "." + ((Enum<?>) constants[i]).name() + " "
                        + System.identityHashCode(constants[i]));
            }
        }
        for (Object o : new Object[] {
            ClassLoader.getSystemClassLoader(),
            Thread.currentThread(),
            Runtime.getRuntime(),
            System.in,
            System.out,
            System.err
        }) {
            identities.add(o.getClass().getName() + " " + System.identityHashCode(o));
        }
        ModuleLayer.boot().modules().stream()
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(m -> identities.add(m + " " + System.identityHashCode(m)));
        return identities.toArray(new String[0]);
    }

    /** Objects that everybody can get at. */
    private static void constants(Class<?> c, List<String> identities) throws IllegalAccessException {
        if (!Modifier.isPublic(c.getModifiers()) || !c.getModule().isExported(c.getPackageName())) {
            return;
        }
        for (Field f : c.getDeclaredFields()) {
            int m = f.getModifiers();
            if (Modifier.isStatic(m) && Modifier.isPublic(m) && !f.getType().isPrimitive() && !f.isEnumConstant()) {
                identities.add(f + " " + System.identityHashCode(f.get(null)));
            }
        }
    }

    private static void dump() {
        try {
            identities[0] = new byte[Integer.MAX_VALUE].toString();
        } catch (OutOfMemoryError e) {
            System.out.println(e.getMessage());
        }
    }
}
