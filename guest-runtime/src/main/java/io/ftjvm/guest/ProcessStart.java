package io.ftjvm.guest;

/** What a process is started with: the content of {@link Outputs#PROC_START}. */
public final class ProcessStart {
    /** A pipe to or from the guest. */
    public static final int PIPE = 0;
    /** Standard input: the host process's own. Standard output and error: what comes is written to the guest's. */
    public static final int INHERIT = 1;
    /** The null device. */
    public static final int NULL = 2;

    private static final byte[] ROOT = {'/', 0};

    /** How the JDK starts it: a number of its own. */
    final int mode;
    /** Path or name, with a zero at the end; and so on, as the native method takes them. */
    final byte[] program;

    final byte[] arguments;
    final int argc;
    final byte[] environment;
    final int envc;
    /** The guest's working directory, without a zero. */
    final byte[] guestDirectory;
    /** The process's working directory with a zero; null: the guest's. */
    final byte[] directory;
    /** Whether standard error goes where standard output goes. */
    final boolean merged;

    private final int[] streams;

    /** As the native method has it. */
    ProcessStart(
            int mode,
            byte[] program,
            byte[] arguments,
            int argc,
            byte[] environment,
            int envc,
            byte[] directory,
            int[] streams,
            boolean merged) {
        this.mode = mode;
        this.program = program;
        this.arguments = arguments;
        this.argc = argc;
        this.environment = environment;
        this.envc = envc;
        this.guestDirectory = CString.encode(Environment.directory());
        this.directory = directory;
        this.streams = streams;
        this.merged = merged;
    }

    private ProcessStart(Answer a) {
        mode = a.getByte();
        program = a.getBytes();
        arguments = a.getBytes();
        argc = a.getInt();
        environment = a.getBytes();
        envc = a.getInt();
        guestDirectory = a.getBytes();
        directory = a.getBytes();
        streams = new int[] {a.getByte(), a.getByte(), a.getByte()};
        merged = a.getByte() != 0;
    }

    /** A process of the host's own: its environment is empty, its output goes nowhere, and it is in the way of no disk. */
    public static ProcessStart ofHost(int mode, String program, String... arguments) {
        Answer a = new Answer();
        int length = 0;
        for (String s : arguments) {
            length += s.length() + 1;
        }
        byte[] block = new byte[length];
        int n = 0;
        for (String s : arguments) {
            for (int i = 0; i < s.length(); i++) {
                block[n++] = (byte) s.charAt(i);
            }
            n++;
        }
        byte[] path = new byte[program.length() + 1];
        for (int i = 0; i < program.length(); i++) {
            path[i] = (byte) program.charAt(i);
        }
        return new ProcessStart(
                mode, path, block, arguments.length, new byte[0], 0, ROOT, new int[] {PIPE, NULL, NULL}, true);
    }

    static ProcessStart decode(byte[] bytes) {
        return new ProcessStart(new Answer(bytes));
    }

    byte[] encode() {
        Answer a = new Answer()
                .putByte(mode)
                .putBytes(program)
                .putBytes(arguments)
                .putInt(argc)
                .putBytes(environment)
                .putInt(envc)
                .putBytes(guestDirectory)
                .putBytes(directory);
        for (int s : streams) {
            a.putByte(s);
        }
        return a.putByte(merged ? 1 : 0).toBytes();
    }

    /** What becomes of one of the three standard streams: {@link #PIPE}, {@link #INHERIT} or {@link #NULL}. */
    public int stream(int fd) {
        return streams[fd];
    }
}
