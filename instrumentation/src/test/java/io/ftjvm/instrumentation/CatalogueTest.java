package io.ftjvm.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final String TABLE = """
            module java.base

            # A comment.
            java/lang/Runtime
                pure       freeMemory
                    totalMemory@..17 gc?@..17 | only computes
                trapped    maxMemory | via java/lang/Other maxMemory, java/lang/More maxMemory |
                    logged

            java/lang/First@18..
            java/lang/Second
                pure       twice(I)V | the one
                denied     * | the rest
            """;

    private final Catalogue catalogue = Catalogue.parse(25, TABLE);

    @Test
    void aLineIsFoundByClassAndMethodAndRelease() {
        CatalogueLine l = catalogue.line("java/lang/Runtime", "maxMemory", "()J");
        assertThat(l.treatment()).isEqualTo(Treatment.TRAPPED);
        assertThat(l.above()).containsExactly("java/lang/Other maxMemory", "java/lang/More maxMemory");
        assertThat(l.reason()).isEqualTo("logged");
        assertThat(l.place()).isEqualTo("text:7");
        assertThat(catalogue.line("java/lang/Runtime", "freeMemory", "()J").treatment())
                .isEqualTo(Treatment.PURE);
        assertThat(catalogue.line("java/lang/Runtime", "totalMemory", "()J")).isNull();
        assertThat(Catalogue.parse(17, TABLE).line("java/lang/Runtime", "totalMemory", "()J"))
                .isNotNull();
        assertThat(Catalogue.parse(17, TABLE).line("java/lang/First", "any", "()V"))
                .isNull();
        assertThat(Catalogue.parse(17, TABLE).line("java/lang/Runtime", "gc", "()V"))
                .isNotNull();
        assertThat(l.members().get(0).someUpdates()).isFalse();
    }

    @Test
    void aStarTakesWhatIsLeftOfAClass() {
        assertThat(catalogue.refusal("java/lang/First", "twice", "(I)V")).isNull();
        assertThat(catalogue.refusal("java/lang/Second", "twice", "(J)V")).isEqualTo("the rest");
    }

    @Test
    void whatHasNoLineIsRefused() {
        assertThat(catalogue.refusal("java/lang/Runtime", "gc", "()V")).isEqualTo(Catalogue.UNCLASSIFIED);
        assertThat(catalogue.refusal("java/lang/Runtime", "freeMemory", "()J")).isNull();
    }

    @Test
    void aLineThatIsNotOneIsToldWithItsPlace() {
        assertThatThrownBy(() -> Catalogue.parse(17, "module m\n\na/B\n    pure x\n"))
                .hasMessageContaining("text:4");
        assertThatThrownBy(() -> Catalogue.parse(17, "module m\n\na/B\n    poor x | why\n"))
                .hasMessageContaining("no treatment is called poor");
    }

    @Test
    void theCheckFindsWhatIsMissingAndWhatIsNotThere() {
        Catalogue few = Catalogue.parse(Runtime.version().feature(), """
                module java.base

                java/lang/Runtime
                    pure       freeMemory vanished | only computes
                    trapped    maxMemory | logged

                java/lang/Gone
                    denied     * | it is gone
                """);
        List<String> problems = CatalogueCheck.problems(
                few,
                NativeMethods.of(Path.of(System.getProperty("java.home"))),
                new HookTable(List.of(), Runtime.version().feature()));
        assertThat(problems)
                .contains(
                        "java.base java/lang/Runtime.totalMemory()J is in no line",
                        "text:4: this JDK has no native method vanished",
                        "text:5: java/lang/Runtime.maxMemory()J is trapped, but there is no hook on it and none above",
                        "text:8: java/lang/Gone has no native methods");
    }
}
