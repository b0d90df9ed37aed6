package io.ftjvm.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The native methods of java.base that a guest thread is stopped before, as found when the image is built: whether a method
 * of another class is native, a caller's class file does not say. Immutable.
 */
public final class RefusedNatives {
    /** Its entry in the image. */
    public static final String RESOURCE = "io/ftjvm/guest/refused-natives.txt";

    private final Map<String, String> reasons;

    private RefusedNatives(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /** Those among the native methods of some classes that the catalogue refuses and no hook takes. */
    static RefusedNatives among(
            Collection<byte[]> classFiles, Catalogue catalogue, HookTable table, ClassHierarchy hierarchy) {
        Map<String, String> reasons = new TreeMap<>();
        for (byte[] b : classFiles) {
            ClassNode cn = new ClassNode();
            new ClassReader(b).accept(cn, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            for (MethodNode m : cn.methods) {
                if ((m.access & Opcodes.ACC_NATIVE) != 0 && !table.takes(cn.name, m.name, m.desc, hierarchy)) {
                    String reason = catalogue.refusal(cn.name, m.name, m.desc);
                    if (reason != null) {
                        reasons.put(key(cn.name, m.name, m.desc), reason);
                    }
                }
            }
        }
        return new RefusedNatives(reasons);
    }

    /** Reads what {@link #toBytes} has written. */
    public static RefusedNatives read(InputStream in) throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            int bar = line.indexOf('|');
            reasons.put(line.substring(0, bar), line.substring(bar + 1));
        }
        return new RefusedNatives(reasons);
    }

    /** A line for each method. */
    byte[] toBytes() {
        StringBuilder b = new StringBuilder();
        reasons.forEach((k, v) -> b.append(k).append('|').append(v).append('\n'));
        return b.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Why a call is refused; null if it is not. */
    String reason(String owner, String name, String desc) {
        return reasons.get(key(owner, name, desc));
    }

    /** The reasons, by {@code owner name desc}. */
    public Map<String, String> reasons() {
        return reasons;
    }

    private static String key(String owner, String name, String desc) {
        return owner + " " + name + " " + desc;
    }
}
