package io.ftjvm.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the agent's own code from below {@code ftjvm/agent/} in the agent's jar. That jar is on the guest's class path,
 * so the code lies where no other loader looks for it, in files that class path scanners do not take for classes.
 *
 * <p>The parent is the platform loader: the guest's classes and the agent's do not see each other. Classes of the guest
 * runtime come from java.base, where the image put them; in a JVM without the image (the operator's commands) this
 * loader defines them itself, from {@code ftjvm/image/}.
 */
final class AgentClassLoader extends ClassLoader {
    private static final String CODE = "ftjvm/agent/";
    private static final String IMAGE = "ftjvm/image/";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final URL location;
    private final ProtectionDomain domain;

    private AgentClassLoader(URL location) throws IOException, URISyntaxException {
        super("ftjvm", ClassLoader.getPlatformClassLoader());
        this.location = location;
        this.jar = new JarFile(Path.of(location.toURI()).toFile());
        // Classes without a domain of their own could not tell which jar they came from.
        this.domain = new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null, this, null);
    }

    /** A loader for the jar that this class came from. */
    static AgentClassLoader open() throws IOException, URISyntaxException {
        return new AgentClassLoader(
                AgentClassLoader.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /** Calls the public static void method of a class of the agent; what it throws is thrown as it is. */
    void call(String className, String method, Class<?>[] parameters, Object... arguments) throws Throwable {
        try {
            Class.forName(className, true, this).getMethod(method, parameters).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/');
        JarEntry entry = jar.getJarEntry(CODE + path + ".classdata");
        if (entry == null && name.startsWith("io.ftjvm.guest.")) {
            entry = jar.getJarEntry(IMAGE + path + ".class");
        }
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] bytes;
        try (InputStream in = jar.getInputStream(entry)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    @Override
    protected URL findResource(String name) {
        String stored = name.endsWith(".class") ? name + "data" : name;
        if (jar.getJarEntry(CODE + stored) == null) {
            return null;
        }
        try {
            return URI.create("jar:" + location + "!/" + CODE + stored).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the JDK reads jar: addresses", e);
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return found == null ? Collections.emptyEnumeration() : Collections.enumeration(Collections.singleton(found));
    }
}
