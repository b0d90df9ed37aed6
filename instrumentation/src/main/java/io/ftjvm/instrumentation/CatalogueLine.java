package io.ftjvm.instrumentation;

import java.util.List;

/**
 * One line of the catalogue: native methods of some classes that are treated alike.
 *
 * @param module the JDK's module that has the classes
 * @param classes the classes, by internal name, and the releases that have them
 * @param members the methods; one named {@code *} stands for all that no line before it names
 * @param above methods whose hooks take a guest's calls before they get here, as {@code owner name}
 * @param reason why this treatment is right, or what is refused
 * @param place file and line, for messages
 */
public record CatalogueLine(
        String module,
        List<Named> classes,
        Treatment treatment,
        List<Named> members,
        List<String> above,
        String reason,
        String place) {

    /**
     * A name and the releases that have it.
     *
     * @param desc a method's descriptor; empty for one whose name says enough
     * @param someUpdates whether some updates of these releases lack it
     */
    public record Named(String name, String desc, boolean someUpdates, int from, int to) {
        /** Reads {@code name}, {@code name@18..}, {@code name(I)V@..17}, {@code name?@..17}. */
        static Named parse(String text) {
            int at = text.indexOf('@');
            String marked = at < 0 ? text : text.substring(0, at);
            boolean someUpdates = marked.endsWith("?");
            String name = someUpdates ? marked.substring(0, marked.length() - 1) : marked;
            String range = at < 0 ? ".." : text.substring(at + 1);
            int dots = range.indexOf("..");
            int paren = name.indexOf('(');
            return new Named(
                    paren < 0 ? name : name.substring(0, paren),
                    paren < 0 ? "" : name.substring(paren),
                    someUpdates,
                    dots == 0 ? 0 : Integer.parseInt(range.substring(0, dots)),
                    dots + 2 == range.length() ? Integer.MAX_VALUE : Integer.parseInt(range.substring(dots + 2)));
        }

        /** Whether a release has it. */
        public boolean applies(int release) {
            return from <= release && release <= to;
        }

        /** Whether it stands for all methods that no line before names. */
        public boolean isAll() {
            return name.equals("*");
        }

        boolean matches(String method, String descriptor) {
            return isAll() || name.equals(method) && (desc.isEmpty() || desc.equals(descriptor));
        }

        @Override
        public String toString() {
            return name + desc;
        }
    }

    /** Whether it treats this method. */
    boolean matches(int release, String method, String desc) {
        return members.stream().anyMatch(m -> m.applies(release) && m.matches(method, desc));
    }
}
