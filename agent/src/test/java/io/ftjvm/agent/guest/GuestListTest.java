package io.ftjvm.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.litmus.ClassInitDeadlock;
import io.ftjvm.litmus.ClassLoaderDeadlock;
import io.ftjvm.litmus.JvmErrors;
import io.ftjvm.litmus.LongDeadlock;
import io.ftjvm.litmus.LongNative;
import io.ftjvm.litmus.ShownAddress;
import io.ftjvm.litmus.Terminated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GuestListTest {
    private static final Set<String> HELPERS = Set.of("Check", "Crew", "ModuleClasses", "Virtual", "package-info");

    @Test
    void everyLitmusProgramIsOnTheList() throws IOException {
        Set<String> programs;
        try (var files = Files.list(GuestRunner.CLASSES.resolve("io/ftjvm/litmus"))) {
            programs = files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.contains("$"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .filter(program -> !HELPERS.contains(program))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        List<Guest> all = Guest.all();
        Set<String> listed = all.stream().map(Guest::toString).collect(Collectors.toCollection(TreeSet::new));
        listed.add(Terminated.class.getSimpleName()); // ends by a signal only: StartUpIT has it
        listed.add(LongNative.class.getSimpleName()); // takes seconds: WatchdogIT has it
        listed.add(LongDeadlock.class.getSimpleName()); // the same
        listed.add(ClassInitDeadlock.class.getSimpleName()); // the same
        listed.add(ClassLoaderDeadlock.class.getSimpleName()); // the same
        listed.add(JvmErrors.class.getSimpleName()); // runs out of what the JVM has: JvmErrorsIT has it
        listed.add(ShownAddress.class.getSimpleName()); // diverges: UntrappedIT and DivergedBackupIT have it
        assertThat(listed).isEqualTo(programs);
        assertThat(listed).hasSize(all.size() + 7);
    }
}
