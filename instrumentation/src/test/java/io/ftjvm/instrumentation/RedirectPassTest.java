package io.ftjvm.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.instrumentation.ClassHierarchy.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class RedirectPassTest {
    private static final String REDIRECT = "Lio/ftjvm/guest/Redirect;";

    /** Calls of every kind. */
    static final class Caller extends Thread {
        static final long AT_START = System.nanoTime();

        long direct() {
            return System.nanoTime();
        }

        LongSupplier reference() {
            return System::nanoTime;
        }

        boolean throughSubclass() {
            return isAlive();
        }

        public static void onSpinWait() {
            // Hides Thread's.
        }

        void ofItsOwn() {
            onSpinWait();
        }

        static boolean ofAnother(Process p) {
            return p.isAlive();
        }

        void waitOnArray(int[] array) throws InterruptedException {
            array.wait();
        }
    }

    @Test
    void callsGoToTheFacade() throws IOException {
        ClassNode cn = rewritten(false);
        assertThat(calls(cn, "direct")).containsExactly("java/lang/Ftjvm.System$nanoTime()J");
        assertThat(calls(cn, "waitOnArray")).containsExactly("java/lang/Ftjvm.Object$wait(Ljava/lang/Object;)V");
    }

    @Test
    void anInheritedMethodIsFoundThroughTheHierarchyAndAnotherOfTheSameNameIsNot() throws IOException {
        ClassNode cn = rewritten(false);
        assertThat(calls(cn, "throughSubclass")).containsExactly("java/lang/Ftjvm.Thread$isAlive(Ljava/lang/Thread;)Z");
        assertThat(calls(cn, "ofAnother")).containsExactly("java/lang/Process.isAlive()Z");
    }

    @Test
    void aMethodOfTheSameNameThatHidesTheOneOfTheSuperclassIsAnother() throws IOException {
        assertThat(calls(rewritten(false), "ofItsOwn"))
                .containsExactly("io/ftjvm/instrumentation/RedirectPassTest$Caller.onSpinWait()V");
    }

    @Test
    void referencesGoToTheFacadeInJavaBaseOnly() throws IOException {
        assertThat(calls(rewritten(true), "reference")).containsExactly("java/lang/Ftjvm.System$nanoTime()J");
        assertThat(calls(rewritten(false), "reference")).containsExactly("java/lang/System.nanoTime()J");
    }

    @Test
    void initialisersOfJavaBaseHaveTheirOwnHooks() throws IOException {
        assertThat(calls(rewritten(true), "<clinit>")).containsExactly("java/lang/Ftjvm.System$nanoTime$clinit()J");
        assertThat(calls(rewritten(false), "<clinit>")).containsExactly("java/lang/Ftjvm.System$nanoTime()J");
    }

    @Test
    void hooksOfOtherReleasesDoNotApply() {
        HookTable table = new HookTable(List.of(hooks()), 25);
        assertThat(table.redirects("isAlive", "()Z")).isEmpty();
        assertThat(table.redirects("nanoTime", "()J")).hasSize(2);
    }

    private static ClassNode rewritten(boolean javaBase) throws IOException {
        String name =
                Caller.class.getName().substring(Caller.class.getPackageName().length() + 1);
        ClassNode cn = ClassRewriter.read(
                Caller.class.getResourceAsStream(name + ".class").readAllBytes());
        HookTable table = new HookTable(List.of(hooks()), 17);
        new RedirectPass(table, c -> shape(table, c), javaBase).apply(cn);
        return cn;
    }

    private static Shape shape(HookTable table, String className) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(className + ".class")) {
            return Shape.of(in.readAllBytes(), table::isRedirected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> calls(ClassNode cn, String method) {
        List<String> found = new ArrayList<>();
        for (MethodNode m : cn.methods) {
            if (m.name.equals(method)) {
                for (AbstractInsnNode i : m.instructions) {
                    if (i instanceof MethodInsnNode c) {
                        found.add(c.owner + "." + c.name + c.desc);
                    } else if (i instanceof InvokeDynamicInsnNode indy) {
                        Arrays.stream(indy.bsmArgs)
                                .filter(a -> a instanceof Handle)
                                .map(a -> (Handle) a)
                                .forEach(h -> found.add(h.getOwner() + "." + h.getName() + h.getDesc()));
                    }
                }
            }
        }
        return found;
    }

    /** A class with hooks annotated as the guest runtime's are. */
    private static byte[] hooks() {
        ClassWriter w = new ClassWriter(0);
        w.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "test/Hooks", null, "java/lang/Object", null);
        hook(w, "nanoTime", "()J", "java/lang/System nanoTime ()J", 17, 99, false);
        hook(w, "atStart", "()J", "java/lang/System nanoTime ()J", 17, 99, true);
        hook(w, "isAlive", "(Ljava/lang/Thread;)Z", "java/lang/Thread isAlive ()Z", 17, 17, false);
        hook(w, "spin", "()V", "java/lang/Thread onSpinWait ()V", 17, 99, false);
        hook(w, "await", "(Ljava/lang/Object;)V", "java/lang/Object wait ()V", 17, 99, false);
        return w.toByteArray();
    }

    private static void hook(
            ClassWriter w, String name, String desc, String target, int from, int to, boolean inInitialisers) {
        var m = w.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE, name, desc, null, null);
        var a = m.visitAnnotation(REDIRECT, false);
        a.visit("value", target);
        a.visit("from", from);
        a.visit("to", to);
        a.visit("inInitialisers", inInitialisers);
        a.visitEnd();
        m.visitEnd();
    }
}
