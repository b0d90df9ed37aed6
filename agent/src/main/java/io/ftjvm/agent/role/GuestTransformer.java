package io.ftjvm.agent.role;

import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.HiddenClasses;
import io.ftjvm.instrumentation.ClassHierarchy;
import io.ftjvm.instrumentation.ClassRewriter;
import io.ftjvm.instrumentation.Exempt;
import io.ftjvm.instrumentation.RewriteException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;

/** Rewrites classes outside java.base as they are loaded. One that cannot be rewritten ends the process. */
final class GuestTransformer implements ClassFileTransformer, HiddenClasses.Rewriter {
    private static final int STATUS = 88;

    private final ClassRewriter rewriter;
    private final ClassLoader agent = GuestTransformer.class.getClassLoader();

    GuestTransformer(ClassRewriter rewriter) {
        this.rewriter = rewriter;
    }

    @Override
    public byte[] transform(
            Module module, ClassLoader loader, String name, Class<?> existing, ProtectionDomain domain, byte[] bytes) {
        if (module == Object.class.getModule()) {
            HostClasses.loaded(name);
            return null;
        }
        if (loader == agent || existing != null) {
            return null;
        }
        Object mode = Guest.enterHostMode();
        try {
            return rewrite(loader, name, bytes, isOfJdk(module));
        } finally {
            Guest.leaveHostMode(mode);
        }
    }

    @Override
    public byte[] rewrite(Class<?> host, String name, byte[] bytes) {
        byte[] rewritten = rewrite(host.getClassLoader(), name, bytes, false);
        return rewritten == null ? bytes : rewritten;
    }

    private static boolean isOfJdk(Module module) {
        String name = module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    private byte[] rewrite(ClassLoader loader, String name, byte[] bytes, boolean jdk) {
        try {
            if (name != null && Exempt.entirely(name)) {
                return null;
            }
            boolean counted = name == null || !Exempt.fromCounting(name);
            return rewriter.rewriteGuest(bytes, new LoadedFrom(loader), jdk, counted);
        } catch (RewriteException e) {
            StandardError.halt(STATUS, List.of("ftjvm: " + e.getMessage()));
            throw e;
        } catch (Throwable e) {
            StandardError.halt(STATUS, List.of("ftjvm: cannot rewrite " + name + ": " + e));
            throw e;
        }
    }

    /** Superclasses read from class files as a loader finds them. */
    private static final class LoadedFrom implements ClassHierarchy {
        private static final Map<String, String> OF_THE_JDK = new ConcurrentHashMap<>();

        private final ClassLoader loader;

        LoadedFrom(ClassLoader loader) {
            this.loader = loader;
        }

        @Override
        public String superName(String className) {
            if (className.startsWith("[") || className.equals("java/lang/Object")) {
                return null;
            }
            boolean jdk = className.startsWith("java/");
            if (jdk) {
                String known = OF_THE_JDK.get(className);
                if (known != null) {
                    return known;
                }
            }
            String file = className + ".class";
            try (InputStream in =
                    loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
                String superName = in == null ? null : new ClassReader(in.readAllBytes()).getSuperName();
                if (jdk && superName != null) {
                    OF_THE_JDK.put(className, superName);
                }
                return superName;
            } catch (IOException e) {
                throw new RewriteException(className, null, "its class file cannot be read: " + e.getMessage());
            }
        }
    }
}
