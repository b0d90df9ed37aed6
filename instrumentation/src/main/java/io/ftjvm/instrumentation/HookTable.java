package io.ftjvm.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The hooks of one JDK release, read from the annotations of the guest runtime's classes. Immutable. */
public final class HookTable {
    /** Entry names of the class files that make up the table. */
    public static final List<String> CLASSES = List.of(
            "io/ftjvm/guest/Hooks.class",
            "io/ftjvm/guest/ClassHooks.class",
            "io/ftjvm/guest/FileHooks.class",
            "io/ftjvm/guest/NioFileHooks.class",
            "io/ftjvm/guest/HostHooks.class",
            "io/ftjvm/guest/IdentityHooks.class",
            "io/ftjvm/guest/ProcessHooks.class",
            "io/ftjvm/guest/ThreadHooks.class",
            "io/ftjvm/guest/VirtualHooks.class",
            "io/ftjvm/guest/SystemHooks.class",
            "io/ftjvm/guest/ConstantHooks.class",
            "io/ftjvm/guest/ReferenceHooks.class",
            "io/ftjvm/guest/MathHooks.class");

    private static final String PACKAGE = "Lio/ftjvm/guest/";

    private final Map<String, List<Hook>> redirects = new HashMap<>();

    /** What is redirected where it is no call. */
    private final Map<String, List<Hook>> lookUps = new HashMap<>();

    private final Map<String, List<Hook>> replacements = new HashMap<>();
    private final Map<String, List<Hook>> extensions = new HashMap<>();
    private final Map<String, List<Hook>> fields = new HashMap<>();

    /**
     * A method of the JDK and the static method that stands in for it.
     *
     * @param transparent whether stack traces show the method itself: the hook's way there is hidden
     */
    record Hook(MemberName target, MemberName hook, boolean flag, boolean transparent) {
        Hook(MemberName target, MemberName hook, boolean flag) {
            this(target, hook, flag, false);
        }

        /** Of an extension: the call comes before each return. */
        boolean atReturn() {
            return flag;
        }

        /** Of a redirection: only in class initialisers of java.base. */
        boolean inInitialisers() {
            return flag;
        }
    }

    /** Owner, name and descriptor. */
    record MemberName(String owner, String name, String desc) {
        static MemberName parse(String s) {
            String[] p = s.split(" ");
            return new MemberName(p[0], p[1], p[2]);
        }

        @Override
        public String toString() {
            return owner + " " + name + " " + desc;
        }
    }

    /**
     * Reads the table.
     *
     * @param hooks class files of the classes whose methods are annotated
     * @param release JDK feature release
     */
    public HookTable(List<byte[]> hooks, int release) {
        for (byte[] one : hooks) {
            read(one, release);
        }
    }

    private void read(byte[] hooks, int release) {
        ClassNode cn = new ClassNode();
        new ClassReader(hooks).accept(cn, ClassReader.SKIP_CODE);
        for (MethodNode m : cn.methods) {
            MemberName hook = new MemberName(cn.name, m.name, m.desc);
            for (AnnotationNode a : annotations(m)) {
                if (!applies(a, release)) {
                    continue;
                }
                switch (a.desc) {
                    case PACKAGE + "Redirect;":
                        MemberName t = MemberName.parse((String) value(a, "value"));
                        add(
                                Boolean.FALSE.equals(value(a, "calls")) ? lookUps : redirects,
                                t.name + t.desc,
                                new Hook(
                                        t,
                                        hook,
                                        Boolean.TRUE.equals(value(a, "inInitialisers")),
                                        Boolean.TRUE.equals(value(a, "transparent"))));
                        break;
                    case PACKAGE + "Replace;":
                        for (Object s : (List<?>) value(a, "value")) {
                            MemberName r = MemberName.parse((String) s);
                            add(replacements, r.owner, new Hook(r, hook, false));
                        }
                        break;
                    case PACKAGE + "Extend;":
                        MemberName e = MemberName.parse((String) value(a, "value"));
                        add(extensions, e.owner, new Hook(e, hook, Boolean.TRUE.equals(value(a, "atReturn"))));
                        break;
                    case PACKAGE + "RedirectField;":
                        MemberName f = MemberName.parse((String) value(a, "value"));
                        add(fields, f.owner, new Hook(f, hook, false));
                        break;
                    default:
                        break;
                }
            }
        }
    }

    private static void add(Map<String, List<Hook>> to, String key, Hook h) {
        to.computeIfAbsent(key, k -> new ArrayList<>()).add(h);
    }

    /** All annotations of {@code m} from the guest runtime, repeated ones unfolded. */
    static List<AnnotationNode> annotations(MethodNode m) {
        List<AnnotationNode> all = new ArrayList<>();
        if (m.invisibleAnnotations != null) {
            for (AnnotationNode a : m.invisibleAnnotations) {
                if (a.desc.startsWith(PACKAGE) && a.desc.endsWith("$Releases;")) {
                    for (Object one : (List<?>) value(a, "value")) {
                        all.add((AnnotationNode) one);
                    }
                } else {
                    all.add(a);
                }
            }
        }
        return all;
    }

    static boolean applies(AnnotationNode a, int release) {
        Object from = value(a, "from");
        Object to = value(a, "to");
        return (from == null || (Integer) from <= release) && (to == null || release <= (Integer) to);
    }

    static Object value(AnnotationNode a, String name) {
        if (a.values != null) {
            for (int i = 0; i < a.values.size(); i += 2) {
                if (a.values.get(i).equals(name)) {
                    return a.values.get(i + 1);
                }
            }
        }
        return null;
    }

    /** Redirections of calls with this name and descriptor, of whatever owner. */
    List<Hook> redirects(String name, String desc) {
        return redirects.getOrDefault(name + desc, List.of());
    }

    /**
     * Where calls are redirected to, for the guest runtime: owner, name and descriptor of the target, name and descriptor of
     * the facade's method. What is only redirected in initialisers of java.base is left out.
     */
    String[] routes() {
        return redirects().stream()
                .filter(h -> !h.inInitialisers())
                .map(h -> h.target + " " + facadeName(h) + " " + facadeDesc(h))
                .sorted()
                .toArray(String[]::new);
    }

    /** Whether calls with this name and descriptor are redirected, of some owner. */
    boolean isRedirected(String name, String desc) {
        return redirects.containsKey(name + desc);
    }

    /** Everything that is redirected. */
    List<Hook> redirects() {
        List<Hook> all = new ArrayList<>();
        redirects.values().forEach(all::addAll);
        lookUps.values().forEach(all::addAll);
        return all;
    }

    /** Whether a hook takes the guest's calls of a method. */
    boolean takes(String owner, String name, String desc, ClassHierarchy hierarchy) {
        return redirects(name, desc).stream().anyMatch(h -> hierarchy.inherits(owner, h.target.owner, name, desc))
                || replacements(owner).stream().anyMatch(h -> h.target.name.equals(name) && h.target.desc.equals(desc));
    }

    /** Every hook. */
    List<Hook> all() {
        List<Hook> all = redirects();
        replacements.values().forEach(all::addAll);
        extensions.values().forEach(all::addAll);
        fields.values().forEach(all::addAll);
        return all;
    }

    List<Hook> replacements(String owner) {
        return replacements.getOrDefault(owner, List.of());
    }

    List<Hook> extensions(String owner) {
        return extensions.getOrDefault(owner, List.of());
    }

    /** Fields whose accesses within {@code owner} are redirected. */
    List<Hook> fields(String owner) {
        return fields.getOrDefault(owner, List.of());
    }

    /** Classes of which a method is replaced or extended: each must exist. */
    List<String> owners() {
        List<String> all = new ArrayList<>(replacements.keySet());
        all.addAll(extensions.keySet());
        all.addAll(fields.keySet());
        return all;
    }

    /** Name of the facade's method that leads to a hook: hooks may be overloaded where their targets are not alike. */
    static String facadeName(Hook h) {
        String simple = h.target.owner.substring(h.target.owner.lastIndexOf('/') + 1);
        return simple + "$" + h.target.name + (h.inInitialisers() ? "$clinit" : "");
    }

    /** Descriptor of a hook for calls of {@code target}: a receiver comes first. */
    static String facadeDesc(Hook h) {
        return h.hook.desc;
    }

    /** Loads {@code desc}'s arguments, of a static method. */
    static void loadArguments(org.objectweb.asm.MethodVisitor mv, String desc) {
        int slot = 0;
        for (Type t : Type.getArgumentTypes(desc)) {
            mv.visitVarInsn(t.getOpcode(Opcodes.ILOAD), slot);
            slot += t.getSize();
        }
    }
}
