package io.ftjvm.agent.guest;

import io.ftjvm.litmus.Arguments;
import io.ftjvm.litmus.BlockingQueues;
import io.ftjvm.litmus.BootHashes;
import io.ftjvm.litmus.Callers;
import io.ftjvm.litmus.ClassInit;
import io.ftjvm.litmus.ClassInitBlocking;
import io.ftjvm.litmus.ClassInitChains;
import io.ftjvm.litmus.ClassLoaderBlocking;
import io.ftjvm.litmus.ClassLoading;
import io.ftjvm.litmus.Clocks;
import io.ftjvm.litmus.CompletableFutures;
import io.ftjvm.litmus.ConcurrentMaps;
import io.ftjvm.litmus.Crossings;
import io.ftjvm.litmus.Daemons;
import io.ftjvm.litmus.Deadlock;
import io.ftjvm.litmus.Entropy;
import io.ftjvm.litmus.Environment;
import io.ftjvm.litmus.EverySource;
import io.ftjvm.litmus.ExitFromThread;
import io.ftjvm.litmus.FastThrows;
import io.ftjvm.litmus.FileEdges;
import io.ftjvm.litmus.FileReads;
import io.ftjvm.litmus.FileWrites;
import io.ftjvm.litmus.Flows;
import io.ftjvm.litmus.ForkJoin;
import io.ftjvm.litmus.ForkJoinInit;
import io.ftjvm.litmus.Formats;
import io.ftjvm.litmus.GcPressure;
import io.ftjvm.litmus.Halt;
import io.ftjvm.litmus.HandOffQueues;
import io.ftjvm.litmus.HttpClientEcho;
import io.ftjvm.litmus.HttpEcho;
import io.ftjvm.litmus.IdentityHashes;
import io.ftjvm.litmus.ImmutableOrders;
import io.ftjvm.litmus.InterruptEverywhere;
import io.ftjvm.litmus.JdkFirstUse;
import io.ftjvm.litmus.Join;
import io.ftjvm.litmus.Lambdas;
import io.ftjvm.litmus.LoadOrder;
import io.ftjvm.litmus.LoaderResources;
import io.ftjvm.litmus.Locks;
import io.ftjvm.litmus.ManyVirtualThreads;
import io.ftjvm.litmus.MonitorExceptions;
import io.ftjvm.litmus.Natives;
import io.ftjvm.litmus.NestedMonitors;
import io.ftjvm.litmus.Nothing;
import io.ftjvm.litmus.Output;
import io.ftjvm.litmus.ParallelStreams;
import io.ftjvm.litmus.Park;
import io.ftjvm.litmus.PhasersExchangers;
import io.ftjvm.litmus.Processes;
import io.ftjvm.litmus.Races;
import io.ftjvm.litmus.ReadWriteLocks;
import io.ftjvm.litmus.ReferenceReads;
import io.ftjvm.litmus.References;
import io.ftjvm.litmus.ReflectiveCalls;
import io.ftjvm.litmus.Scheduled;
import io.ftjvm.litmus.SelectorEcho;
import io.ftjvm.litmus.Serialization;
import io.ftjvm.litmus.ShutdownHooks;
import io.ftjvm.litmus.SkipLists;
import io.ftjvm.litmus.SleepYield;
import io.ftjvm.litmus.SocketEcho;
import io.ftjvm.litmus.SocketFailures;
import io.ftjvm.litmus.StackTraceTexts;
import io.ftjvm.litmus.StandardInput;
import io.ftjvm.litmus.Starvation;
import io.ftjvm.litmus.Synchronized;
import io.ftjvm.litmus.Synchronizers;
import io.ftjvm.litmus.ThreadAttributes;
import io.ftjvm.litmus.ThreadLocals;
import io.ftjvm.litmus.ThreadPools;
import io.ftjvm.litmus.ThreadStops;
import io.ftjvm.litmus.ThreadViews;
import io.ftjvm.litmus.Uncaught;
import io.ftjvm.litmus.UncaughtInMain;
import io.ftjvm.litmus.VirtualEnds;
import io.ftjvm.litmus.VirtualPinned;
import io.ftjvm.litmus.VirtualPreemption;
import io.ftjvm.litmus.VirtualScopes;
import io.ftjvm.litmus.VirtualStacks;
import io.ftjvm.litmus.VirtualThreads;
import io.ftjvm.litmus.WaitNotify;
import io.ftjvm.litmus.WaitTimed;
import java.util.List;
import java.util.stream.Stream;

/**
 * A litmus guest and what it needs.
 *
 * @param main its class
 * @param status the exit status it must have
 * @param input what it finds on standard input
 * @param directory whether its argument is a directory with files to read
 */
record Guest(Class<?> main, int status, String input, boolean directory) {
    static List<Guest> all() {
        Stream<Guest> plain = Stream.of(
                        Nothing.class,
                        Arguments.class,
                        Synchronized.class,
                        NestedMonitors.class,
                        MonitorExceptions.class,
                        WaitNotify.class,
                        WaitTimed.class,
                        SleepYield.class,
                        Join.class,
                        InterruptEverywhere.class,
                        Park.class,
                        ThreadViews.class,
                        ThreadAttributes.class,
                        ThreadStops.class,
                        ThreadLocals.class,
                        Races.class,
                        Daemons.class,
                        Deadlock.class,
                        Uncaught.class,
                        ShutdownHooks.class,
                        ClassInit.class,
                        ClassInitBlocking.class,
                        ClassInitChains.class,
                        ClassLoaderBlocking.class,
                        JdkFirstUse.class,
                        ClassLoading.class,
                        LoadOrder.class,
                        LoaderResources.class,
                        Lambdas.class,
                        ReflectiveCalls.class,
                        StackTraceTexts.class,
                        FastThrows.class,
                        Callers.class,
                        Serialization.class,
                        Locks.class,
                        ReadWriteLocks.class,
                        Synchronizers.class,
                        PhasersExchangers.class,
                        BlockingQueues.class,
                        HandOffQueues.class,
                        ConcurrentMaps.class,
                        Flows.class,
                        SkipLists.class,
                        Starvation.class,
                        ThreadPools.class,
                        Scheduled.class,
                        ForkJoin.class,
                        ForkJoinInit.class,
                        CompletableFutures.class,
                        ParallelStreams.class,
                        VirtualThreads.class,
                        ManyVirtualThreads.class,
                        VirtualScopes.class,
                        VirtualPinned.class,
                        VirtualPreemption.class,
                        VirtualStacks.class,
                        Clocks.class,
                        Entropy.class,
                        Formats.class,
                        IdentityHashes.class,
                        BootHashes.class,
                        ImmutableOrders.class,
                        Environment.class,
                        GcPressure.class,
                        ReferenceReads.class,
                        References.class,
                        Natives.class,
                        Crossings.class,
                        Output.class,
                        Processes.class,
                        SocketEcho.class,
                        SocketFailures.class,
                        SelectorEcho.class,
                        HttpEcho.class,
                        HttpClientEcho.class)
                .map(main -> new Guest(main, 0, "", false));
        Stream<Guest> others = Stream.of(
                new Guest(UncaughtInMain.class, 1, "", false),
                new Guest(ExitFromThread.class, 7, "", false),
                new Guest(Halt.class, 9, "", false),
                new Guest(VirtualEnds.class, VirtualEnds.STATUS, "", false),
                new Guest(EverySource.class, 0, "a line\n", false),
                new Guest(StandardInput.class, 0, "first line\nsecond \u2603\n\nlast, without an end", false),
                new Guest(FileReads.class, 0, "", true),
                new Guest(FileEdges.class, 0, "", true),
                new Guest(FileWrites.class, 0, "", true));
        return Stream.concat(plain, others).toList();
    }

    @Override
    public String toString() {
        return main.getSimpleName();
    }
}
