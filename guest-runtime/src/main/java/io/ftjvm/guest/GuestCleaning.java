package io.ftjvm.guest;

/** What a cleaner of the JDK's does that shows to guests: done if a guest asks for it, not when the collector does. */
final class GuestCleaning implements Runnable {
    private final Runnable action;

    GuestCleaning(Runnable action) {
        this.action = action;
    }

    @Override
    public void run() {
        if (Scheduler.current() != null) {
            action.run();
        }
    }
}
