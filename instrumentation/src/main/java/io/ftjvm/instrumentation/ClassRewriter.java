package io.ftjvm.instrumentation;

import io.ftjvm.instrumentation.counting.Blocking;
import io.ftjvm.instrumentation.counting.CallbackPass;
import io.ftjvm.instrumentation.counting.ClassInitPass;
import io.ftjvm.instrumentation.counting.ClassUsePass;
import io.ftjvm.instrumentation.counting.CountingPass;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Chains the passes for one class. Safe for use by many threads if its class hierarchy is. */
public final class ClassRewriter {
    /** The class that rewritten code calls. */
    static final String FACADE = "java/lang/Ftjvm";

    /** Prefix of the name that a native method moves to when it gets a body. */
    public static final String NATIVE = "ftjvm$native$";

    private final HookTable table;
    private final Catalogue catalogue;
    private final RefusedNatives refused;

    /**
     * A rewriter for one JDK release.
     *
     * @param refused native methods of java.base that a guest thread may not call
     */
    public ClassRewriter(HookTable table, Catalogue catalogue, RefusedNatives refused) {
        this.table = table;
        this.catalogue = catalogue;
        this.refused = refused;
    }

    /** What a hierarchy must know of a class. */
    public ClassHierarchy.Shape shape(byte[] classFile) {
        return ClassHierarchy.Shape.of(classFile, table::isRedirected);
    }

    /** Asks what {@link #rewriteGuest} will ask, and changes nothing. */
    public void ask(byte[] classFile, ClassHierarchy hierarchy) {
        ClassNode cn = read(classFile);
        new RedirectPass(table, hierarchy, false).apply(cn);
        new LoaderPass(hierarchy).apply(cn);
    }

    /**
     * Rewrites a class of the guest, or of a JDK module other than java.base.
     *
     * @param jdk whether it belongs to a module of the JDK
     * @param ownLoader whether a class loader of the guest's own may be asked for what it uses
     * @param counted whether its instructions count; false only for classes that host threads run too
     * @return the new class file, or null if there is nothing to change
     * @throws RewriteException if the class cannot be rewritten
     */
    public byte[] rewriteGuest(
            byte[] classFile, ClassHierarchy hierarchy, boolean jdk, boolean ownLoader, boolean counted) {
        ClassNode cn = read(classFile);
        boolean changed = new RedirectPass(table, hierarchy, false).apply(cn);
        changed |= CrossingPass.checkCalls(cn, refused);
        if (jdk) {
            changed |= CrossingPass.wrap(cn, catalogue);
        }
        changed |= new FinalizerPass().apply(cn);
        changed |= new ReferencePass(false).apply(cn);
        if (counted) {
            changed |= new CountingPass(FACADE).apply(cn);
            // Not in the JDK's own: java.base calls some of them while it initialises, on whichever side comes first.
            changed |= !jdk && new CallbackPass(FACADE).apply(cn);
            changed |= new ClassInitPass(FACADE).apply(cn);
            changed |= uses(ownLoader).apply(cn);
        }
        changed |= new CaughtPass(true).apply(cn);
        changed |= new MonitorPass().apply(cn);
        changed |= new LoaderPass(hierarchy).apply(cn);
        changed |= new RunPass().apply(cn);
        return changed || ownLoader ? write(cn, ownLoader) : null;
    }

    /**
     * Rewrites the proxy of a lambda or method reference, which does nothing but call the code; null if nothing changes.
     *
     * @param jdk whether the code belongs to a module of the JDK
     * @param ownLoader as for {@link #rewriteGuest}
     */
    public byte[] rewriteProxy(byte[] classFile, boolean jdk, boolean ownLoader) {
        ClassNode cn = read(classFile);
        boolean changed = !jdk && new CallbackPass(FACADE).apply(cn);
        changed |= uses(ownLoader).apply(cn);
        return changed ? write(cn) : null;
    }

    private static ClassUsePass uses(boolean ownLoader) {
        return ownLoader ? ClassUsePass.withLoaders(FACADE) : new ClassUsePass(FACADE);
    }

    /** Redirects the calls that a class makes, and changes nothing else; null if there are none. */
    public byte[] redirectCalls(byte[] classFile, ClassHierarchy hierarchy) {
        ClassNode cn = read(classFile);
        boolean changed = new RedirectPass(table, hierarchy, false).apply(cn);
        changed |= CrossingPass.checkCalls(cn, refused);
        return changed ? write(cn) : null;
    }

    /** Rewrites a class of java.base, for the image. */
    byte[] rewriteJavaBase(byte[] classFile, ClassHierarchy hierarchy, BodyPass bodies, MemberPass members) {
        ClassNode cn = read(classFile);
        boolean changed = new RedirectPass(table, hierarchy, true).apply(cn);
        changed |= CrossingPass.checkCalls(cn, refused);
        changed |= new UntrackedPass().apply(cn);
        changed |= new ReferencePass(true).apply(cn);
        changed |= bodies.apply(cn);
        changed |= new FieldPass(table).apply(cn);
        changed |= Blocking.inJavaBase(cn.name) && new ClassInitPass(FACADE).apply(cn);
        changed |= ClassUsePass.inJavaBase(FACADE).apply(cn);
        changed |= new CaughtPass(false).apply(cn);
        changed |= new MonitorPass().apply(cn);
        changed |= new LoaderPass(hierarchy).apply(cn);
        changed |= new RunPass().apply(cn);
        changed |= members.open(cn);
        return changed ? write(cn) : null;
    }

    static ClassNode read(byte[] classFile) {
        ClassNode cn = new ClassNode();
        ClassReader r = new ClassReader(classFile);
        try {
            r.accept(cn, ClassReader.EXPAND_FRAMES);
        } catch (RuntimeException e) {
            throw new RewriteException(r.getClassName(), null, "not a class file this release can read: " + e);
        }
        return cn;
    }

    static byte[] write(ClassNode cn) {
        return write(cn, false);
    }

    /** Writes a class file, with its {@link LoadLists} if {@code lists}. */
    private static byte[] write(ClassNode cn, boolean lists) {
        if ((cn.version & 0xffff) > Opcodes.V25) {
            throw new RewriteException(cn.name, null, "class file version " + (cn.version & 0xffff) + " is not known");
        }
        ClassWriter w = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        try {
            if (lists) {
                LoadLists.write(cn, w);
            }
            cn.accept(w);
            return w.toByteArray();
        } catch (RuntimeException e) {
            throw new RewriteException(cn.name, null, e.toString());
        }
    }
}
