package io.ftjvm.guest;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.annotation.ReservedStackAccess;

/**
 * The reference device. When the collector clears a reference is an input, and reaches the guest in two ways:
 *
 * <ul>
 *   <li>Some time after the collector has cleared references the guest is told, and only then are they put into their
 *       queues: by {@link Interrupts#REFERENCES_CLEARED} at a poll, or by a trap, {@link Traps#REFERENCES}, when it makes a
 *       reference or looks at one. The second is there because what a replay still keeps may be large, and polls far apart.
 *   <li>A guest that looks before that and finds a reference cleared is such a trap too.
 * </ul>
 *
 * <p>Both sides number what the guest does with references, and the replaying side looks ahead in the log for the number of
 * the next operation that has a trap.
 *
 * <p>A replaying side keeps every referent until the log says otherwise: {@code Reference.next}, which no collector looks
 * at and no queue uses before the reference is in it, holds on to it. What has a queue is kept as well, because the primary
 * may have put it there after the guest has dropped it, until {@link Interrupts#REFERENCES_GONE}.
 *
 * <p>Ids are numbered in order of construction; a reference has the lower half in one field that the image adds and the
 * upper half in another, whose sign is the state: positive, as far as the guest knows not cleared; negative, seen cleared
 * and not yet in its queue; {@link #DEAD}; 0, the host's or of no interest to guests. Token holder only.
 */
final class References {
    /** State of a reference that has been enqueued, or cleared by the guest: the collector's word no longer counts. */
    static final int DEAD = Integer.MAX_VALUE;

    /** Handles and sensors whose reference the guest has dropped. */
    private static final ReferenceQueue<Object> DROPPED = new ReferenceQueue<>();

    /** At most so many of them are dealt with at one poll. */
    private static final int DROPPED_AT_ONCE = 20_000;

    /** The replaying side: references with a queue, and handles of others. The recording side: sensors. */
    private static final ReferenceTable TABLE = new ReferenceTable();

    /** Whether the log, not the collector, clears references. Read by the reference handler too. */
    private static volatile boolean pinning;

    private static final byte[] NOTHING = new byte[0];

    private static long lastId = 1L << 32;
    private static long nextOffset;

    /** References that the guest has made, and looks that it has taken at one, so far. */
    private static long operations;

    /** The number of the next operation that has to look closer. */
    static long limit = Long.MAX_VALUE;

    /** What {@link #limit} is after a log entry, when nobody knows the next one. */
    static long unknown = Long.MAX_VALUE;

    private References() {}

    /** Called once, by the main thread, before it becomes a guest. */
    static void start() {
        Unsafe u = Unsafe.getUnsafe();
        nextOffset = u.objectFieldOffset(Reference.class, "next");
        // Its thread is the host's, and its actions free what no guest sees.
        Jdk.waiters(Jdk.cleanerQueue(jdk.internal.ref.CleanerFactory.cleaner()), Untracked.QUEUE);
        BootReferences.keep(nextOffset);
        follow(Port.current());
    }

    /** {@code p} has been installed. Before the guest starts, or by the token holder in host mode. */
    static void follow(Port p) {
        boolean pins = p.replays();
        boolean live = pinning && !pins;
        pinning = pins;
        unknown = pins ? 0 : Long.MAX_VALUE;
        limit = unknown;
        if (live) {
            unpinAll();
        }
    }

    /**
     * A reference has been constructed by a guest.
     *
     * @param referent what it has been constructed with: until {@code r} has its id, only this keeps the collector from it
     */
    static void created(Reference<?> r, Object referent) {
        ReferenceQueue<?> q = Jdk.queue(r);
        if (referent == null || Jdk.waiters(q) == Untracked.QUEUE) {
            return;
        }
        long id = ++lastId;
        Jdk.referenceState(r, (int) (id >>> 32));
        Jdk.referenceNumber(r, (int) id);
        if (pinning) {
            Unsafe.getUnsafe().putReference(r, nextOffset, referent);
            TABLE.put(id, hasQueue(q) ? r : new ReferenceHandle(r, DROPPED, id));
        } else if (hasQueue(q)) {
            TABLE.put(id, new ReferenceSensor(r, DROPPED, id));
        }
        Reference.reachabilityFence(referent);
        advance();
    }

    /** The guest does something with references at which it can be told. */
    private static void advance() {
        if (++operations >= limit || PendingReferences.any) {
            lookCloser(null);
        }
    }

    /** The id of {@code r}, whose state is neither 0 nor {@link #DEAD}. Any thread. */
    static long id(Reference<?> r, int state) {
        return (long) Math.abs(state) << 32 | Jdk.referenceNumber(r) & 0xffffffffL;
    }

    private static boolean hasQueue(ReferenceQueue<?> q) {
        return q != Jdk.noQueue();
    }

    /** A guest has read {@code r}, which is not known to be cleared, and found {@code referent}; answers what it sees. */
    static Object read(Reference<?> r, Object referent) {
        // Phantom references never answer anything, and a subclass may have its own idea.
        boolean empty = referent == null && !(r instanceof PhantomReference) && r.refersTo(null);
        return look(r, empty) ? null : referent;
    }

    /**
     * A guest looks at {@code r}, which is not known to be cleared.
     *
     * @param empty whether the collector has cleared it
     * @return whether the guest sees it cleared
     */
    static boolean look(Reference<?> r, boolean empty) {
        if (++operations >= limit || PendingReferences.any) {
            lookCloser(r);
        }
        int state = Jdk.referenceState(r);
        if (state < 0 || state == DEAD) {
            return true;
        }
        if (empty) {
            see(r);
        }
        return empty;
    }

    /** @param r what the guest looks at, or null */
    private static void lookCloser(Reference<?> r) {
        if (!pinning) {
            tell();
            return;
        }
        for (; ; ) {
            if (limit == unknown) {
                limit = lookAhead();
            }
            if (operations != limit) {
                return;
            }
            byte[] ids = trap(NOTHING);
            if (ids.length == 0) {
                cleared(r);
                return;
            }
            strike(ids);
        }
    }

    /** The number of the operation that the next log entry belongs to; if it is not a trap of this device's, a large one. */
    @ReservedStackAccess
    private static long lookAhead() {
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        byte[] next;
        try {
            next = Port.current().upcoming(Traps.REFERENCES);
        } finally {
            HostMode.leave(t, g);
        }
        return next == null ? Long.MAX_VALUE : longOf(next);
    }

    /** The guest finds {@code r} cleared. */
    private static void see(Reference<?> r) {
        trap(NOTHING);
        cleared(r);
    }

    private static void cleared(Reference<?> r) {
        int state = Jdk.referenceState(r);
        clear(r);
        if (hasQueue(Jdk.queue(r))) {
            Jdk.referenceState(r, -state);
        } else {
            TABLE.remove(id(r, state));
            Jdk.referenceState(r, DEAD);
        }
    }

    /** Tells the guest of everything that the collector has found. */
    @ReservedStackAccess
    private static void tell() {
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        IdList ids = new IdList();
        try {
            PendingReferences.tell(ids);
        } finally {
            HostMode.leave(t, g);
        }
        if (!ids.isEmpty()) {
            strike(trap(ids.encoded()));
        }
    }

    /** An entry that belongs to this operation: with ids, those are cleared and enqueued; without, what the guest reads is. */
    private static byte[] trap(byte[] ids) {
        byte[] content = new byte[8 + ids.length];
        for (int i = 0; i < 8; i++) {
            content[i] = (byte) (operations >>> (56 - 8 * i));
        }
        System.arraycopy(ids, 0, content, 8, ids.length);
        byte[] logged = Hypercall.trap(Traps.REFERENCES, NOTHING, new Port.TrapBody() {
            @Override
            public byte[] run() {
                return content;
            }
        });
        return java.util.Arrays.copyOfRange(logged, 8, logged.length);
    }

    private static void clear(Reference<?> r) {
        if (pinning) {
            Jdk.clear(r);
            Unsafe.getUnsafe().putReference(r, nextOffset, null);
        }
    }

    /** The guest itself clears or enqueues {@code r}: the collector has no more say. */
    static void release(Reference<?> r) {
        int state = Jdk.referenceState(r);
        if (state != 0 && state != DEAD) {
            clear(r);
            TABLE.remove(id(r, state));
            Jdk.referenceState(r, DEAD);
        }
    }

    /** An interrupt strikes. In host mode. */
    static void interrupt(int kind, byte[] ids) {
        if (kind == Interrupts.REFERENCES_CLEARED) {
            PendingReferences.woken();
            strike(ids);
        } else {
            for (IdList l = new IdList(ids); l.hasNext(); ) {
                TABLE.remove(l.next());
            }
        }
    }

    /** The guest is told that references have been cleared. */
    private static void strike(byte[] ids) {
        for (IdList l = new IdList(ids); l.hasNext(); ) {
            long id = l.next();
            Object entry = TABLE.remove(id);
            Reference<?> r = pinning ? referenceOf(entry) : PendingReferences.take(id);
            if (r != null && Jdk.referenceState(r) != DEAD) {
                enqueue(r);
            }
        }
    }

    /** What the replaying side's table has. */
    private static Reference<?> referenceOf(Object entry) {
        return entry instanceof ReferenceHandle ? ((ReferenceHandle) entry).get() : (Reference<?>) entry;
    }

    private static void enqueue(Reference<?> r) {
        clear(r);
        Jdk.referenceState(r, DEAD);
        ReferenceQueue<?> q = Jdk.queue(r);
        if (Jdk.enqueue(q, r)) {
            wake(q);
        }
    }

    /** Something has been put into {@code q}. */
    static void wake(ReferenceQueue<?> q) {
        WaitQueue w = (WaitQueue) Jdk.waiters(q);
        if (w != null) {
            w.wakeAll();
        }
    }

    /** The end of a poll, in host mode: forgets what the guest has dropped. */
    static void polled() {
        limit = unknown;
        if (Jdk.head(DROPPED) != null) {
            forgetDropped();
        }
        if (PendingReferences.any) {
            IdList ids = new IdList();
            PendingReferences.tell(ids);
            if (!ids.isEmpty()) {
                Guest.postFromHost(Interrupts.REFERENCES_CLEARED, 0, ids.encoded());
            }
        }
    }

    private static void forgetDropped() {
        IdList gone = new IdList();
        for (int i = 0; i < DROPPED_AT_ONCE; i++) {
            Reference<?> d = DROPPED.poll();
            if (d == null) {
                break;
            }
            if (d instanceof ReferenceHandle) {
                TABLE.remove(((ReferenceHandle) d).id);
            } else {
                gone.add(((ReferenceSensor) d).id);
            }
        }
        if (!gone.isEmpty()) {
            Guest.postFromHost(Interrupts.REFERENCES_GONE, 0, gone.encoded());
        }
    }

    /** Goes live: from here on the local collector decides. */
    private static void unpinAll() {
        Unsafe u = Unsafe.getUnsafe();
        for (long id : TABLE.ids()) {
            Object entry = TABLE.remove(id);
            Reference<?> r = referenceOf(entry);
            if (r == null) {
                continue;
            }
            u.putReference(r, nextOffset, null);
            if (Jdk.referenceState(r) < 0) {
                // Its queue was to receive it, and the collector will not find it again.
                PendingReferences.found(r);
            } else if (entry == r) {
                TABLE.put(id, new ReferenceSensor(r, DROPPED, id));
            }
        }
        PendingReferences.foundAll();
    }

    /** {@code ReferenceQueue.remove}. */
    static Reference<?> remove(GuestThread g, ReferenceQueue<?> q, long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("Negative timeout value");
        }
        long deadline = millis == 0 ? Long.MAX_VALUE : VirtualClock.deadlineMillis(millis);
        for (; ; ) {
            Reference<?> r = q.poll();
            if (r != null) {
                return r;
            }
            int reason = Scheduler.block(waiters(q), deadline, true);
            if (reason == Scheduler.INTERRUPTED) {
                g.interrupted = false;
            }
            Stops.check(g);
            if (reason == Scheduler.INTERRUPTED) {
                throw new InterruptedException();
            }
            if (reason == Scheduler.TIMEOUT) {
                return q.poll();
            }
        }
    }

    private static WaitQueue waiters(ReferenceQueue<?> q) {
        WaitQueue w = (WaitQueue) Jdk.waiters(q);
        if (w == null) {
            w = new WaitQueue();
            Jdk.waiters(q, w);
        }
        return w;
    }

    /**
     * {@code System.gc}: the collector that counts is the recording side's. What it has found is in its queue when the call
     * returns, and who waits there has its turn: programs call in a loop until something has happened.
     */
    @ReservedStackAccess
    static void collect(Runtime runtime) {
        Thread t = Thread.currentThread();
        GuestThread g = HostMode.enter(t);
        try {
            if (!pinning) {
                runtime.gc();
                PendingReferences.awaitHandler();
            }
        } finally {
            HostMode.leave(t, g);
        }
        advance();
        Scheduler.quantum();
    }

    private static long longOf(byte[] b) {
        long v = 0;
        for (int i = 0; i < 8; i++) {
            v = v << 8 | b[i] & 0xff;
        }
        return v;
    }
}
