package io.ftjvm.guest;

import java.nio.charset.StandardCharsets;
import jdk.internal.access.SharedSecrets;
import jdk.internal.misc.Unsafe;
import jdk.internal.reflect.ConstantPool;

/**
 * The order in which a class loader of the guest's own is asked for classes. To verify a class the JVM goes through its
 * methods in the order of the addresses of their names (Method::sort_methods, ClassVerifier::verify_class), and lists them
 * for reflection in the same; so whoever is asked for the first time while that goes on asks for all of them, in the order
 * of the class file, and the JVM then finds them there.
 *
 * <p>What it will need the rewriter has put at the head of the class's constant pool: {@code LoadLists} has the format.
 * Runs on guest threads, in guest mode: it calls the guest's loaders.
 */
final class Preloads {
    private static final String LINKING = "ftjvm$linking ";
    private static final String MEMBERS = "ftjvm$members ";
    private static final char IF_SUPER = '^';

    /** The class whose lists were the last to be gone through without failure: it comes again and again. */
    private static Class<?> last;

    private Preloads() {}

    /**
     * {@code loader} is asked for a class, maybe by the JVM, which then links the class that has been announced.
     *
     * @return the class, if the loader has it by now; null if it is to be asked
     */
    static Class<?> preloaded(GuestThread g, ClassLoader loader, String name) throws ClassNotFoundException {
        Class<?> c = Ftjvm.announced;
        if (c == null || c == g.preloading || name == null) {
            return null;
        }
        if (g.preloadFailed == c) {
            fail(g, c, name);
        }
        if (c == last || Jdk.findLoadedClass(loader, name) != null) {
            return null; // the JVM does not ask again
        }
        linking(g, c);
        if (g.preloadFailed == c) {
            fail(g, c, name);
        } else {
            last = c;
        }
        return Jdk.findLoadedClass(loader, name);
    }

    /** The current thread is about to list members of {@code c}, and has announced it. */
    static void members(GuestThread g, Class<?> c, boolean constructors, boolean publicOnly) {
        if (c == g.preloading || !Initialisers.mayCall(c.getClassLoader())) {
            return;
        }
        linking(g, c);
        if (g.preloadFailed == c) {
            return;
        }
        Class<?> outer = g.preloading;
        g.preloading = c;
        try {
            boolean wanted = false;
            for (String word : words(c, MEMBERS)) {
                if (word.charAt(0) != ',') {
                    char kind = word.charAt(0);
                    wanted = (constructors ? kind == 'I' || kind == 'i' : kind == 'M' || kind == 'm')
                            && (!publicOnly || kind == 'I' || kind == 'M');
                } else if (wanted && load(g, c, word.substring(1)) == null) {
                    return;
                }
            }
        } finally {
            g.preloading = outer;
            Ftjvm.announced = c;
        }
    }

    /** A hidden class is about to be defined, which links it. */
    static void hidden(GuestThread g, Class<?> host, byte[] classFile) {
        if (classFile.length < 13 || classFile[10] != 1 || !Initialisers.mayCall(host.getClassLoader())) {
            return;
        }
        int length = (classFile[11] & 0xff) << 8 | classFile[12] & 0xff;
        String text = new String(classFile, 13, length, StandardCharsets.UTF_8);
        if (text.startsWith(LINKING) && g.preloading != host) {
            Class<?> outer = g.preloading;
            Class<?> announced = Ftjvm.announced;
            g.preloading = host;
            Ftjvm.announced = host;
            try {
                checks(g, host, text.substring(LINKING.length()));
            } finally {
                g.preloading = outer;
                g.preloadFailed = null;
                Ftjvm.announced = announced;
            }
        }
    }

    /** What linking {@code c} asks for: superclasses and interfaces come first. */
    private static void linking(GuestThread g, Class<?> c) {
        Class<?> outer = g.preloading;
        g.preloading = c;
        g.preloadFailed = null;
        g.preloadRefused = null;
        try {
            chain(g, c, c);
        } finally {
            g.preloading = outer;
            Ftjvm.announced = c;
        }
    }

    private static boolean chain(GuestThread g, Class<?> c, Class<?> one) {
        if (one == null || !Initialisers.mayCall(one.getClassLoader())) {
            return true;
        }
        if (one != c && !Unsafe.getUnsafe().shouldBeInitialized(one)) {
            return true;
        }
        if (!chain(g, c, one.getSuperclass())) {
            return false;
        }
        for (Class<?> i : one.getInterfaces()) {
            if (!chain(g, c, i)) {
                return false;
            }
        }
        for (String text : texts(one, LINKING)) {
            if (!checks(g, one, text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean checks(GuestThread g, Class<?> c, String text) {
        for (int at = 0, end; (end = text.indexOf(' ', at)) >= 0; at = end + 1) {
            if (text.charAt(at) == IF_SUPER) {
                String name = text.substring(at + 1, end).replace('/', '.');
                if (isSuper(c, name) && load(g, c, name) == null) {
                    return false;
                }
                continue;
            }
            int comma = text.indexOf(',', at);
            boolean pair = comma >= 0 && comma < end;
            Class<?> wanted = load(g, c, text.substring(at, pair ? comma : end));
            if (wanted == null) {
                return false;
            }
            if (pair && !wanted.isInterface() && load(g, c, text.substring(comma + 1, end)) == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSuper(Class<?> c, String name) {
        for (Class<?> s = c.getSuperclass(); s != null; s = s.getSuperclass()) {
            if (s.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Asks as the JVM does, which remembers the answer; null if there is no such class, and no more is to be asked for. */
    private static Class<?> load(GuestThread g, Class<?> c, String internalName) {
        String name = internalName.replace('/', '.');
        try {
            Ftjvm.announced = g.preloading; // for those that have to wait for it
            return Jdk.forName(name, false, c.getClassLoader(), c);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            g.preloadFailed = g.preloading;
            g.preloadMissing = name;
            g.preloadFailure = e;
            return null;
        }
    }

    /**
     * A class that linking {@code c} takes could not be loaded. It is the same one whatever the JVM asks for first, and its
     * loader is asked once.
     */
    private static void fail(GuestThread g, Class<?> c, String name) throws ClassNotFoundException {
        Throwable failure = g.preloadFailure;
        String missing = g.preloadMissing;
        if (name.equals(missing)) {
            g.preloadFailed = null;
            g.preloadRefused = c;
            if (failure instanceof ClassNotFoundException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            throw (LinkageError) failure;
        }
        if (isListed(c, name)) {
            g.preloadFailed = null;
            g.preloadRefused = c;
            if (failure instanceof LinkageError e) {
                throw e;
            }
            NoClassDefFoundError e = new NoClassDefFoundError(missing.replace('.', '/'));
            e.initCause(failure);
            throw e;
        }
    }

    private static boolean isListed(Class<?> c, String name) {
        String internal = name.replace('.', '/');
        for (Class<?> s = c; s != null; s = s.getSuperclass()) {
            for (String list : new String[] {LINKING, MEMBERS}) {
                for (String text : texts(s, list)) {
                    for (String word : text.split("[ ,^]")) {
                        if (word.equals(internal)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private static String[] words(Class<?> c, String list) {
        String all = String.join("", texts(c, list));
        return all.isEmpty() ? new String[0] : all.split(" ");
    }

    /** The texts of one list, without their heads; none if the class has not been rewritten with lists. */
    private static String[] texts(Class<?> c, String list) {
        if (!Initialisers.mayCall(c.getClassLoader())) {
            return new String[0];
        }
        ConstantPool pool = SharedSecrets.getJavaLangAccess().getConstantPool(c);
        String[] found = new String[0];
        for (int i = 1; i < pool.getSize() && pool.getTagAt(i) == ConstantPool.Tag.UTF8; i++) {
            String text = pool.getUTF8At(i);
            if (!text.startsWith(LINKING) && !text.startsWith(MEMBERS)) {
                break;
            }
            if (text.startsWith(list)) {
                found = java.util.Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = text.substring(list.length());
            }
        }
        return found;
    }
}
