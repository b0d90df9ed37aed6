package io.ftjvm.guest;

import io.ftjvm.guest.net.Network;

/** Where interrupts go. */
final class Devices {
    private Devices() {}

    /** An interrupt strikes. Called in host mode: changes device state and wakes threads, runs nothing of the guest's. */
    static void interrupt(int kind, long id, byte[] data) {
        Lockstep.mix(((long) kind << 56) ^ id);
        Lockstep.mix(data, 0, data.length);
        if (kind == Interrupts.CLOCK) {
            VirtualClock.set(id);
        } else if (kind == Interrupts.SIGNAL) {
            Signals.arrived((int) id);
        } else if (kind == Interrupts.UNPARK) {
            Threads.unparkedByHost((int) id);
        } else if (kind == Interrupts.STDIN) {
            Console.arrived(data);
        } else if (kind == Interrupts.REFERENCES_CLEARED || kind == Interrupts.REFERENCES_GONE) {
            References.interrupt(kind, data);
        } else if (kind >= Interrupts.PROC_STARTED) {
            Children.interrupt(kind, id, data);
        } else {
            Network.interrupt(kind, id, data);
        }
    }
}
