package io.ftjvm.agent.pair.guest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** Prints the lines of its input, a signal that it handles, and that it ends. */
public final class Operated {
    private Operated() {}

    public static void main(String[] args) throws Exception {
        Semaphore signals = new Semaphore(0);
        Object signal = handle("USR1", () -> {
            System.out.println("signal USR1");
            signals.release();
        });
        // By reflection: javac warns of a class that is not part of the platform.
        signal.getClass().getMethod("raise", signal.getClass()).invoke(null, signal);
        signals.acquire();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            System.out.println("line " + line);
        }
        System.out.println("end of input");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static Object handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object signal = type.getConstructor(String.class).newInstance(name);
        Object proxy = Proxy.newProxyInstance(
                Operated.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                    action.run();
                    return null;
                });
        Object before = type.getMethod("handle", type, handler).invoke(null, signal, proxy);
        System.out.println(
                "by default: " + (before == handler.getField("SIG_DFL").get(null)));
        return signal;
    }
}
