package io.ftjvm.litmus;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;

/** What the host tells a program about itself, its process, its memory and its name. */
public final class Environment {
    public static void main(String[] args) throws Exception {
        System.out.println(System.getenv().size() + " " + System.getenv().keySet());
        System.out.println(System.getenv("PATH") + " " + System.getenv("NOT_SET_ANYWHERE"));
        Properties properties = System.getProperties();
        for (String key : new String[] {"user.dir", "user.name", "java.io.tmpdir", "os.arch", "java.class.path"}) {
            System.out.println(key + "=" + properties.getProperty(key));
        }
        Check.equal(null, System.getProperty("jdk.module.path"), "an option nobody gave");
        Runtime runtime = Runtime.getRuntime();
        Check.that(runtime.availableProcessors() >= 1, "a processor");
        Check.that(runtime.freeMemory() <= runtime.totalMemory(), "free memory");
        System.out.println(runtime.availableProcessors() + " " + runtime.maxMemory() + " " + runtime.totalMemory() + " "
                + runtime.freeMemory());
        ProcessHandle self = ProcessHandle.current();
        System.out.println(self.pid() + " " + self.isAlive() + " "
                + self.info().startInstant().isPresent());
        System.out.println(Locale.getDefault() + " " + TimeZone.getDefault().getID() + " " + ZoneId.systemDefault()
                + " " + Charset.defaultCharset());
        System.out.println(InetAddress.getLocalHost().getHostName());
        System.out.println(InetAddress.getLoopbackAddress() + " " + InetAddress.getByName("localhost"));
        management();
        for (Map.Entry<Object, Object> property : properties.entrySet()) {
            Check.that(!property.getKey().toString().startsWith("io.ftjvm"), "no trace in the properties: " + property);
        }
    }

    private static void management() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        System.out.println(runtime.getName() + " " + runtime.getStartTime() + " " + (runtime.getUptime() >= 0));
        System.out.println(runtime.getVmName());
        System.out.println(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        var threads = ManagementFactory.getThreadMXBean();
        System.out.println(threads.getThreadCount() > 0);
        System.out.println(
                threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : "no processor time");
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(bean -> Check.that(bean.getCollectionCount() >= 0, "count"));
    }
}
