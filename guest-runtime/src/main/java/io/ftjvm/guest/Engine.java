package io.ftjvm.guest;

/** How the token passes from one guest thread to another. The schedule is decided above it. */
interface Engine {
    /** Gives the token to {@code to}, and returns when {@code from}, the caller, has got it back. */
    void transfer(GuestThread from, GuestThread to);

    /** Gives the token to {@code to} and returns at once; the caller is no guest thread any more. */
    void give(GuestThread to);

    /** Returns when {@code self}, the caller, has got the token for the first time. */
    void await(GuestThread self);
}
