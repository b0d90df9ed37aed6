package io.ftjvm.instrumentation;

import io.ftjvm.instrumentation.CatalogueLine.Named;
import io.ftjvm.instrumentation.HookTable.Hook;
import io.ftjvm.instrumentation.NativeMethods.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the catalogue with a JDK's native methods and with the hooks: what must be true of the table. */
public final class CatalogueCheck {
    private final Catalogue catalogue;
    private final NativeMethods jdk;
    private final HookTable hooks;
    private final Set<String> hooked = new TreeSet<>();
    private final Map<String, List<Method>> byClass = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private CatalogueCheck(Catalogue catalogue, NativeMethods jdk, HookTable hooks) {
        this.catalogue = catalogue;
        this.jdk = jdk;
        this.hooks = hooks;
        hooks.all()
                .forEach(h -> hooked.add(h.target().owner() + " " + h.target().name()));
        jdk.natives().forEach(m -> byClass.computeIfAbsent(m.owner(), k -> new ArrayList<>())
                .add(m));
    }

    /** What is wrong; empty if nothing is. All three are of one release. */
    public static List<String> problems(Catalogue catalogue, NativeMethods jdk, HookTable hooks) {
        CatalogueCheck c = new CatalogueCheck(catalogue, jdk, hooks);
        jdk.natives().forEach(c::checkMethod);
        catalogue.lines().forEach(c::checkLine);
        c.checkIntrinsics();
        return c.problems;
    }

    private void checkMethod(Method m) {
        CatalogueLine l = catalogue.line(m.owner(), m.name(), m.desc());
        if (l == null) {
            problems.add(jdk.moduleOf(m.owner()) + " " + m + " is in no line");
            return;
        }
        if (!l.module().equals(jdk.moduleOf(m.owner()))) {
            problems.add(l.place() + ": " + m.owner() + " belongs to " + jdk.moduleOf(m.owner()));
        }
        boolean direct = isHooked(m);
        if (l.treatment().needsHook() && !direct && l.above().isEmpty()) {
            problems.add(l.place() + ": " + m + " is " + l.treatment() + ", but there is no hook on it and none above");
        }
        if (direct && !l.treatment().needsHook() && l.treatment() != Treatment.DENIED) {
            problems.add(l.place() + ": " + m + " is " + l.treatment() + ", but there is a hook on it");
        }
    }

    private void checkLine(CatalogueLine l) {
        boolean here = false;
        for (Named c : l.classes()) {
            if (c.applies(catalogue.release()) && jdk.hasModule(l.module())) {
                here = true;
                if (!byClass.containsKey(c.name())) {
                    problems.add(l.place() + ": " + c.name() + " has no native methods");
                }
            }
        }
        if (here) {
            l.members().stream().filter(n -> n.applies(catalogue.release())).forEach(n -> checkMember(l, n));
            // Releases have different ones.
            if (!l.above().isEmpty()
                    && l.members().stream().anyMatch(n -> n.applies(catalogue.release()))
                    && l.above().stream().noneMatch(hooked::contains)) {
                problems.add(l.place() + ": there is no hook on " + String.join(", ", l.above()));
            }
        }
    }

    private void checkMember(CatalogueLine l, Named n) {
        if (n.isAll() && !l.treatment().isRefused()) {
            problems.add(l.place() + ": * would let in whatever a later JDK adds; only what is refused may say it");
        }
        int all = 0;
        for (Named c : l.classes()) {
            long found = byClass.getOrDefault(c.name(), List.of()).stream()
                    .filter(m -> n.matches(m.name(), m.desc())
                            && (!n.isAll() || catalogue.line(m.owner(), m.name(), m.desc()) == l))
                    .count();
            if (found > 1 && !n.isAll()) {
                problems.add(l.place() + ": " + c.name() + " has " + found + " methods called " + n.name()
                        + "; say which by their descriptors");
            }
            all += (int) found;
        }
        if (all == 0 && !n.someUpdates()) {
            problems.add(l.place() + ": this JDK has no native method " + n);
        }
    }

    private void checkIntrinsics() {
        jdk.intrinsics().forEach((owner, names) -> {
            if ("java.base".equals(jdk.moduleOf(owner))) {
                for (String m : Intrinsics.changed(jdk.classFile(owner), names, hooks, jdk::shape)) {
                    problems.add("rewriting changes " + m + ", a body that compiled code does not execute");
                }
            }
        });
    }

    private boolean isHooked(Method m) {
        for (Hook h : hooks.redirects(m.name(), m.desc())) {
            if (jdk.isSubtype(m.owner(), h.target().owner())) {
                return true;
            }
        }
        return hooks.replacements(m.owner()).stream()
                .anyMatch(h ->
                        h.target().name().equals(m.name()) && h.target().desc().equals(m.desc()));
    }
}
