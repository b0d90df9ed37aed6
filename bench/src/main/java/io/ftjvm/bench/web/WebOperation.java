package io.ftjvm.bench.web;

/** One operation as its client saw it. Written by its client's thread, read when the load has stopped. */
final class WebOperation {
    enum Kind {
        PUT,
        INCREMENT,
        GET,
        OPEN_SESSION,
        LOOK_UP_SESSION
    }

    final Kind kind;
    final String id;
    /** Key, counter or, to look one up, session. */
    final String name;
    /** What to put. */
    final String value;

    /** {@link System#nanoTime} of the first request. */
    long sent;
    /** Times it was sent. */
    int attempts;
    /** {@link System#nanoTime} of the reply. */
    long answered;
    /** HTTP status; 0 if nobody answered. */
    int status;

    /** What the reply said: version or counter value, 0 for a key that has none. */
    long version;
    /** What the reply said: the server's clock. */
    long time;
    /** What the reply said: value read, session opened, or the message that came with an error. */
    String text = "";
    /** What the reply said: an earlier request had done it. */
    boolean repeated;

    WebOperation(Kind kind, String id, String name, String value) {
        this.kind = kind;
        this.id = id;
        this.name = name;
        this.value = value;
    }

    boolean acknowledged() {
        return status == 200;
    }

    boolean writes() {
        return kind == Kind.PUT || kind == Kind.INCREMENT;
    }

    @Override
    public String toString() {
        return kind + " " + id + " " + name + " status=" + status + " version=" + version + " time=" + time
                + " attempts=" + attempts + " repeated=" + repeated + (text.isEmpty() ? "" : " " + text);
    }
}
