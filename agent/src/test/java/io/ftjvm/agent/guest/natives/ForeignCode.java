package io.ftjvm.agent.guest.natives;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** Loads libraries and asks for foreign functions, all that the running JDK has. */
public final class ForeignCode {
    /**
     * Tries each way.
     *
     * @param args the file of a library that there is
     */
    public static void main(String[] args) throws Exception {
        String library = args[0];
        attempt("System.load", () -> System.load(library));
        attempt("Runtime.load", () -> Runtime.getRuntime().load(library));
        attempt("System.loadLibrary", () -> System.loadLibrary("nosuchlibrary"));
        attempt("Runtime.loadLibrary", () -> Runtime.getRuntime().loadLibrary("nosuchlibrary"));
        attempt("reflective", () -> System.class.getMethod("load", String.class).invoke(null, library));
        if (Runtime.version().feature() >= 22) {
            attempt("library lookup", () -> libraryLookup(library));
            attempt("downcall", ForeignCode::downcall);
        }
    }

    /** By reflection: the sources are compiled for an older release. */
    private static void libraryLookup(String library) throws Exception {
        Class<?> arena = Class.forName("java.lang.foreign.Arena");
        Object global = arena.getMethod("global").invoke(null);
        Class.forName("java.lang.foreign.SymbolLookup")
                .getMethod("libraryLookup", String.class, arena)
                .invoke(null, library, global);
    }

    /** Calls a function of the C library. */
    private static void downcall() throws Exception {
        Class<?> linkers = Class.forName("java.lang.foreign.Linker");
        Class<?> descriptors = Class.forName("java.lang.foreign.FunctionDescriptor");
        Class<?> layouts = Class.forName("java.lang.foreign.MemoryLayout");
        Class<?> options = Class.forName("java.lang.foreign.Linker$Option");
        Object linker = linkers.getMethod("nativeLinker").invoke(null);
        Object lookup = linkers.getMethod("defaultLookup").invoke(linker);
        Object symbol = ((Optional<?>) Class.forName("java.lang.foreign.SymbolLookup")
                        .getMethod("find", String.class)
                        .invoke(lookup, "labs"))
                .orElseThrow();
        Object number = Class.forName("java.lang.foreign.ValueLayout")
                .getField("JAVA_LONG")
                .get(null);
        Object one = Array.newInstance(layouts, 1);
        Array.set(one, 0, number);
        Object descriptor = descriptors.getMethod("of", layouts, one.getClass()).invoke(null, number, one);
        Object none = Array.newInstance(options, 0);
        MethodHandle h = (MethodHandle) linkers.getMethod("downcallHandle", descriptors, none.getClass())
                .invoke(linker, descriptor, none);
        try {
            System.out.println(h.invokeWithArguments(symbol, -3L));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void attempt(String how, Attempt attempt) throws Exception {
        try {
            attempt.run();
            System.out.println(how + ": done");
        } catch (InvocationTargetException e) {
            System.out.println(how + ": " + e.getCause());
        } catch (UnsatisfiedLinkError e) {
            System.out.println(how + ": " + e);
        }
    }

    /** Something that loads. */
    private interface Attempt {
        void run() throws Exception;
    }
}
