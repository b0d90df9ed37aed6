package io.ftjvm.litmus.facts;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** Prints every attribute of every bean of the platform's. */
public final class Beans {
    private Beans() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        int attributes = 0;
        for (ObjectName name : new TreeSet<>(server.queryNames(null, null))) {
            MBeanAttributeInfo[] infos = server.getMBeanInfo(name).getAttributes();
            Map<String, MBeanAttributeInfo> sorted = new TreeMap<>();
            for (MBeanAttributeInfo info : infos) {
                sorted.put(info.getName(), info);
            }
            for (MBeanAttributeInfo info : sorted.values()) {
                if (info.isReadable()) {
                    attributes++;
                    System.out.println(name + " " + info.getName() + " = " + value(server, name, info.getName()));
                }
            }
            System.out.println(name + " operations " + server.getMBeanInfo(name).getOperations().length);
        }
        System.out.println("attributes " + attributes);
    }

    private static String value(MBeanServer server, ObjectName name, String attribute) {
        try {
            return text(server.getAttribute(name, attribute));
        } catch (Exception e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause.toString();
        }
    }

    private static String text(Object o) {
        if (o instanceof CompositeData) {
            CompositeData data = (CompositeData) o;
            Map<String, String> all = new TreeMap<>();
            data.getCompositeType().keySet().forEach(k -> all.put(k, text(data.get(k))));
            return all.toString();
        }
        if (o instanceof TabularData) {
            List<String> rows = new ArrayList<>();
            ((TabularData) o).values().forEach(row -> rows.add(text(row)));
            return rows.toString();
        }
        if (o != null && o.getClass().isArray()) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(o); i++) {
                elements.add(text(Array.get(o, i)));
            }
            return elements.toString();
        }
        return String.valueOf(o);
    }
}
