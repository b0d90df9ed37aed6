package io.ftjvm.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.jar.JarInputStream;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of ftagent.jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        URL location = Version.class.getProtectionDomain().getCodeSource().getLocation();
        try (InputStream in = location.openStream();
                JarInputStream jar = new JarInputStream(in)) {
            String version = jar.getManifest() == null
                    ? null
                    : jar.getManifest().getMainAttributes().getValue("Implementation-Version");
            return new String[] {"ftjvm " + (version == null ? "(not packaged)" : version)};
        }
    }
}
