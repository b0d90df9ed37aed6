package io.ftjvm.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** CompletableFuture: stages on the common pool, races between stages, orTimeout and the other delays. */
public final class CompletableFutures {
    public static void main(String[] args) throws Exception {
        StringBuffer order = new StringBuffer();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int number = i;
            all.add(CompletableFuture.supplyAsync(() -> {
                        Crew.work(number % 5 * 20_000);
                        order.append(number).append(' ');
                        return number;
                    })
                    .thenApplyAsync(n -> n * 2)
                    .thenCombine(CompletableFuture.supplyAsync(() -> 1), Integer::sum));
        }
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
        int sum = 0;
        for (CompletableFuture<Integer> future : all) {
            sum += future.join();
        }
        Check.equal(144, sum, "sum");
        System.out.println(order);

        List<String> winners = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Object> first = CompletableFuture.anyOf(
                    CompletableFuture.supplyAsync(() -> "a" + (Crew.work(5000) & 1)),
                    CompletableFuture.supplyAsync(() -> "b" + (Crew.work(5000) & 1)));
            winners.add((String) first.get());
        }
        System.out.println(winners);
        delays();
    }

    private static void delays() throws Exception {
        long start = System.nanoTime();
        CompletableFuture<String> late = new CompletableFuture<String>().orTimeout(15, TimeUnit.MILLISECONDS);
        ExecutionException e = Check.thrown(ExecutionException.class, late::get);
        Check.equal(TimeoutException.class, e.getCause().getClass(), "cause");
        Check.lasted(15, start, "orTimeout");
        Check.equal(
                "default",
                new CompletableFuture<String>()
                        .completeOnTimeout("default", 5, TimeUnit.MILLISECONDS)
                        .get(),
                "completeOnTimeout");
        start = System.nanoTime();
        Executor delayed = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);
        String name = CompletableFuture.supplyAsync(() -> Thread.currentThread().getName(), delayed)
                .get();
        Check.lasted(10, start, "delayedExecutor");
        System.out.println("delayed ran in " + name);
        CompletableFuture<String> never = new CompletableFuture<>();
        Check.thrown(TimeoutException.class, () -> never.get(5, TimeUnit.MILLISECONDS));
        CompletableFuture<Integer> failed = CompletableFuture.supplyAsync(() -> Integer.parseInt("x"));
        Check.thrown(CompletionException.class, failed::join);
        Check.equal(-1, failed.exceptionally(t -> -1).get(), "exceptionally");
        Thread getter = Crew.start("getter", () -> Check.thrown(InterruptedException.class, never::get));
        Crew.await(getter, Thread.State.WAITING);
        getter.interrupt();
        getter.join();
    }
}
