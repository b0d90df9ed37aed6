package io.ftjvm.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Announces every monitor entry and exit to the scheduler, before it happens; for that, synchronized methods become
 * methods with a synchronized block. An announcement in front of {@code monitorexit} leaves the lock state of javac's
 * exception ranges as it was, so the JIT compilers still see structured locking.
 */
final class MonitorPass {
    static final String EXIT = "monitorExit";

    private static final String ENTER = "monitorEnter";
    private static final String INTRINSIC = "Ljdk/internal/vm/annotation/IntrinsicCandidate;";

    boolean apply(ClassNode cn) {
        boolean changed = false;
        for (MethodNode m : cn.methods) {
            LineNumberNode line = null;
            for (AbstractInsnNode i = m.instructions.getFirst(); i != null; i = i.getNext()) {
                int op = i.getOpcode();
                if (op == Opcodes.MONITORENTER || op == Opcodes.MONITOREXIT) {
                    InsnList before = new InsnList();
                    before.add(new InsnNode(Opcodes.DUP));
                    before.add(announce(op == Opcodes.MONITORENTER ? ENTER : EXIT));
                    if (op == Opcodes.MONITORENTER && line != null) {
                        giveLines(before, line.line, lineAfter(i));
                    }
                    m.instructions.insertBefore(i, before);
                    changed = true;
                } else if (i instanceof LineNumberNode n) {
                    line = n;
                }
            }
            if ((m.access & Opcodes.ACC_SYNCHRONIZED) != 0 && (m.access & Opcodes.ACC_NATIVE) == 0) {
                toBlock(cn, m);
                changed = true;
            }
            if (changed) {
                BareExits.add(m, (cn.version & 0xffff) >= Opcodes.V1_6);
            }
        }
        return changed;
    }

    /**
     * In the trace of a thread that is blocked entering a monitor the JVM shows the line of the next instruction; an
     * exception that the instruction throws has its own.
     */
    private static void giveLines(InsnList announcement, int own, int next) {
        if (next >= 0 && next != own) {
            LabelNode start = new LabelNode();
            announcement.insert(new LineNumberNode(next, start));
            announcement.insert(start);
            LabelNode end = new LabelNode();
            announcement.add(end);
            announcement.add(new LineNumberNode(own, end));
        }
    }

    /** Where the line of the instruction after {@code i} begins; -1 if that is the line of {@code i}. */
    private static int lineAfter(AbstractInsnNode i) {
        for (AbstractInsnNode n = i.getNext(); n != null && n.getOpcode() < 0; n = n.getNext()) {
            if (n instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return -1;
    }

    private static MethodInsnNode announce(String hook) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, ClassRewriter.FACADE, hook, "(Ljava/lang/Object;)V", false);
    }

    private static void toBlock(ClassNode cn, MethodNode m) {
        m.access &= ~Opcodes.ACC_SYNCHRONIZED;
        boolean isStatic = (m.access & Opcodes.ACC_STATIC) != 0;
        if (isStatic && (cn.version & 0xffff) < Opcodes.V1_5) {
            cn.version = Opcodes.V1_5; // the first that can load a class constant
        }
        InsnList lock = new InsnList();
        lock.add(isStatic ? new LdcInsnNode(Type.getObjectType(cn.name)) : new VarInsnNode(Opcodes.ALOAD, 0));
        toBlock(cn, m, lock, isStatic ? "java/lang/Class" : cn.name, EXIT);
    }

    /**
     * Makes the body of {@code m} a synchronized block.
     *
     * @param what pushes the object it is synchronized on
     * @param lockType internal name of its type
     * @param exitHook the facade's method that announces exits
     * @return the handler that leaves it
     */
    static LabelNode toBlock(ClassNode cn, MethodNode m, InsnList what, String lockType, String exitHook) {
        if (m.visibleAnnotations != null) {
            // HotSpot's table of intrinsics expects the method to be synchronized.
            m.visibleAnnotations.removeIf(a -> a.desc.equals(INTRINSIC));
        }
        int lock = m.maxLocals++;
        for (AbstractInsnNode i : m.instructions.toArray()) {
            if (i instanceof FrameNode f) {
                f.local = padded(f.local, lock, lockType);
            }
        }
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        LabelNode handler = new LabelNode();
        LabelNode handlerEnd = new LabelNode();
        List<LabelNode[]> unlocked = new ArrayList<>();
        for (AbstractInsnNode i : m.instructions.toArray()) {
            if (i.getOpcode() >= Opcodes.IRETURN && i.getOpcode() <= Opcodes.RETURN) {
                LabelNode from = new LabelNode();
                LabelNode to = new LabelNode();
                m.instructions.insertBefore(i, exit(lock, exitHook));
                m.instructions.insertBefore(i, from);
                m.instructions.insert(i, to);
                unlocked.add(new LabelNode[] {from, to});
            }
        }
        for (LabelNode[] u : unlocked) {
            exclude(m, u[0], u[1]);
        }
        m.instructions.insert(entry(what, lock, start, lineAfter(m.instructions.getFirst())));
        InsnList tail = new InsnList();
        tail.add(end);
        tail.add(handler);
        if ((cn.version & 0xffff) >= Opcodes.V1_6) {
            tail.add(new FrameNode(
                    Opcodes.F_NEW, lock + 1, padded(List.of(), lock, lockType).toArray(), 1, new Object[] {
                        "java/lang/Throwable"
                    }));
        }
        tail.add(exit(lock, exitHook));
        tail.add(handlerEnd);
        tail.add(new InsnNode(Opcodes.ATHROW));
        m.instructions.add(tail);
        LabelNode from = start;
        for (LabelNode[] u : unlocked) {
            cover(m, from, u[0], handler);
            from = u[1];
        }
        cover(m, from, end, handler);
        cover(m, handler, handlerEnd, handler);
        return handler;
    }

    private static InsnList entry(InsnList what, int lock, LabelNode start, int line) {
        InsnList head = new InsnList();
        if (line >= 0) {
            LabelNode first = new LabelNode();
            head.add(first);
            head.add(new LineNumberNode(line, first));
        }
        head.add(what);
        head.add(new InsnNode(Opcodes.DUP));
        head.add(new VarInsnNode(Opcodes.ASTORE, lock));
        head.add(new InsnNode(Opcodes.DUP));
        head.add(announce(ENTER));
        head.add(new InsnNode(Opcodes.MONITORENTER));
        head.add(start);
        return head;
    }

    private static InsnList exit(int lock, String hook) {
        InsnList l = new InsnList();
        l.add(new VarInsnNode(Opcodes.ALOAD, lock));
        l.add(new InsnNode(Opcodes.DUP));
        l.add(announce(hook));
        l.add(new InsnNode(Opcodes.MONITOREXIT));
        return l;
    }

    /** Adds an entry to the exception table, last, unless the range is empty. */
    private static void cover(MethodNode m, LabelNode from, LabelNode to, LabelNode handler) {
        if (hasInstruction(from, to)) {
            m.tryCatchBlocks.add(new TryCatchBlockNode(from, to, handler, null));
        }
    }

    /** Takes [from, to) out of every range of the exception table: the lock is already free there. */
    private static void exclude(MethodNode m, LabelNode from, LabelNode to) {
        List<TryCatchBlockNode> out = new ArrayList<>();
        int at = m.instructions.indexOf(from);
        for (TryCatchBlockNode t : m.tryCatchBlocks) {
            if (m.instructions.indexOf(t.start) <= at && at < m.instructions.indexOf(t.end)) {
                LabelNode end = t.end;
                if (hasInstruction(t.start, from)) {
                    t.end = from;
                    out.add(t);
                }
                if (m.instructions.indexOf(to) < m.instructions.indexOf(end) && hasInstruction(to, end)) {
                    out.add(new TryCatchBlockNode(to, end, t.handler, t.type));
                }
            } else {
                out.add(t);
            }
        }
        m.tryCatchBlocks = out;
    }

    private static boolean hasInstruction(AbstractInsnNode from, AbstractInsnNode to) {
        for (AbstractInsnNode i = from; i != to && i != null; i = i.getNext()) {
            if (i.getOpcode() >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A frame's locals with {@code type} in slot {@code slot}, which is beyond all of them. */
    static List<Object> padded(List<Object> locals, int slot, Object type) {
        List<Object> l = new ArrayList<>(locals);
        int used = 0;
        for (Object o : locals) {
            used += o == Opcodes.LONG || o == Opcodes.DOUBLE ? 2 : 1;
        }
        for (; used < slot; used++) {
            l.add(Opcodes.TOP);
        }
        l.add(type);
        return l;
    }
}
