package io.ftjvm.instrumentation;

import java.util.ArrayList;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Keeps methods out of stack traces: the JVM honours the annotation in classes of the boot loader. {@code
 * -XX:+UnlockDiagnosticVMOptions -XX:+ShowHiddenFrames} shows them all the same.
 */
final class HiddenFrames {
    private static final String HIDDEN = "Ljdk/internal/vm/annotation/Hidden;";

    private HiddenFrames() {}

    /** Hides the frames of every method of {@code cn}. */
    static void hide(ClassNode cn) {
        for (MethodNode m : cn.methods) {
            hide(m);
        }
    }

    /** Hides the frames of {@code m}. */
    static void hide(MethodNode m) {
        if (m.visibleAnnotations == null) {
            m.visibleAnnotations = new ArrayList<>();
        }
        m.visibleAnnotations.add(new AnnotationNode(HIDDEN));
    }
}
