package io.ftjvm.guest;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * A class that a guest thread defines through a class loader. To rewrite it takes class files of others, of superclasses,
 * which only its loader can find: the guest's own code, that must not run in host mode, within a transformer, where the JVM
 * rewrites nothing. So the loader is asked before.
 */
public final class Definition {
    private static final String[] NONE = {};

    private final ClassLoader loader;
    private final Map<String, byte[]> files = new HashMap<>();

    /** Whether the transformer has done its work. */
    boolean rewritten;

    /** Why it could not; null if it was not called. */
    private String failure;

    private Definition(ClassLoader loader) {
        this.loader = loader;
    }

    /** A class is about to be defined. Called in guest mode; calls the loader. */
    static Definition of(ClassLoader loader, byte[] classFile) {
        Definition d = new Definition(loader);
        for (; ; ) {
            String[] names = d.unknown(classFile);
            if (names.length == 0) {
                return d;
            }
            byte[][] found = new byte[names.length][];
            for (int i = 0; i < names.length; i++) {
                found[i] = read(loader, names[i]);
            }
            d.learn(names, found);
        }
    }

    private String[] unknown(byte[] classFile) {
        Object mode = Guest.enterHostMode();
        try {
            return loader == null ? NONE : HiddenClasses.rewriter.unknown(loader, classFile, files);
        } finally {
            Guest.leaveHostMode(mode);
        }
    }

    private void learn(String[] names, byte[][] found) {
        Object mode = Guest.enterHostMode();
        try {
            for (int i = 0; i < names.length; i++) {
                files.put(names[i], found[i]);
            }
        } finally {
            Guest.leaveHostMode(mode);
        }
    }

    private static byte[] read(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name.concat(".class"))) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /**
     * The class has been defined and not rewritten. The JVM calls the transformer as it calls any Java code, and where that
     * fails for want of stack it goes on with the class as it was. Does not return.
     */
    void missed(Class<?> c) {
        if (failure != null) {
            Fatal.failed(failure);
        }
        Fatal.notRewritten(c.getName());
    }

    /**
     * The one that the JVM has called the transformer for; null for a class that it loads by itself.
     *
     * @param mode of {@link Guest#enterHostMode}
     */
    public static Definition current(Object mode, ClassLoader loader) {
        Definition d = mode == null ? null : ((GuestThread) mode).defining;
        return d == null || d.loader != loader ? null : d;
    }

    /** What the loader has given for names of classes it was asked for, internal names; null for one it has not found. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** The transformer has done its work. */
    public void rewritten() {
        rewritten = true;
    }

    /** The transformer cannot rewrite the class; the JVM will reject it, too, if it is no class. */
    public void failed(String reason) {
        failure = reason;
    }
}
