package io.ftjvm.agent.options;

import java.util.List;
import java.util.Locale;

/** Finds the word that somebody meant to type. */
final class Nearest {
    private Nearest() {}

    /** {@code "; did you mean 'X'?"}, or the list of all words where none is near. */
    static String hint(String typed, List<String> words) {
        String best = null;
        int bestDistance = 3;
        for (String word : words) {
            int distance = distance(typed.toLowerCase(Locale.ROOT), word);
            if (distance < bestDistance && distance < word.length()) {
                bestDistance = distance;
                best = word;
            }
        }
        return best == null ? "; there are " + String.join(", ", words) : "; did you mean '" + best + "'?";
    }

    /** Insertions, deletions and replacements that turn {@code a} into {@code b}. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
