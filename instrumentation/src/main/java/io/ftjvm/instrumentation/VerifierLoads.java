package io.ftjvm.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * What HotSpot's verifier asks class loaders for while it links a class, in the order of the class file. The JVM itself goes
 * by the addresses of the methods' names (Method::sort_methods), which are not the same everywhere; the guest runtime asks
 * first, in this order.
 *
 * <p>Follows ClassVerifier::verify_method and VerificationType::is_reference_assignable_from: whether a value of one class
 * may be used as another's asks for that other class, and for its own if that is no interface. Values of the same class and
 * of {@code Object} need no class. Left out is that of a value whose protected member is used: it is nearly always there.
 */
final class VerifierLoads {
    /** The first class file version whose verifier works like this. */
    private static final int FIRST = Opcodes.V1_6;

    /** Before the name of a class that only matters if it is a superclass. */
    private static final String IF_SUPER = "^";

    private static final String OBJECT = "java/lang/Object";
    private static final String THROWABLE = "java/lang/Throwable";

    private final ClassNode cn;
    private final Set<String> checks = new LinkedHashSet<>();

    private VerifierLoads(ClassNode cn) {
        this.cn = cn;
    }

    /**
     * The checks that need classes: names of the class wanted and, where the value is no array, its own after a comma; or
     * {@link #IF_SUPER} and the owner of a member.
     *
     * @param cn read with expanded frames
     */
    static List<String> of(ClassNode cn) {
        VerifierLoads v = new VerifierLoads(cn);
        if ((cn.version & 0xffff) >= FIRST) {
            for (MethodNode m : cn.methods) {
                if (hasSubroutines(m)) {
                    break; // the verifier of older class files takes over
                }
                if (m.instructions.size() != 0) {
                    try {
                        v.new OfMethod(m).run();
                    } catch (IndexOutOfBoundsException e) {
                        break; // more is popped than there is: the JVM rejects the class
                    }
                }
            }
        }
        return new ArrayList<>(v.checks);
    }

    private static boolean hasSubroutines(MethodNode m) {
        for (AbstractInsnNode i : m.instructions) {
            if (i.getOpcode() == Opcodes.JSR || i.getOpcode() == Opcodes.RET) {
                return true;
            }
        }
        return false;
    }

    /** A value of type {@code from}, as {@link AnalyzerAdapter} has it, is used as a {@code wanted}. */
    private void use(Object from, String wanted) {
        if (!(from instanceof String is) || is.equals(wanted)) {
            return;
        }
        String to = wanted;
        while (to.startsWith("[") && is.startsWith("[")) {
            to = component(to);
            is = component(is);
        }
        if (to.isEmpty() || is.isEmpty() || to.startsWith("[") || to.equals(OBJECT) || to.equals(is)) {
            return;
        }
        // The class itself is there, and a hidden one cannot be asked for.
        if (is.startsWith("[") || is.equals(cn.name)) {
            checks.add(to);
        } else if (!to.equals(cn.name)) {
            checks.add(to + "," + is);
        } else if ((cn.access & Opcodes.ACC_INTERFACE) == 0) {
            checks.add(is);
        }
    }

    /** Of an array's descriptor: another array's, the internal name of a class, or nothing for a primitive type. */
    private static String component(String array) {
        return switch (array.charAt(1)) {
            case 'L' -> array.substring(2, array.length() - 1);
            case '[' -> array.substring(1);
            default -> "";
        };
    }

    private static boolean isReference(Type t) {
        return t.getSort() == Type.OBJECT || t.getSort() == Type.ARRAY;
    }

    /** One method's checks. */
    private final class OfMethod {
        private final MethodNode m;
        private final AnalyzerAdapter state;
        private final Map<LabelNode, FrameNode> frames = new HashMap<>();

        OfMethod(MethodNode m) {
            this.m = m;
            this.state = new AnalyzerAdapter(Opcodes.ASM9, cn.name, m.access, m.name, m.desc, null) {};
        }

        void run() {
            frames();
            for (TryCatchBlockNode t : m.tryCatchBlocks) {
                if (THROWABLE.equals(t.type)) {
                    checks.add(THROWABLE);
                } else if (t.type != null) {
                    use(t.type, THROWABLE);
                }
            }
            List<TryCatchBlockNode> open = new ArrayList<>();
            for (AbstractInsnNode i : m.instructions) {
                if (i instanceof LabelNode label) {
                    for (TryCatchBlockNode t : m.tryCatchBlocks) {
                        if (t.start == label) {
                            open.add(t);
                        } else if (t.end == label) {
                            open.remove(t);
                        }
                    }
                } else if (i instanceof FrameNode f) {
                    merge(f);
                } else if (i.getOpcode() >= 0 && state.stack != null) {
                    instruction(i);
                    handlers(open);
                }
                i.accept(state);
            }
        }

        private void frames() {
            List<LabelNode> labels = new ArrayList<>();
            for (AbstractInsnNode i : m.instructions) {
                if (i instanceof LabelNode label) {
                    labels.add(label);
                } else if (i instanceof FrameNode f) {
                    labels.forEach(label -> frames.put(label, f));
                } else if (i.getOpcode() >= 0) {
                    labels.clear();
                }
            }
        }

        /** Control goes from here to where the frame is; what a branch compares is off the stack there. */
        private void merge(FrameNode f) {
            if (f != null && state.stack != null) {
                locals(f);
                for (int i = 0, at = 0; i < f.stack.size() && at < state.stack.size(); i++) {
                    at += merge(state.stack.get(at), f.stack.get(i));
                }
            }
        }

        private void locals(FrameNode f) {
            for (int i = 0, at = 0; i < f.local.size() && at < state.locals.size(); i++) {
                at += merge(state.locals.get(at), f.local.get(i));
            }
        }

        /** How many slots that is. */
        private int merge(Object from, Object wanted) {
            if (wanted instanceof String to) {
                use(from, to);
            }
            return wanted == Opcodes.LONG || wanted == Opcodes.DOUBLE ? 2 : 1;
        }

        private void handlers(List<TryCatchBlockNode> open) {
            for (TryCatchBlockNode t : open) {
                FrameNode f = frames.get(t.handler);
                if (f != null) {
                    locals(f);
                    if (f.stack.size() == 1 && f.stack.get(0) instanceof String to) {
                        use(t.type == null ? THROWABLE : t.type, to);
                    }
                }
            }
        }

        private void instruction(AbstractInsnNode i) {
            int op = i.getOpcode();
            if (i instanceof MethodInsnNode call) {
                call(op, call);
            } else if (i instanceof InvokeDynamicInsnNode call) {
                arguments(call.desc);
            } else if (i instanceof FieldInsnNode f) {
                field(op, f);
            } else if (op == Opcodes.ARETURN) {
                use(top(0), Type.getReturnType(m.desc).getInternalName());
            } else if (op == Opcodes.ATHROW) {
                use(top(0), THROWABLE);
            } else if (i instanceof JumpInsnNode jump) {
                merge(frames.get(jump.label));
            } else if (i instanceof TableSwitchInsnNode s) {
                merge(frames.get(s.dflt));
                s.labels.forEach(label -> merge(frames.get(label)));
            } else if (i instanceof LookupSwitchInsnNode s) {
                merge(frames.get(s.dflt));
                s.labels.forEach(label -> merge(frames.get(label)));
            }
        }

        private void field(int op, FieldInsnNode f) {
            Type type = Type.getType(f.desc);
            boolean put = op == Opcodes.PUTFIELD || op == Opcodes.PUTSTATIC;
            if (put && isReference(type)) {
                use(top(0), type.getInternalName());
            }
            if (op == Opcodes.GETFIELD || op == Opcodes.PUTFIELD) {
                use(top(put ? type.getSize() : 0), f.owner);
                member(top(put ? type.getSize() : 0), f.owner);
            }
        }

        private void call(int op, MethodInsnNode call) {
            if (op == Opcodes.INVOKESPECIAL
                    && !call.name.equals("<init>")
                    && !call.owner.equals(cn.name)
                    && !call.owner.equals(cn.superName)) {
                use(cn.name, call.owner);
            }
            int size = arguments(call.desc);
            if (op == Opcodes.INVOKESPECIAL && !call.name.equals("<init>")) {
                use(top(size), cn.name);
            } else if (op == Opcodes.INVOKEINTERFACE) {
                use(top(size), call.owner);
            } else if (op == Opcodes.INVOKEVIRTUAL) {
                use(top(size), call.owner);
                member(top(size), call.owner);
            }
        }

        /** If it is a superclass's, the verifier must know whether it is protected. The direct one's class is there. */
        private void member(Object receiver, String owner) {
            if (cn.name.equals(receiver) || owner.startsWith("[") || owner.equals(cn.name)) {
                return;
            }
            if (owner.equals(OBJECT)) {
                checks.add(OBJECT);
            } else if (!OBJECT.equals(cn.superName) && !owner.equals(cn.superName)) {
                checks.add(IF_SUPER + owner);
            }
        }

        /** The last one is popped first. Returns the slots they take. */
        private int arguments(String desc) {
            Type[] types = Type.getArgumentTypes(desc);
            int size = 0;
            for (int k = types.length - 1; k >= 0; k--) {
                if (isReference(types[k])) {
                    use(top(size), types[k].getInternalName());
                }
                size += types[k].getSize();
            }
            return size;
        }

        /** What is {@code depth} slots below the top of the stack. */
        private Object top(int depth) {
            int at = state.stack.size() - 1 - depth;
            return at < 0 ? null : state.stack.get(at);
        }
    }
}
