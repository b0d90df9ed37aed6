package io.ftjvm.agent.guest;

import io.ftjvm.litmus.ModuleClasses;
import java.io.IOException;

/** A guest that links every class of the modules named in its arguments, which makes the JVM verify them. */
public final class LinkEverything {
    private LinkEverything() {}

    /** Prints what does not link and, last, how many did. */
    public static void main(String[] modules) throws IOException {
        int linked = 0;
        for (String module : modules) {
            for (String name : ModuleClasses.of(module)) {
                linked += link(name) ? 1 : 0;
            }
        }
        System.out.println("linked " + linked);
    }

    private static boolean link(String name) {
        try {
            Class.forName(name, false, null).getDeclaredMethods();
            return true;
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return false; // of another loader than the boot loader, as on the plain JVM
        } catch (LinkageError e) {
            System.out.println(name + " does not link: " + e);
            return false;
        }
    }
}
