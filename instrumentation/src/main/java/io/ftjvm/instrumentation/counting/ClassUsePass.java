package io.ftjvm.instrumentation.counting;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Announces instructions that initialise another class, {@code used(Class)}, before they execute: the JVM would block a
 * thread inside them while another thread runs the class's initialiser.
 *
 * <p>Not announced: classes of {@code java.*} whose initialisers do not block; the class itself, whose code runs once its
 * initialisation has begun; a second use in straight-line code. Apply it after the passes that count, whose view of a
 * method the announcements are not part of.
 *
 * <p>Where announcements would keep a method from being compiled, those that no longer have room are made through methods
 * of their own, {@code ftjvm$used$N}, in half the space. Beyond that they are made whatever becomes of the method; one that a
 * class file then cannot hold is refused: a use without its announcement could block the JVM, and everybody with it.
 */
public final class ClassUsePass {
    /** What an announcement takes, in bytes of bytecode. */
    private static final int SITE = 6;

    /** The same through a method of its own. */
    private static final int SMALL_SITE = 3;

    private static final String DESC = "(Ljava/lang/Class;)V";
    private static final String SMALL = "ftjvm$used$";

    private final String hooks;
    private final String hook;
    private final Predicate<String> announced;

    private ClassUsePass(String hooks, String hook, Predicate<String> announced) {
        this.hooks = hooks;
        this.hook = hook;
        this.announced = announced;
    }

    /**
     * A pass that announces to one class.
     *
     * @param hooks internal name of the class with the static hooks, {@code java/lang/Ftjvm}
     */
    public ClassUsePass(String hooks) {
        this(hooks, "used", Blocking::mayBlock);
    }

    /** A pass for classes of which some cannot be linked without calling class loaders: it announces {@code using(Class)}. */
    public static ClassUsePass withLoaders(String hooks) {
        return new ClassUsePass(hooks, "using", Blocking::mayBlock);
    }

    /** A pass for java.base. */
    public static ClassUsePass inJavaBase(String hooks) {
        return new ClassUsePass(hooks, "used", Blocking::inJavaBase);
    }

    /** Rewrites the methods of {@code cn}, and returns whether there was anything to announce. */
    public boolean apply(ClassNode cn) {
        boolean changed = false;
        Map<String, MethodNode> small = new LinkedHashMap<>();
        for (MethodNode method : cn.methods) {
            changed |= apply(cn, method, small);
        }
        cn.methods.addAll(small.values());
        if (changed && (cn.version & 0xFFFF) < Opcodes.V1_5) {
            cn.version = Opcodes.V1_5; // the first that can load a class constant
        }
        return changed;
    }

    private boolean apply(ClassNode cn, MethodNode method, Map<String, MethodNode> small) {
        Set<LabelNode> targets = targets(method);
        Set<String> done = new HashSet<>();
        int sites = sites(cn, method);
        int n = 1;
        int size = CodeSize.atMost(method.instructions);
        int limit = size <= CodeSize.COMPILED ? CodeSize.COMPILED : CodeSize.SHORT_BRANCHES;
        boolean changed = false;
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof LabelNode && targets.contains(insn)) {
                done.clear();
            }
            String used = used(insn);
            if (used != null && !used.equals(hooks) && isAnnounced(cn, used) && done.add(used)) {
                boolean fits = size + SITE + SMALL_SITE * (sites - n) <= limit;
                n++;
                size += fits ? SITE : SMALL_SITE;
                if (insn.getOpcode() == Opcodes.NEW && insn.getPrevious() != null) {
                    new Frames(cn, method).labelOwn(insn);
                    insn = insn.getPrevious();
                }
                if (fits) {
                    method.instructions.insertBefore(insn, announcement(used));
                } else {
                    method.instructions.insertBefore(insn, announcement(cn, small(cn, used, small)));
                }
                changed = true;
            }
        }
        if (changed && size > CodeSize.LARGEST) {
            CodeSize.requireWritable(cn, method);
        }
        return changed;
    }

    /** More than the announcements that {@code method} needs. */
    private int sites(ClassNode cn, MethodNode method) {
        int n = 0;
        for (AbstractInsnNode insn : method.instructions) {
            String used = used(insn);
            n += used != null && isAnnounced(cn, used) ? 1 : 0;
        }
        return n;
    }

    private boolean isAnnounced(ClassNode cn, String used) {
        return !used.equals(cn.name) && !used.startsWith("[") && announced.test(used);
    }

    /** The class that {@code insn} initialises, or null. */
    private static String used(AbstractInsnNode insn) {
        switch (insn.getOpcode()) {
            case Opcodes.NEW:
                return ((TypeInsnNode) insn).desc;
            case Opcodes.GETSTATIC:
            case Opcodes.PUTSTATIC:
                return ((FieldInsnNode) insn).owner;
            case Opcodes.INVOKESTATIC:
                return ((MethodInsnNode) insn).owner;
            default:
                return null;
        }
    }

    private static Set<LabelNode> targets(MethodNode method) {
        Set<LabelNode> targets = new HashSet<>();
        for (AbstractInsnNode insn : method.instructions) {
            targets.addAll(Branches.targets(insn));
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            targets.add(block.handler);
        }
        return targets;
    }

    private InsnList announcement(String used) {
        InsnList code = new InsnList();
        code.add(new LdcInsnNode(Type.getObjectType(used))); // STACK: Class
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, hooks, hook, DESC, false)); // STACK:
        return code;
    }

    private static MethodInsnNode announcement(ClassNode cn, MethodNode small) {
        boolean isInterface = (cn.access & Opcodes.ACC_INTERFACE) != 0;
        return new MethodInsnNode(Opcodes.INVOKESTATIC, cn.name, small.name, small.desc, isInterface); // STACK:
    }

    /** The method that announces a use of {@code used}. */
    private MethodNode small(ClassNode cn, String used, Map<String, MethodNode> small) {
        return small.computeIfAbsent(used, name -> {
            MethodNode m = new MethodNode(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                    SMALL + small.size(),
                    "()V",
                    null,
                    null);
            m.instructions.add(announcement(name));
            m.instructions.add(new InsnNode(Opcodes.RETURN));
            return m;
        });
    }
}
