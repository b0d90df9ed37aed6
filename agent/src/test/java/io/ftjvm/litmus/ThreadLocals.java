package io.ftjvm.litmus;

import java.util.concurrent.atomic.AtomicInteger;

/** Thread locals, inherited ones, their initial values and removal, and their order of creation. */
public final class ThreadLocals {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final ThreadLocal<Integer> NUMBER = ThreadLocal.withInitial(NEXT::incrementAndGet);
    private static final InheritableThreadLocal<String> NAME = new InheritableThreadLocal<>() {
        @Override
        protected String childValue(String parent) {
            return parent + "+";
        }
    };

    public static void main(String[] args) throws InterruptedException {
        NAME.set("main");
        int mine = NUMBER.get();
        StringBuffer seen = new StringBuffer();
        Crew.run(6, number -> {
            Crew.work(10_000 * (7 - number));
            int first = NUMBER.get();
            Thread.yield();
            Check.equal(first, NUMBER.get(), "a thread local stays");
            seen.append(number + "=" + first + " ");
            NUMBER.remove();
            Check.that(NUMBER.get() > first, "a removed one starts anew");
            Check.equal("main+", NAME.get(), "inherited");
            NAME.set("changed");
            Crew.start("child", () -> Check.equal("changed+", NAME.get(), "inherited by a child"))
                    .join();
        });
        Check.equal(mine, NUMBER.get(), "main's own");
        Check.equal("main", NAME.get(), "main's own");
        System.out.println(seen);
    }
}
