package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.AgentJar;
import io.ftjvm.agent.boot.StartException;
import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.HostReferences;
import io.ftjvm.guest.Scheduler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The classes of java.base that host code uses. When HotSpot links a class it draws the identity hash code of its mirror
 * from the current thread's state (Verifier::verify), so both the mirror's hash code and the thread's next ones depend on
 * who links it. Therefore every role links all of them before the guest starts, in the same order, whether it will use
 * them or not.
 */
final class HostClasses {
    /** One name a line. */
    private static final String LIST = "host-classes.txt";

    private static final String IMAGE = "ftjvm/image/";
    private static final String GUEST_RUNTIME = IMAGE + "io/ftjvm/guest/";

    private static final List<Class<?>> PRIMITIVES = List.of(
            void.class,
            boolean.class,
            byte.class,
            char.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class);

    /**
     * With this system property set, what host code must not do is named on standard error: load a class that the list
     * lacks, or use a cache of references that are the guest's.
     */
    private static final boolean TELL = System.getProperty("ftjvm.tell.host.classes") != null;

    /** Whom to ask what is loaded; null unless it is to be told. */
    private static volatile Instrumentation telling;

    /** What has been linked, and names of the list that this JDK lacks; null before. */
    private static volatile Set<String> linked;

    private HostClasses() {}

    /**
     * Links every class of the guest runtime, every class of the list that this JDK has, and what is loaded and not linked
     * after that. Enums of the list are initialised.
     */
    static void link(Instrumentation instrumentation) throws IOException {
        Set<String> all = new TreeSet<>();
        try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
            for (JarEntry e : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = e.getName();
                if (name.startsWith(GUEST_RUNTIME) && name.endsWith(".class") && !name.endsWith("package-info.class")) {
                    all.add(name.substring(IMAGE.length(), name.length() - ".class".length())
                            .replace('/', '.'));
                }
            }
        }
        try (InputStream in = HostClasses.class.getResourceAsStream(LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String name; (name = lines.readLine()) != null; ) {
                all.add(name);
            }
        }
        all.forEach(HostClasses::link);
        all.forEach(HostClasses::hashConstants);
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            if (c.isArray()) {
                hash(c);
            }
        }
        for (Class<?> c : PRIMITIVES) {
            hash(c);
        }
        // To link one loads others, in signatures, and so do initialisers.
        for (Set<String> more; !(more = loaded(instrumentation, all)).isEmpty(); all.addAll(more)) {
            more.forEach(HostClasses::link);
        }
        linked = all;
    }

    /** Host code puts constants of enums into sets, which draws their hash codes, too. */
    private static void hashConstants(String name) {
        try {
            if (Class.forName(name, false, null).isEnum()) {
                for (Object constant : Class.forName(name, true, null).getEnumConstants()) {
                    Guest.linking(name + "." + ((Enum<?>) constant).name());
                    System.identityHashCode(constant);
                }
            }
        } catch (ClassNotFoundException e) {
            return; // another release has it
        }
    }

    /** The host is set up: what it has loaded on the way is told; what it loads from now on, {@link #loaded} tells. */
    static void settled(Instrumentation instrumentation) {
        Guest.settled();
        if (TELL) {
            telling = instrumentation;
            HostReferences.listen(new SharedReferences());
            loaded(instrumentation, linked).forEach(HostClasses::tell);
        }
    }

    /** The named classes of java.base that are loaded but for the known ones, in an order that is the same every time. */
    private static Set<String> loaded(Instrumentation instrumentation, Set<String> known) {
        Set<String> names = new TreeSet<>();
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            if (c.getModule() == Object.class.getModule() && !c.isArray() && !c.isPrimitive() && !c.isHidden()) {
                names.add(c.getName());
            }
        }
        names.removeAll(known);
        return names;
    }

    /** Nobody links these: their hash codes are drawn by who asks, a method type for one. */
    private static void hash(Class<?> c) {
        Guest.linking(c.getName());
        System.identityHashCode(c);
    }

    private static void link(String name) {
        try {
            Class<?> c = Class.forName(name, false, null);
            if (c.getModule() != Object.class.getModule()) {
                // Loaded this early it would never be rewritten.
                throw new StartException(name + " is not in java.base: it may not be on the list of host classes");
            }
            Guest.linking(name);
            // Asking for its members links a class without initialising it. Interfaces have no constructors to ask for.
            if (c.isInterface()) {
                c.getDeclaredFields();
            } else {
                c.getDeclaredConstructors();
            }
        } catch (ClassNotFoundException e) {
            return; // another release has it
        }
    }

    /** A class of java.base has been loaded. Any thread. */
    static void loaded(String name) {
        if (TELL && Guest.started() && Scheduler.current() == null) {
            tell(name.replace('/', '.'));
        }
    }

    /**
     * The agent is about to rewrite a class: what is loaded now, if it is to be told. The JVM calls no transformer for what
     * a transformer itself loads.
     */
    static Set<String> rewriting() {
        return telling == null ? null : loaded(telling, linked);
    }

    /** It has: tells what it has loaded since {@code before}, which {@link #rewriting} gave. */
    static void rewritten(Set<String> before) {
        if (before != null) {
            before.addAll(linked);
            loaded(telling, before).forEach(HostClasses::tell);
        }
    }

    private static void tell(String name) {
        StandardError.line("ftjvm: host class " + name);
    }
}
