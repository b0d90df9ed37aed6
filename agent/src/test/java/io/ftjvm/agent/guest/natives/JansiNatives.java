package io.ftjvm.agent.guest.natives;

import org.fusesource.jansi.Ansi;
import org.fusesource.jansi.AnsiConsole;

/** jansi asks its library whether there is a terminal, if it has one. */
public final class JansiNatives {
    public static void main(String[] args) {
        AnsiConsole.systemInstall();
        AnsiConsole.out().println(Ansi.ansi().fg(Ansi.Color.RED).a("red").reset());
        AnsiConsole.systemUninstall();
    }
}
