package io.ftjvm.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The way out for a handler that leaves a monitor where there is no stack left to announce it. Such a handler is entered
 * anew for whatever its own code throws, since it must get to {@code monitorexit}; an announcement that overflows the stack
 * would be tried for ever. The announcement's exception therefore goes to a handler that leaves the monitor without, says
 * so in a field of the facade, and throws on to where the first one would have.
 */
final class BareExits {
    private static final String THROWABLE = "java/lang/Throwable";

    private BareExits() {}

    /**
     * Gives each handler of {@code m} that leaves a monitor its way out; the announcements are there already.
     *
     * @param withFrames whether the class file has stack-map frames
     */
    static void add(MethodNode m, boolean withFrames) {
        List<LabelNode> seen = new ArrayList<>();
        for (TryCatchBlockNode t : List.copyOf(m.tryCatchBlocks)) {
            if (t.type == null && !seen.contains(t.handler)) {
                seen.add(t.handler);
                add(m, t.handler, withFrames);
            }
        }
    }

    /** The same for one handler. */
    static void add(MethodNode m, LabelNode handler, boolean withFrames) {
        Exit exit = Exit.of(handler);
        if (exit != null && (exit.frame != null || !withFrames)) {
            add(m, handler, exit, withFrames);
        }
    }

    private static void add(MethodNode m, LabelNode handler, Exit exit, boolean withFrames) {
        List<TryCatchBlockNode> outer = new ArrayList<>();
        int at = m.instructions.indexOf(exit.announcement);
        for (TryCatchBlockNode t : m.tryCatchBlocks) {
            boolean covers = m.instructions.indexOf(t.start) <= at && at < m.instructions.indexOf(t.end);
            if (covers && t.handler != handler) {
                outer.add(t);
            }
        }
        LabelNode from = new LabelNode();
        LabelNode to = new LabelNode();
        m.instructions.insertBefore(exit.announcement, from);
        m.instructions.insert(exit.announcement, to);

        LabelNode bare = new LabelNode();
        LabelNode free = new LabelNode();
        LabelNode end = new LabelNode();
        InsnList l = new InsnList();
        l.add(bare);
        if (withFrames) {
            List<Object> locals = exit.locals();
            l.add(new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), 1, new Object[] {THROWABLE}));
        }
        l.add(new VarInsnNode(Opcodes.ALOAD, exit.lock)); // STACK: Throwable, lock
        l.add(new InsnNode(Opcodes.MONITOREXIT)); // STACK: Throwable
        l.add(free);
        l.add(new InsnNode(Opcodes.ICONST_1));
        l.add(new FieldInsnNode(Opcodes.PUTSTATIC, ClassRewriter.FACADE, "unannounced", "I"));
        l.add(new InsnNode(Opcodes.ATHROW)); // STACK:
        l.add(end);
        m.instructions.add(l);

        m.tryCatchBlocks.add(0, new TryCatchBlockNode(from, to, bare, null));
        // As the handler itself does: the compilers want to see that the monitor is left on every way.
        m.tryCatchBlocks.add(new TryCatchBlockNode(bare, free, bare, null));
        for (TryCatchBlockNode t : outer) {
            m.tryCatchBlocks.add(new TryCatchBlockNode(bare, end, t.handler, t.type));
        }
    }

    /** What a handler does until it has left a monitor, where it does nothing else. */
    private static final class Exit {
        FrameNode frame;
        AbstractInsnNode announcement;
        int lock = -1;

        /** The slot that the exception is kept in; -1 if it stays on the stack. */
        private int exception = -1;

        static Exit of(LabelNode handler) {
            Exit e = new Exit();
            for (AbstractInsnNode i = handler; i != null; i = i.getNext()) {
                if (i instanceof FrameNode f) {
                    e.frame = f;
                } else if (i instanceof VarInsnNode v && i.getOpcode() == Opcodes.ALOAD) {
                    e.lock = v.var;
                } else if (i instanceof VarInsnNode v && i.getOpcode() == Opcodes.ASTORE && e.lock < 0) {
                    e.exception = v.var;
                } else if (i instanceof MethodInsnNode call && isAnnouncement(call)) {
                    e.announcement = call;
                } else if (i.getOpcode() == Opcodes.MONITOREXIT) {
                    return e.announcement == null || e.lock < 0 ? null : e;
                } else if (i.getOpcode() >= 0 && i.getOpcode() != Opcodes.DUP) {
                    return null;
                }
            }
            return null;
        }

        private static boolean isAnnouncement(MethodInsnNode call) {
            return call.owner.equals(ClassRewriter.FACADE)
                    && (call.name.equals(MonitorPass.EXIT) || call.name.equals(LoaderPass.LOADED));
        }

        /** The locals at the announcement: the handler's own, and the exception. */
        List<Object> locals() {
            List<Object> slots = new ArrayList<>();
            for (Object o : frame.local) {
                slots.add(o);
                if (isWide(o)) {
                    slots.add(null);
                }
            }
            if (exception >= 0) {
                while (slots.size() <= exception) {
                    slots.add(Opcodes.TOP);
                }
                if (slots.get(exception) == null) {
                    slots.set(exception - 1, Opcodes.TOP);
                } else if (isWide(slots.get(exception))) {
                    slots.set(exception + 1, Opcodes.TOP);
                }
                slots.set(exception, THROWABLE);
            }
            slots.removeIf(o -> o == null);
            return slots;
        }

        private static boolean isWide(Object type) {
            return type == Opcodes.LONG || type == Opcodes.DOUBLE;
        }
    }
}
