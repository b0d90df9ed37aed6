package io.ftjvm.guest;

import java.lang.invoke.MethodType;
import java.util.HashMap;

/**
 * Which method of the facade stands for which method of the JDK: the image's own record of what calls were redirected to,
 * for the routes that are no calls.
 */
final class Routes {
    /** A redirected method; others of the same name follow. */
    static final class Route {
        /** Class name of the owner. */
        final String owner;

        final String name;
        final String desc;
        final String facade;
        final String facadeDesc;
        Route next;

        Route(String line) {
            int a = line.indexOf(' ');
            int b = line.indexOf(' ', a + 1);
            int c = line.indexOf(' ', b + 1);
            int d = line.indexOf(' ', c + 1);
            owner = line.substring(0, a).replace('/', '.');
            name = line.substring(a + 1, b);
            desc = line.substring(b + 1, c);
            facade = line.substring(c + 1, d);
            facadeDesc = line.substring(d + 1);
        }

        /** The source file of the owner, as the JDK's are named. */
        String file() {
            int nested = owner.indexOf('$');
            String outermost = nested < 0 ? owner : owner.substring(0, nested);
            return outermost.substring(outermost.lastIndexOf('.') + 1) + ".java";
        }
    }

    private static HashMap<String, Route> byName;
    private static HashMap<String, Route> byFacade;

    private Routes() {}

    /** Called once, at the end of the JVM's boot. */
    static void start() {
        String[] lines = RouteJdk.routes();
        HashMap<String, Route> names = new HashMap<>(2 * lines.length);
        HashMap<String, Route> facades = new HashMap<>(2 * lines.length);
        for (String line : lines) {
            Route r = new Route(line);
            r.next = names.put(r.name, r);
            facades.put(r.facade, r);
        }
        byName = names;
        byFacade = facades;
    }

    /** The route for a method that {@code owner} declares, null if calls of it are not redirected. */
    static Route find(Class<?> owner, String name, MethodType type) {
        Route r = byName == null ? null : byName.get(name);
        for (; r != null; r = r.next) {
            if (r.desc.equals(type.toMethodDescriptorString()) && isOwner(r, owner)) {
                return r;
            }
        }
        return null;
    }

    /** The implementations of a redirected abstract method count too: the JDK calls it by the name of the abstract class. */
    private static boolean isOwner(Route r, Class<?> c) {
        ClassLoader loader = c.getClassLoader();
        if (loader != null && loader != ClassLoader.getPlatformClassLoader()) {
            return false;
        }
        for (Class<?> s = c; s != null; s = s.getSuperclass()) {
            if (r.owner.equals(s.getName())) {
                return true;
            }
            for (Class<?> i : s.getInterfaces()) {
                if (r.owner.equals(i.getName())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the facade's methods of this name stand for, or null. */
    static Route ofFacade(String name) {
        return byFacade == null ? null : byFacade.get(name);
    }
}
