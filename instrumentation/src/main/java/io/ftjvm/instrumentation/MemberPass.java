package io.ftjvm.instrumentation;

import io.ftjvm.instrumentation.HookTable.MemberName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Gives the guest runtime access to private members of java.base. The owner gets a public static bridge for each, and the
 * guest runtime's method with the {@code Member} annotation calls the bridge: the members themselves keep their access,
 * so subclasses and reflection see no difference.
 */
final class MemberPass {
    private static final String MEMBER = "Lio/ftjvm/guest/Member;";
    private static final String BRIDGE = "ftjvm$member$";

    /**
     * The fields added, public, so that the check on every hook is one load. HotSpot relies on Reference's own four lying
     * side by side and on there being no other that holds an object (InstanceRefKlass::update_nonstatic_oop_maps): an int
     * finds its place before them, a long would let one of them slip into the gap that alignment leaves.
     */
    private static final List<MemberName> ADDED = List.of(
            new MemberName("java/lang/Thread", "ftjvm$guest", "Lio/ftjvm/guest/GuestThread;"),
            new MemberName("java/lang/ref/Reference", "ftjvm$state", "I"),
            new MemberName("java/lang/ref/Reference", "ftjvm$number", "I"),
            new MemberName("java/lang/ref/ReferenceQueue", "ftjvm$waiters", "Ljava/lang/Object;"));

    private record Member(int opcode, MemberName target, String bridge, String bridgeDesc) {}

    private final Map<String, List<Member>> byOwner = new HashMap<>();
    private final Map<String, Member> byMethod = new HashMap<>();
    private final Map<String, Object> constants;
    private final int release;

    /**
     * Reads the annotations.
     *
     * @param jdk class files of {@code io.ftjvm.guest.Jdk} and its like
     * @param constants values for members of the form {@code constant NAME}
     */
    MemberPass(List<byte[]> jdk, int release, Map<String, Object> constants) {
        this.release = release;
        this.constants = constants;
        for (byte[] one : jdk) {
            read(one);
        }
    }

    private void read(byte[] jdk) {
        ClassNode cn = new ClassNode();
        new ClassReader(jdk).accept(cn, ClassReader.SKIP_CODE);
        for (MethodNode m : cn.methods) {
            String value = annotation(m);
            if (value == null || value.startsWith("constant ")) {
                continue;
            }
            int space = value.indexOf(' ');
            MemberName target = MemberName.parse(value.substring(space + 1));
            Member member = new Member(opcode(value.substring(0, space)), target, BRIDGE + byMethod.size(), m.desc);
            byMethod.put(cn.name + m.name + m.desc, member);
            byOwner.computeIfAbsent(target.owner(), k -> new ArrayList<>()).add(member);
        }
    }

    private String annotation(MethodNode m) {
        for (AnnotationNode a : HookTable.annotations(m)) {
            if (a.desc.equals(MEMBER) && HookTable.applies(a, release)) {
                return (String) HookTable.value(a, "value");
            }
        }
        return null;
    }

    private static int opcode(String name) {
        switch (name) {
            case "getfield":
                return Opcodes.GETFIELD;
            case "putfield":
                return Opcodes.PUTFIELD;
            case "getstatic":
                return Opcodes.GETSTATIC;
            case "putstatic":
                return Opcodes.PUTSTATIC;
            case "invokevirtual":
                return Opcodes.INVOKEVIRTUAL;
            case "invokestatic":
                return Opcodes.INVOKESTATIC;
            case "invokeinterface":
                return Opcodes.INVOKEINTERFACE;
            case "new":
                return Opcodes.INVOKESPECIAL;
            default:
                throw new IllegalArgumentException(name);
        }
    }

    /** Classes whose members are opened: each must be seen by {@link #open}. */
    List<String> owners() {
        return new ArrayList<>(byOwner.keySet());
    }

    /** Adds the bridges to their owner. */
    boolean open(ClassNode cn) {
        boolean changed = false;
        for (MemberName added : ADDED) {
            if (cn.name.equals(added.owner())) {
                cn.fields.add(new FieldNode(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC,
                        added.name(),
                        added.desc(),
                        null,
                        null));
                changed = true;
            }
        }
        for (Member m : byOwner.getOrDefault(cn.name, List.of())) {
            requirePresent(cn, m);
            if (ADDED.contains(m.target)) {
                continue;
            }
            MethodNode bridge = new MethodNode(
                    Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                    m.bridge,
                    m.bridgeDesc,
                    null,
                    null);
            if (m.target.name().equals("<clinit>")) {
                copyInitialiser(cn, bridge);
            } else {
                fillBridge(bridge, m);
            }
            if (m.opcode == Opcodes.PUTFIELD || m.opcode == Opcodes.PUTSTATIC) {
                cn.fields.stream()
                        .filter(f -> f.name.equals(m.target.name()) && f.desc.equals(m.target.desc()))
                        .forEach(f -> f.access &= ~Opcodes.ACC_FINAL);
            }
            HiddenFrames.hide(bridge);
            cn.methods.add(bridge);
            cn.access |= Opcodes.ACC_PUBLIC;
            changed = true;
        }
        return changed;
    }

    private static void requirePresent(ClassNode cn, Member m) {
        boolean field = m.opcode <= Opcodes.PUTFIELD;
        boolean present = field
                ? cn.fields.stream().anyMatch(f -> f.name.equals(m.target.name()) && f.desc.equals(m.target.desc()))
                : cn.methods.stream().anyMatch(x -> x.name.equals(m.target.name()) && x.desc.equals(m.target.desc()));
        if (!present) {
            throw new RewriteException(cn.name, m.target.name() + " " + m.target.desc(), "this JDK has no such member");
        }
    }

    /** Writes the bodies of the annotated methods; the others stay. */
    byte[] implement(byte[] jdk) {
        ClassNode cn = ClassRewriter.read(jdk);
        for (MethodNode m : cn.methods) {
            String value = annotation(m);
            if (value != null) {
                Member member = byMethod.get(cn.name + m.name + m.desc);
                if (member == null) {
                    Object constant = constants.get(value.substring("constant ".length()));
                    m.instructions.clear();
                    m.instructions.add(
                            constant instanceof String[] lines ? array(lines) : of(new LdcInsnNode(constant)));
                    m.instructions.add(new InsnNode(Type.getReturnType(m.desc).getOpcode(Opcodes.IRETURN)));
                } else if (ADDED.contains(member.target)) {
                    fill(m, instruction(member));
                } else {
                    fill(
                            m,
                            new MethodInsnNode(
                                    Opcodes.INVOKESTATIC,
                                    member.target.owner(),
                                    member.bridge,
                                    member.bridgeDesc,
                                    member.opcode == Opcodes.INVOKEINTERFACE));
                }
                m.localVariables = null;
            }
        }
        return ClassRewriter.write(cn);
    }

    private static InsnList of(AbstractInsnNode one) {
        InsnList l = new InsnList();
        l.add(one);
        return l;
    }

    private static InsnList array(String[] lines) {
        InsnList l = new InsnList();
        l.add(new LdcInsnNode(lines.length));
        l.add(new TypeInsnNode(Opcodes.ANEWARRAY, "java/lang/String"));
        for (int i = 0; i < lines.length; i++) {
            l.add(new InsnNode(Opcodes.DUP));
            l.add(new LdcInsnNode(i));
            l.add(new LdcInsnNode(lines[i]));
            l.add(new InsnNode(Opcodes.AASTORE));
        }
        return l;
    }

    private static AbstractInsnNode instruction(Member m) {
        MemberName t = m.target;
        return m.opcode <= Opcodes.PUTFIELD
                ? new FieldInsnNode(m.opcode, t.owner(), t.name(), t.desc())
                : new MethodInsnNode(m.opcode, t.owner(), t.name(), t.desc(), m.opcode == Opcodes.INVOKEINTERFACE);
    }

    /** An initialiser cannot be called, but its code can be; what it sets is then no longer a constant. */
    private static void copyInitialiser(ClassNode cn, MethodNode bridge) {
        for (MethodNode m : cn.methods) {
            if (m.name.equals("<clinit>")) {
                m.accept(bridge);
            }
        }
        for (FieldNode f : cn.fields) {
            if ((f.access & Opcodes.ACC_STATIC) != 0 && f.value == null) {
                f.access &= ~Opcodes.ACC_FINAL;
            }
        }
    }

    /** Applies the instruction; what the guest runtime may not name is cast. */
    private static void fillBridge(MethodNode bridge, Member m) {
        InsnList l = new InsnList();
        if (m.opcode == Opcodes.INVOKESPECIAL) {
            l.add(new TypeInsnNode(Opcodes.NEW, m.target.owner()));
            l.add(new InsnNode(Opcodes.DUP));
        }
        List<Type> wanted = operands(m);
        Type[] given = Type.getArgumentTypes(m.bridgeDesc);
        int slot = 0;
        for (int i = 0; i < given.length; i++) {
            l.add(new VarInsnNode(given[i].getOpcode(Opcodes.ILOAD), slot));
            slot += given[i].getSize();
            if (!given[i].equals(wanted.get(i))) {
                l.add(new TypeInsnNode(Opcodes.CHECKCAST, wanted.get(i).getInternalName()));
            }
        }
        l.add(instruction(m));
        l.add(new InsnNode(Type.getReturnType(m.bridgeDesc).getOpcode(Opcodes.IRETURN)));
        bridge.instructions = l;
        bridge.maxLocals = slot;
    }

    /** What the instruction takes from the stack, after the object that {@code new} makes. */
    private static List<Type> operands(Member m) {
        List<Type> all = new ArrayList<>();
        if (m.opcode == Opcodes.GETFIELD || m.opcode == Opcodes.PUTFIELD || isVirtual(m.opcode)) {
            all.add(Type.getObjectType(m.target.owner()));
        }
        if (m.opcode > Opcodes.PUTFIELD) {
            all.addAll(List.of(Type.getArgumentTypes(m.target.desc())));
        } else if (m.opcode == Opcodes.PUTFIELD || m.opcode == Opcodes.PUTSTATIC) {
            all.add(Type.getType(m.target.desc()));
        }
        return all;
    }

    private static boolean isVirtual(int opcode) {
        return opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
    }

    /** A body that applies one instruction to the arguments. */
    private static void fill(MethodNode m, AbstractInsnNode instruction) {
        InsnList l = new InsnList();
        int slot = 0;
        for (Type t : Type.getArgumentTypes(m.desc)) {
            l.add(new VarInsnNode(t.getOpcode(Opcodes.ILOAD), slot));
            slot += t.getSize();
        }
        l.add(instruction);
        l.add(new InsnNode(Type.getReturnType(m.desc).getOpcode(Opcodes.IRETURN)));
        m.instructions = l;
        m.tryCatchBlocks.clear();
        m.maxLocals = slot;
    }
}
