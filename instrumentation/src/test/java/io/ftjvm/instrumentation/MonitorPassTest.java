package io.ftjvm.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

class MonitorPassTest {
    private final Object lock = new Object();
    private int value;

    int block(int n) {
        synchronized (lock) {
            value += n;
            return value;
        }
    }

    synchronized long method(long n, double d) {
        if (n < 0) {
            throw new IllegalArgumentException("negative");
        }
        try {
            return n + (long) d;
        } finally {
            value++;
        }
    }

    static synchronized void ofClass() {
        nothing();
    }

    private static void nothing() {}

    @Test
    void everyMonitorInstructionIsAnnounced() throws IOException {
        ClassNode cn = rewritten();
        for (String name : List.of("block", "method", "ofClass")) {
            MethodNode m = method(cn, name);
            assertThat(m.access & Opcodes.ACC_SYNCHRONIZED).as(name).isZero();
            List<String> before = new ArrayList<>();
            for (AbstractInsnNode i : m.instructions) {
                boolean bare =
                        i.getOpcode() == Opcodes.MONITOREXIT && i.getPrevious().getOpcode() == Opcodes.ALOAD;
                if (!bare && (i.getOpcode() == Opcodes.MONITORENTER || i.getOpcode() == Opcodes.MONITOREXIT)) {
                    before.add(i.getOpcode() == Opcodes.MONITORENTER ? "enter" : "exit");
                    AbstractInsnNode previous = i.getPrevious();
                    while (previous.getOpcode() < 0) {
                        previous = previous.getPrevious();
                    }
                    MethodInsnNode call = (MethodInsnNode) previous;
                    assertThat(call.owner + "." + call.name)
                            .isEqualTo(
                                    i.getOpcode() == Opcodes.MONITORENTER
                                            ? "java/lang/Ftjvm.monitorEnter"
                                            : "java/lang/Ftjvm.monitorExit");
                }
            }
            assertThat(before).as(name).containsOnlyOnce("enter").contains("exit");
        }
    }

    @Test
    void theResultPassesTheVerifier() throws IOException {
        StringWriter problems = new StringWriter();
        CheckClassAdapter.verify(
                new ClassReader(ClassRewriter.write(rewritten())),
                MonitorPassTest.class.getClassLoader(),
                false,
                new PrintWriter(problems));
        assertThat(problems.toString()).isEmpty();
    }

    @Test
    void aReturnIsOutsideTheRangeThatUnlocks() throws IOException {
        MethodNode m = method(rewritten(), "method");
        for (AbstractInsnNode i : m.instructions) {
            if (i.getOpcode() == Opcodes.LRETURN) {
                int at = m.instructions.indexOf(i);
                assertThat(m.tryCatchBlocks)
                        .noneMatch(t -> m.instructions.indexOf(t.start) <= at && at < m.instructions.indexOf(t.end));
            }
        }
    }

    @Test
    void anAnnouncementInAHandlerIsNotTriedAgain() throws IOException {
        ClassNode cn = rewritten();
        for (String name : List.of("block", "method", "ofClass")) {
            MethodNode m = method(cn, name);
            for (AbstractInsnNode i : m.instructions) {
                if (i instanceof MethodInsnNode call && call.name.equals("monitorExit")) {
                    int at = m.instructions.indexOf(i);
                    m.tryCatchBlocks.stream()
                            .filter(t -> m.instructions.indexOf(t.start) <= at && at < m.instructions.indexOf(t.end))
                            .findFirst()
                            .ifPresent(t -> assertThat(m.instructions.indexOf(t.handler))
                                    .as(name)
                                    .isGreaterThan(at));
                }
            }
        }
    }

    private static ClassNode rewritten() throws IOException {
        ClassNode cn = ClassRewriter.read(MonitorPassTest.class
                .getResourceAsStream("MonitorPassTest.class")
                .readAllBytes());
        assertThat(new MonitorPass().apply(cn)).isTrue();
        return cn;
    }

    private static MethodNode method(ClassNode cn, String name) {
        return cn.methods.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
    }
}
