package io.ftjvm.guest;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * What reflection tells of a class: without what the image has added, and in an order of its own. The JVM lists methods by
 * the addresses of their names.
 */
final class DeclaredMembers {
    private static final String ADDED = "ftjvm$";

    private DeclaredMembers() {}

    static Method[] methods(Class<?> c, boolean publicOnly) {
        Method[] all = HostJdk.declaredMethods(c, publicOnly);
        int n = 0;
        for (Method m : all) {
            if (m.getName().startsWith(ADDED)) {
                continue;
            }
            int at = place(all, n, m);
            System.arraycopy(all, at, all, at + 1, n - at);
            all[at] = m;
            n++;
        }
        return n == all.length ? all : Arrays.copyOf(all, n);
    }

    static Constructor<?>[] constructors(Class<?> c, boolean publicOnly) {
        Constructor<?>[] all = RouteJdk.declaredConstructors(c, publicOnly);
        for (int n = 1; n < all.length; n++) {
            Constructor<?> one = all[n];
            int at = n;
            while (at > 0 && compare(all[at - 1].getParameterTypes(), one.getParameterTypes()) > 0) {
                all[at] = all[at - 1];
                at--;
            }
            all[at] = one;
        }
        return all;
    }

    /** The JVM lists fields as the class file does. */
    static Field[] fields(Class<?> c, boolean publicOnly) {
        Field[] all = RouteJdk.declaredFields(c, publicOnly);
        if (c != Thread.class) {
            return all;
        }
        int n = 0;
        for (Field f : all) {
            if (!f.getName().startsWith(ADDED)) {
                all[n++] = f;
            }
        }
        return Arrays.copyOf(all, n);
    }

    /** Where {@code m} belongs among the first {@code n}, which are in order. */
    private static int place(Method[] all, int n, Method m) {
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(all[middle], m) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(Method a, Method b) {
        int names = a.getName().compareTo(b.getName());
        if (names != 0) {
            return names;
        }
        int parameters = compare(a.getParameterTypes(), b.getParameterTypes());
        return parameters != 0
                ? parameters
                : a.getReturnType().getName().compareTo(b.getReturnType().getName());
    }

    private static int compare(Class<?>[] a, Class<?>[] b) {
        for (int i = 0; i < a.length && i < b.length; i++) {
            int one = a[i].getName().compareTo(b[i].getName());
            if (one != 0) {
                return one;
            }
        }
        return a.length - b.length;
    }
}
