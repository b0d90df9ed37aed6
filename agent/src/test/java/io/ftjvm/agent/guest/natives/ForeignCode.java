package io.ftjvm.agent.guest.natives;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

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

    private static void downcall() throws Exception {
        Class<?> linkers = Class.forName("java.lang.foreign.Linker");
        Object linker = linkers.getMethod("nativeLinker").invoke(null);
        Class<?> descriptors = Class.forName("java.lang.foreign.FunctionDescriptor");
        Class<?> layouts = Class.forName("java.lang.foreign.MemoryLayout");
        Object none = java.lang.reflect.Array.newInstance(layouts, 0);
        Object descriptor = descriptors.getMethod("ofVoid", none.getClass()).invoke(null, none);
        for (Method m : linkers.getMethods()) {
            if (m.getName().equals("downcallHandle") && m.getParameterCount() == 2) {
                Object options =
                        java.lang.reflect.Array.newInstance(Class.forName("java.lang.foreign.Linker$Option"), 0);
                System.out.println(m.invoke(linker, descriptor, options) != null);
            }
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
