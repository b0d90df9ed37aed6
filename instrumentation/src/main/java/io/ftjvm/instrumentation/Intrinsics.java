package io.ftjvm.instrumentation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Methods whose Java body compiled code may pass by, since the JIT compilers have code of their own for them: nothing may
 * be put into such a body. The exceptions are the table, with a reason for each line.
 */
final class Intrinsics {
    /**
     * One line of the table.
     *
     * @param method null for all of the class's
     * @param reason why it is nevertheless right to change the body
     */
    private record Line(String owner, String method, String reason) {}

    private static final List<Line> CHANGED = List.of(
            new Line("java/lang/reflect/Method", "invoke", "marked for walks of the stack; no compiler replaces it"),
            new Line(
                    "java/lang/StringBuffer",
                    null,
                    "C2 leaves out a buffer that nothing else can see, and nobody can wait for such a buffer's monitor"));

    private Intrinsics() {}

    private static boolean mayChange(String owner, String method) {
        return CHANGED.stream().anyMatch(l -> l.owner.equals(owner) && (l.method == null || l.method.equals(method)));
    }

    /**
     * The intrinsics of a class of java.base whose body rewriting changes although it may not.
     *
     * @param names name and descriptor of the class's intrinsics
     */
    static List<String> changed(byte[] classFile, Set<String> names, HookTable table, ClassHierarchy hierarchy) {
        ClassNode cn = ClassRewriter.read(classFile);
        List<AbstractInsnNode[]> before = new ArrayList<>();
        List<MethodNode> methods = new ArrayList<>();
        for (MethodNode m : cn.methods) {
            if (names.contains(m.name + m.desc) && !mayChange(cn.name, m.name)) {
                methods.add(m);
                before.add(m.instructions.toArray());
            }
        }
        new RedirectPass(table, hierarchy, true).apply(cn);
        new FieldPass(table).apply(cn);
        new BodyPass(table).apply(cn);
        new CaughtPass(false).apply(cn);
        new MonitorPass().apply(cn);
        new RunPass().apply(cn);
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            MethodNode m = methods.get(i);
            AbstractInsnNode[] now = m.instructions.toArray();
            Set<AbstractInsnNode> old = new HashSet<>(List.of(before.get(i)));
            boolean same = now.length == before.get(i).length;
            for (AbstractInsnNode n : now) {
                same &= old.contains(n)
                        && !(n instanceof MethodInsnNode call && call.owner.equals(ClassRewriter.FACADE));
            }
            if (!same) {
                changed.add(cn.name + "." + m.name + m.desc);
            }
        }
        return changed;
    }
}
