package io.ftjvm.guest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private static final String HEAD = "ftjvm$";
    private static final String SUPERS = "ftjvm$supers ";
    private static final String LINKING = "ftjvm$linking ";
    private static final String MEMBERS = "ftjvm$members ";
    private static final char IF_SUPER = '^';

    /** Where a class file's constants begin, and what a text begins with. */
    private static final int CONSTANTS = 10;

    private static final byte UTF8 = 1;
    private static final String[] NONE = {};

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
        if (c == null || c == g.preloading || name == null || !Initialisers.mayCall(c.getClassLoader())) {
            return null;
        }
        if (g.preloadFailed == c) {
            fail(g, c, name);
        }
        if (c == last || isInitialised(c) || Jdk.findLoadedClass(loader, name) != null) {
            return null; // it is linked, or this is not the JVM, which does not ask again
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
            for (String word : words(texts(c, MEMBERS))) {
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

    /** A hidden class is about to be defined, which loads its superclasses and links it. */
    static void hidden(GuestThread g, Class<?> host, byte[] classFile) {
        if (!Initialisers.mayCall(host.getClassLoader())) {
            return;
        }
        Class<?> outer = g.preloading;
        Class<?> announced = Ftjvm.announced;
        g.preloading = null; // nobody else can need the class
        try {
            Class<?>[] supers = new Class<?>[0];
            for (String name : words(texts(classFile, SUPERS))) {
                Class<?> one = load(g, host, name);
                if (one == null) {
                    return;
                }
                supers = Arrays.copyOf(supers, supers.length + 1);
                supers[supers.length - 1] = one;
            }
            for (Class<?> one : supers) {
                if (!chain(g, one)) {
                    return;
                }
            }
            for (String text : texts(classFile, LINKING)) {
                if (!checks(g, host, text)) {
                    return;
                }
            }
        } finally {
            g.preloading = outer;
            g.preloadFailed = null;
            Ftjvm.announced = announced;
        }
    }

    /** What linking {@code c} asks for: superclasses and interfaces come first. */
    private static void linking(GuestThread g, Class<?> c) {
        Class<?> outer = g.preloading;
        g.preloading = c;
        g.preloadFailed = null;
        g.preloadRefused = null;
        try {
            chain(g, c);
        } finally {
            g.preloading = outer;
            Ftjvm.announced = c;
        }
    }

    private static boolean chain(GuestThread g, Class<?> one) {
        if (one == null || !Initialisers.mayCall(one.getClassLoader()) || isInitialised(one)) {
            return true;
        }
        if (!chain(g, one.getSuperclass())) {
            return false;
        }
        for (Class<?> i : one.getInterfaces()) {
            if (!chain(g, i)) {
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

    private static boolean isInitialised(Class<?> c) {
        return !Unsafe.getUnsafe().shouldBeInitialized(c);
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
        boolean same = name.equals(g.preloadMissing);
        if (!same && !isListed(c, name)) {
            return;
        }
        g.preloadFailed = null;
        g.preloadRefused = c;
        if (failure instanceof LinkageError e) {
            throw e;
        }
        if (same && failure instanceof RuntimeException e) {
            throw e;
        }
        if (same) {
            throw (ClassNotFoundException) failure;
        }
        NoClassDefFoundError e = new NoClassDefFoundError(g.preloadMissing.replace('.', '/'));
        e.initCause(failure);
        throw e;
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

    private static String[] words(String[] texts) {
        String all = String.join("", texts);
        return all.isEmpty() ? NONE : all.split(" ");
    }

    /** The texts of one list, without their heads; none if the class has not been rewritten with lists. */
    private static String[] texts(Class<?> c, String list) {
        String[] found = NONE;
        if (Initialisers.mayCall(c.getClassLoader())) {
            ConstantPool pool = SharedSecrets.getJavaLangAccess().getConstantPool(c);
            for (int i = 1; i < pool.getSize() && pool.getTagAt(i) == ConstantPool.Tag.UTF8; i++) {
                String text = pool.getUTF8At(i);
                if (!text.startsWith(HEAD)) {
                    break;
                }
                found = add(found, text, list);
            }
        }
        return found;
    }

    /** The same of a class file. */
    private static String[] texts(byte[] classFile, String list) {
        String[] found = NONE;
        int at = CONSTANTS;
        while (at + 3 <= classFile.length && classFile[at] == UTF8) {
            int length = (classFile[at + 1] & 0xff) << 8 | classFile[at + 2] & 0xff;
            if (at + 3 + length > classFile.length) {
                break; // no class file: whoever defines it says so
            }
            String text = new String(classFile, at + 3, length, StandardCharsets.UTF_8);
            if (!text.startsWith(HEAD)) {
                break;
            }
            found = add(found, text, list);
            at += 3 + length;
        }
        return found;
    }

    private static String[] add(String[] found, String text, String list) {
        if (!text.startsWith(list)) {
            return found;
        }
        String[] more = Arrays.copyOf(found, found.length + 1);
        more[found.length] = text.substring(list.length());
        return more;
    }
}
