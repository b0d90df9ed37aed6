package io.ftjvm.instrumentation.counting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Counts at the entry of methods that java.base may call in a loop of its own, by their names and descriptors: the table
 * {@code callbacks} beside this class. Everywhere else loops count where they close.
 */
public final class CallbackPass {
    /** One call stands for a little code, whatever the method does. */
    private static final int WEIGHT = 8;

    private static final String TABLE = "callbacks";
    private static final Set<String> CALLBACKS = read();

    private final CounterCode code;

    /**
     * A pass that counts on one class.
     *
     * @param counter internal name of the counter class, {@code java/lang/Ftjvm}
     */
    public CallbackPass(String counter) {
        this.code = new CounterCode(counter);
    }

    /** Rewrites the methods of {@code cn} that are in the table, and returns whether there were any. */
    public boolean apply(ClassNode cn) {
        boolean changed = false;
        for (MethodNode m : cn.methods) {
            boolean called = (m.access & Opcodes.ACC_STATIC) == 0 && m.instructions.size() > 0;
            if (called && CALLBACKS.contains(m.name + m.desc)) {
                m.instructions.insert(code.check(WEIGHT));
                changed = true;
            }
        }
        return changed;
    }

    private static Set<String> read() {
        Set<String> all = new HashSet<>();
        try (InputStream in = CallbackPass.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line; (line = lines.readLine()) != null; ) {
                if (!line.isEmpty() && !line.startsWith("#") && !line.endsWith(":")) {
                    all.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE, e);
        }
        return all;
    }
}
