package io.ftjvm.samples.bank;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * A bank that speaks lines of words.
 *
 * <pre>
 * OPEN ACCOUNT                                OK accounts=N
 * DEPOSIT OP ACCOUNT AMOUNT                   OK transaction=N time=T balance=B turnover=V digest=D repeated=R
 * TRANSFER OP FROM TO AMOUNT PATIENCE         the same with FROM's balance, or REFUSED if after PATIENCE
 *                                             milliseconds FROM still lacks the funds
 * BALANCE ACCOUNT                             OK balance=B time=T
 * HISTORY ACCOUNT                             OK movements=N, then N lines: OP amount=A balance=B time=T
 * TOTAL                                       OK total=B
 * QUIT                                        closes the connection
 * </pre>
 *
 * OP is an id the client makes up: a request that repeats one gets the reply of the first, with {@code repeated=true}.
 * Anything that cannot be understood gets {@code ERROR reason}.
 */
public final class BankServer {
    private static final int BACKLOG = 1024;
    private static final int MAX_LINE = 1024;
    private static final long MAX_AMOUNT = 1_000_000_000;
    private static final long MAX_PATIENCE_MILLIS = 60_000;

    private final Bank bank = new Bank();

    private BankServer() {}

    /**
     * Arguments: port (default 8081; 0: any); {@code virtual} if each connection is to have a virtual thread where there are
     * such.
     */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8081;
        boolean virtual = args.length > 1 && args[1].equals("virtual");
        new BankServer().serve(port, virtual ? virtualThreads() : Thread::new);
    }

    private static ThreadFactory virtualThreads() {
        try {
            Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
            Method builder = Thread.class.getMethod("ofVirtual");
            return task -> {
                try {
                    return (Thread) unstarted.invoke(builder.invoke(null), task);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (ReflectiveOperationException e) {
            return Thread::new;
        }
    }

    private void serve(int port, ThreadFactory threads) throws IOException {
        try (ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
            System.out.println("listening on " + listener.getLocalPort());
            for (int n = 1; ; n++) {
                Socket socket = listener.accept();
                Thread thread = threads.newThread(() -> converse(socket));
                thread.setName("connection-" + n);
                thread.start();
            }
        }
    }

    private void converse(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                Writer out =
                        new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8))) {
            socket.setTcpNoDelay(true);
            for (String line = readLine(in); line != null && !line.equals("QUIT"); line = readLine(in)) {
                out.write(answer(line));
                out.write('\n');
                out.flush();
            }
        } catch (IOException | UncheckedIOException e) {
            // The client has gone; it will ask again for what it did not hear.
            return;
        }
    }

    /** As {@link BufferedReader#readLine()}, but a line that never ends does not fill the memory. */
    private static String readLine(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (line.length() == MAX_LINE) {
                throw new IOException("line too long");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private String answer(String line) {
        String[] words = line.trim().split(" +");
        try {
            switch (words[0] + " " + (words.length - 1)) {
                case "OPEN 1":
                    return bank.open(words[1]);
                case "DEPOSIT 3":
                    return bank.deposit(words[1], words[2], number(words[3], MAX_AMOUNT));
                case "TRANSFER 5":
                    return bank.transfer(
                            words[1],
                            words[2],
                            words[3],
                            number(words[4], MAX_AMOUNT),
                            number(words[5], MAX_PATIENCE_MILLIS));
                case "BALANCE 1":
                    return "OK balance=" + bank.account(words[1]).balance() + " time=" + System.currentTimeMillis();
                case "HISTORY 1":
                    return history(bank.account(words[1]).history());
                case "TOTAL 0":
                    return bank.total();
                default:
                    return "ERROR not understood";
            }
        } catch (IllegalArgumentException e) {
            return "ERROR " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "ERROR interrupted";
        } catch (Exception e) {
            return "ERROR " + e;
        }
    }

    private static long number(String word, long max) {
        long value = Long.parseLong(word);
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(word + " is not between 0 and " + max);
        }
        return value;
    }

    private static String history(List<Account.Movement> movements) {
        StringBuilder reply = new StringBuilder("OK movements=" + movements.size());
        for (Account.Movement movement : movements) {
            reply.append('\n')
                    .append(movement.operation())
                    .append(" amount=")
                    .append(movement.amount())
                    .append(" balance=")
                    .append(movement.balance())
                    .append(" time=")
                    .append(movement.time());
        }
        return reply.toString();
    }
}
