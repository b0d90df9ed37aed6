package io.ftjvm.agent.role;

import io.ftjvm.agent.boot.Internals;
import io.ftjvm.agent.boot.StartException;
import io.ftjvm.agent.options.Options;
import io.ftjvm.channel.StandardError;
import io.ftjvm.guest.Crossings;
import io.ftjvm.guest.Guest;
import io.ftjvm.guest.HiddenClasses;
import io.ftjvm.guest.Instructions;
import io.ftjvm.guest.Port;
import io.ftjvm.instrumentation.Catalogue;
import io.ftjvm.instrumentation.ClassRewriter;
import io.ftjvm.instrumentation.HookTable;
import io.ftjvm.instrumentation.RefusedNatives;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Stage 2: sets up the host's side on a thread of its own, then turns the main thread into the guest. */
public final class Run {
    /** With this system property set on both sides, hash codes are part of the digest: for tests. */
    private static final boolean HASH_CODES = System.getProperty("ftjvm.hash.codes.in.digest") != null;

    private Run() {}

    /**
     * Called on the main thread; the guest begins when it returns.
     *
     * @param parsing reads the agent's options, on the thread that sets up: what it uses of the JDK depends on them
     */
    public static void start(Supplier<Options> parsing, Instrumentation instrumentation) throws Exception {
        Internals.openGuestRuntime(instrumentation);
        Guest.booted();
        Options options = onHostThread(parsing, instrumentation);
        Guest.start(
                (int) options.quantum().orElse(Instructions.DEFAULT_QUANTUM),
                options.cpus(),
                options.strictmath(),
                Run::bootAnswer);
    }

    /** The main thread has state that the guest inherits, so host code leaves it alone. */
    private static Options onHostThread(Supplier<Options> parsing, Instrumentation instrumentation) throws Exception {
        Object[] result = new Object[1];
        Thread setup = new Thread(
                Guest.hostThreadGroup(),
                () -> {
                    try {
                        result[0] = setUp(parsing, instrumentation);
                    } catch (Throwable e) {
                        result[0] = e;
                    }
                },
                "ftjvm-setup");
        setup.setDaemon(true);
        setup.start();
        setup.join();
        if (result[0] instanceof Exception e) {
            throw e;
        }
        if (result[0] instanceof Error e) {
            throw e;
        }
        return (Options) result[0];
    }

    private static Options setUp(Supplier<Options> parsing, Instrumentation instrumentation) throws IOException {
        Guest.settingUp();
        HostClasses.link(instrumentation);
        Guest.settingUp();
        Options options = parsing.get();
        GuestTransformer transformer = new GuestTransformer(rewriter(options), new BootClasses(instrumentation));
        transformer.rewrite(Run.class, "io/ftjvm/agent/role/Run", classFile("io/ftjvm/agent/role/Run.class"), null);
        HiddenClasses.rewriter(transformer);
        Guest.disk(
                System.getProperty("user.dir"),
                RomPaths.ofThisProcess(),
                new String[] {System.getProperty("java.io.tmpdir"), "/dev/shm", "/tmp"},
                System.getProperty("sun.jnu.encoding"));
        Guest.natives(options.natives().toArray(new String[0]));
        Role role = Role.of(options);
        Port.install(role.port());
        instrumentation.addTransformer(transformer, true);
        instrumentation.setNativeMethodPrefix(transformer, ClassRewriter.NATIVE);
        transformer.rewriteLoaded(instrumentation);
        Watchdog.start();
        if (HASH_CODES) {
            Guest.hashCodesInDigest();
        }
        HostClasses.settled(instrumentation);
        return options;
    }

    private static ClassRewriter rewriter(Options options) throws IOException {
        RefusedNatives refused;
        try (InputStream in = ofImage(RefusedNatives.RESOURCE)) {
            refused = RefusedNatives.read(in);
        }
        Crossings.start(options.strict(), StandardError::line, refused.reasons());
        return new ClassRewriter(hookTable(), Catalogue.of(Runtime.version().feature()), refused);
    }

    private static InputStream ofImage(String name) throws IOException {
        InputStream in = Object.class.getModule().getResourceAsStream(name);
        if (in == null) {
            throw new StartException("the image of java.base has no " + name);
        }
        return in;
    }

    private static HookTable hookTable() throws IOException {
        List<byte[]> classes = new ArrayList<>();
        for (String name : HookTable.CLASSES) {
            try (InputStream in = ofImage(name)) {
                classes.add(in.readAllBytes());
            }
        }
        return new HookTable(classes, Runtime.version().feature());
    }

    private static byte[] classFile(String name) throws IOException {
        try (InputStream in = Run.class.getClassLoader().getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] bootAnswer() {
        Instant now = Instant.now();
        return Guest.bootAnswer(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }
}
