package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.StartException;
import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Definition;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.HiddenClasses;
import io.ftjvm.instrumentation.ClassHierarchy;
import io.ftjvm.instrumentation.ClassHierarchy.Shape;
import io.ftjvm.instrumentation.ClassRewriter;
import io.ftjvm.instrumentation.Exempt;
import io.ftjvm.instrumentation.RewriteException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;

/** Rewrites classes outside java.base as they are loaded. One that cannot be rewritten ends the process. */
final class GuestTransformer implements ClassFileTransformer, HiddenClasses.Rewriter {
    private static final int STATUS = 88;

    /** Stands for classes of one name that differ from loader to loader. */
    private static final Shape AMBIGUOUS = new Shape(null, Set.of());

    private final Map<String, Shape> ofTheJdk = new ConcurrentHashMap<>();
    private final Map<String, Shape> seen = new ConcurrentHashMap<>();
    private final ClassRewriter rewriter;
    private final BootClasses boot;
    private final ClassLoader agent = GuestTransformer.class.getClassLoader();

    GuestTransformer(ClassRewriter rewriter, BootClasses boot) {
        this.rewriter = rewriter;
        this.boot = boot;
    }

    @Override
    public byte[] transform(
            Module module, ClassLoader loader, String name, Class<?> existing, ProtectionDomain domain, byte[] bytes) {
        if (module == Object.class.getModule()) {
            HostClasses.loaded(name);
            return null;
        }
        if (loader == agent) {
            return null;
        }
        if (existing != null) {
            return rewriter.redirectCalls(bytes, new LoadedFrom(loader, null));
        }
        Object mode = Guest.enterHostMode();
        Set<String> before = HostClasses.rewriting();
        try {
            return rewrite(loader, name, bytes, module, Definition.current(mode, loader));
        } finally {
            HostClasses.rewritten(before);
            Guest.leaveHostMode(mode);
        }
    }

    /**
     * Classes of other modules that host code has loaded by now are the guest's, too. Nothing but calls can be changed in
     * them any more; that they do not count is in {@link Exempt}.
     */
    void rewriteLoaded(Instrumentation instrumentation) {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            Module m = c.getModule();
            if (m.isNamed()
                    && m != Object.class.getModule()
                    && !c.isHidden()
                    && !Exempt.entirely(c.getName().replace('.', '/'))
                    && instrumentation.isModifiableClass(c)) {
                loaded.add(c);
            }
        }
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException e) {
            throw new StartException("a class of the JDK cannot be rewritten: " + e, e);
        }
        boot.loaded();
    }

    @Override
    public byte[] rewrite(Class<?> host, String name, byte[] bytes, Map<String, byte[]> files) {
        byte[] rewritten = rewrite(host.getClassLoader(), name, bytes, files, false);
        return rewritten == null ? bytes : rewritten;
    }

    @Override
    public String[] unknown(ClassLoader loader, byte[] classFile, Map<String, byte[]> files) {
        if (loader == agent) {
            return new String[0];
        }
        LoadedFrom asking = new LoadedFrom(loader, files);
        try {
            rewriter.ask(classFile, asking);
        } catch (RuntimeException e) {
            return new String[0]; // whoever defines or rewrites it will say so
        } catch (StackOverflowError e) {
            throw e; // the guest's: nothing has been defined
        } catch (Error e) {
            halt("a class", e);
            throw e;
        }
        return asking.missing.toArray(new String[0]);
    }

    @Override
    public byte[] rewriteProxy(Class<?> host, String name, byte[] bytes) {
        try {
            byte[] rewritten = rewriter.rewriteProxy(bytes, isOfJdk(host.getModule()), isGuests(host.getClassLoader()));
            return rewritten == null ? bytes : rewritten;
        } catch (Throwable e) {
            halt(name, e);
            throw e;
        }
    }

    @Override
    public String missed() {
        return boot.unseen();
    }

    private static boolean isOfJdk(Module module) {
        String name = module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    /** Whether {@code loader} is not one of the JDK's three. */
    private static boolean isGuests(ClassLoader loader) {
        return loader != null && !loader.getClass().getName().startsWith("jdk.internal.loader.ClassLoaders$");
    }

    /** A class that the JVM has just read. */
    private byte[] rewrite(ClassLoader loader, String name, byte[] bytes, Module module, Definition definition) {
        if (definition == null) {
            byte[] rewritten = rewrite(loader, name, bytes, (Map<String, byte[]>) null, isOfJdk(module));
            if (loader == null) {
                boot.seen((name == null ? new ClassReader(bytes).getClassName() : name).replace('/', '.'));
            }
            return rewritten;
        }
        byte[] rewritten = null;
        try {
            rewritten = rewritten(loader, name, bytes, definition.files(), isOfJdk(module));
            definition.rewritten();
        } catch (StackOverflowError e) {
            return null; // the definition finds out
        } catch (Throwable e) {
            definition.failed(reason(name, e));
        }
        return rewritten;
    }

    private byte[] rewrite(ClassLoader loader, String name, byte[] bytes, Map<String, byte[]> files, boolean jdk) {
        try {
            return rewritten(loader, name, bytes, files, jdk);
        } catch (StackOverflowError e) {
            throw e; // a hidden class is not defined then, and what the JVM loads by itself, BootClasses finds
        } catch (Throwable e) {
            halt(name, e);
            throw e;
        }
    }

    private byte[] rewritten(ClassLoader loader, String name, byte[] bytes, Map<String, byte[]> files, boolean jdk) {
        if (name != null && Exempt.entirely(name)) {
            return null;
        }
        remember(bytes);
        boolean counted = name == null || !Exempt.fromCounting(name);
        return rewriter.rewriteGuest(bytes, new LoadedFrom(loader, files), jdk, isGuests(loader), counted);
    }

    private static String reason(String name, Throwable e) {
        return e instanceof RewriteException ? e.getMessage() : "cannot rewrite " + name + ": " + e;
    }

    private static void halt(String name, Throwable e) {
        StandardError.halt(STATUS, List.of("ftjvm: " + reason(name, e)));
    }

    /** Remembers a class that may be the owner of an inherited method: one made at run time has no file to be found. */
    private void remember(byte[] bytes) {
        ClassReader r = new ClassReader(bytes);
        if (!"java/lang/Object".equals(r.getSuperName())) {
            Shape shape = rewriter.shape(bytes);
            seen.merge(r.getClassName(), shape, (a, b) -> a.equals(b) ? a : AMBIGUOUS);
        }
    }

    /** Superclasses, from class files. */
    private final class LoadedFrom implements ClassHierarchy {
        /** Those that the loader must be asked for. */
        final Set<String> missing = new LinkedHashSet<>();

        private final ClassLoader loader;
        private final Map<String, byte[]> files;

        /**
         * What a loader can find.
         *
         * @param files what it has been asked for; null to ask it, which none but host code may do, of the JDK's own
         */
        LoadedFrom(ClassLoader loader, Map<String, byte[]> files) {
            this.loader = loader;
            this.files = files;
        }

        @Override
        public Shape shape(String className) {
            if (className.startsWith("[")) {
                return null;
            }
            if (loader == null || className.startsWith("java/")) {
                return ofTheJdk.computeIfAbsent(className, c -> read(ClassLoader.getPlatformClassLoader(), c));
            }
            if (files == null) {
                Shape shape = read(loader, className);
                return shape == null ? seen.get(className) : shape;
            }
            if (!files.containsKey(className)) {
                missing.add(className);
                return null;
            }
            byte[] file = files.get(className);
            return file == null ? seen.get(className) : rewriter.shape(file);
        }

        private Shape read(ClassLoader from, String className) {
            try (InputStream in = from.getResourceAsStream(className + ".class")) {
                return in == null ? null : rewriter.shape(in.readAllBytes());
            } catch (IOException e) {
                throw new RewriteException(className, null, "its class file cannot be read: " + e.getMessage());
            }
        }
    }
}
