package io.ftjvm.instrumentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which classes the JVM asks the loader of a class for while it links that class, and to list its methods for reflection,
 * in the order of the class file. The lists are texts at the head of the class's constant pool, where the guest runtime
 * ({@code Preloads}) finds them: nobody else sees them, and they go with the class.
 */
final class LoadLists {
    /** Begins a text with checks of {@link VerifierLoads}, separated by blanks. */
    static final String LINKING = "ftjvm$linking ";

    /**
     * Begins a text with a letter for each method, m or i for an initialiser, a capital if it is public, and after it a comma
     * and a name for each class among its parameters, its result and its exceptions; separated by blanks.
     */
    static final String MEMBERS = "ftjvm$members ";

    /** Begins a text with the names of the superclass and the interfaces, separated by blanks. */
    static final String SUPERS = "ftjvm$supers ";

    /** Characters; a text may have 65535 bytes, three for a character. */
    private static final int LONGEST = 20_000;

    private LoadLists() {}

    /** Puts the lists of {@code cn} into the class file that {@code w} has not begun. */
    static void write(ClassNode cn, ClassWriter w) {
        List<String> supers = new ArrayList<>(cn.interfaces);
        if (cn.superName != null) {
            supers.add(0, cn.superName);
        }
        texts(SUPERS, supers, w);
        texts(LINKING, VerifierLoads.of(cn), w);
        List<String> members = new ArrayList<>();
        for (MethodNode m : cn.methods) {
            if (!m.name.equals("<clinit>")) {
                members(m, members);
            }
        }
        texts(MEMBERS, members, w);
    }

    private static void members(MethodNode m, List<String> to) {
        boolean isPublic = (m.access & Opcodes.ACC_PUBLIC) != 0;
        String letter = m.name.equals("<init>") ? "i" : "m";
        int before = to.size();
        to.add(isPublic ? letter.toUpperCase(Locale.ROOT) : letter);
        for (Type t : Type.getArgumentTypes(m.desc)) {
            add(t, to);
        }
        add(Type.getReturnType(m.desc), to);
        for (String e : m.exceptions) {
            to.add("," + e);
        }
        if (to.size() == before + 1) {
            to.remove(before);
        }
    }

    private static void add(Type t, List<String> to) {
        Type element = t.getSort() == Type.ARRAY ? t.getElementType() : t;
        if (element.getSort() == Type.OBJECT) {
            to.add("," + element.getInternalName());
        }
    }

    private static void texts(String head, List<String> words, ClassWriter w) {
        StringBuilder b = new StringBuilder(head);
        for (String word : words) {
            if (b.length() > head.length() && b.length() + word.length() > LONGEST) {
                w.newUTF8(b.toString());
                b.setLength(head.length());
            }
            b.append(word).append(' ');
        }
        w.newUTF8(b.toString());
    }
}
