package io.ftjvm.bench.web;

import static io.ftjvm.bench.Verdict.Kind.CONTRADICTED;
import static io.ftjvm.bench.Verdict.Kind.DUPLICATED;
import static io.ftjvm.bench.Verdict.Kind.LOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ftjvm.bench.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each test takes a history and a dump that agree, and bends one of them. */
class HistoryCheckerTest {
    private final List<WebOperation> history = new ArrayList<>();
    private final List<String> dump = new ArrayList<>(List.of(
            "kv name=a op=p1 version=1 time=1000 value=one",
            "kv name=a op=p2 version=2 time=1010 value=two+2",
            "counter name=n op=i1 version=1 time=1020 value=1",
            "counter name=n op=i2 version=2 time=1030 value=2",
            "session id=S created=990 state=live"));

    private final WebOperation session = operation(WebOperation.Kind.OPEN_SESSION, "s1", "", "", 0, 990, "S");
    private final WebOperation put1 = operation(WebOperation.Kind.PUT, "p1", "a", "one", 1, 1000, "");
    private final WebOperation put2 = operation(WebOperation.Kind.PUT, "p2", "a", "two 2", 2, 1010, "");
    private final WebOperation increment1 = operation(WebOperation.Kind.INCREMENT, "i1", "n", "", 1, 1020, "");
    private final WebOperation increment2 = operation(WebOperation.Kind.INCREMENT, "i2", "n", "", 2, 1030, "");
    private final WebOperation get = operation(WebOperation.Kind.GET, "g1", "a", "", 2, 1040, "two 2");

    /** One operation after the other, answered. */
    private WebOperation operation(
            WebOperation.Kind kind, String id, String name, String value, long version, long time, String text) {
        WebOperation operation = new WebOperation(kind, id, name, value);
        operation.sent = history.size() * 10;
        operation.answered = operation.sent + 5;
        operation.attempts = 1;
        operation.status = 200;
        operation.version = version;
        operation.time = time;
        operation.text = text;
        history.add(operation);
        return operation;
    }

    private static void unanswered(WebOperation operation) {
        operation.status = 0;
        operation.answered = 0;
        operation.version = 0;
        operation.time = 0;
    }

    private void replace(int line, String from, String to) {
        assertThat(dump.get(line)).contains(from);
        dump.set(line, dump.get(line).replace(from, to));
    }

    private Verdict check() throws IOException {
        return HistoryChecker.check(history, WebDump.parse(String.join("\n", dump) + "\nend\n"));
    }

    @Test
    void agreement() throws IOException {
        assertThat(check().examples()).isEmpty();
        assertThat(check().clean()).isTrue();
    }

    @Test
    void anUnansweredOperationMayHaveBeenApplied() throws IOException {
        unanswered(increment2);
        assertThat(check().examples()).isEmpty();
    }

    @Test
    void anUnansweredOperationMayHaveBeenLost() throws IOException {
        unanswered(increment2);
        dump.remove(3);
        assertThat(check().examples()).isEmpty();
    }

    @Test
    void aRepeatedOperationIsAppliedAtItsFirstRequest() throws IOException {
        put1.attempts = 2;
        put1.repeated = true;
        assertThat(check().examples()).isEmpty();
    }

    @Test
    void concurrentOperationsHaveNoOrder() throws IOException {
        put2.sent = put1.sent;
        put2.answered = put1.answered;
        put1.version = 2;
        put2.version = 1;
        put1.time = 1010;
        put2.time = 1000;
        dump.set(0, "kv name=a op=p2 version=1 time=1000 value=two+2");
        dump.set(1, "kv name=a op=p1 version=2 time=1010 value=one");
        get.text = "one";
        assertThat(check().examples()).isEmpty();
    }

    @Test
    void lostWrite() throws IOException {
        dump.remove(3);
        assertThat(check().count(LOST)).isEqualTo(1);
    }

    @Test
    void lostWriteThatSomebodyRead() throws IOException {
        dump.remove(1);
        assertThat(check().count(LOST)).isEqualTo(2);
    }

    @Test
    void lostWriteWhoseVersionWentToAnother() throws IOException {
        unanswered(operation(WebOperation.Kind.INCREMENT, "i3", "n", "", 0, 0, ""));
        replace(3, "op=i2", "op=i3");
        assertThat(check().count(LOST)).isEqualTo(1);
    }

    @Test
    void writeAppliedTwice() throws IOException {
        dump.add("counter name=n op=i2 version=3 time=1035 value=3");
        assertThat(check().count(DUPLICATED)).isEqualTo(1);
    }

    @Test
    void unansweredWriteAppliedTwice() throws IOException {
        unanswered(increment2);
        dump.add("counter name=n op=i2 version=3 time=1035 value=3");
        assertThat(check().count(DUPLICATED)).isEqualTo(1);
    }

    @Test
    void writeAppliedTwiceAndShownOnce() throws IOException {
        unanswered(increment2);
        replace(3, "version=2", "version=3");
        replace(3, "value=2", "value=3");
        assertThat(check().count(DUPLICATED)).isEqualTo(1);
    }

    @Test
    void writeCalledRepeatedAlthoughSentOnce() throws IOException {
        put2.repeated = true;
        assertThat(check().count(DUPLICATED)).isEqualTo(1);
    }

    @Test
    void otherVersionThanAcknowledged() throws IOException {
        increment1.version = 2;
        increment2.version = 3;
        assertThat(check().count(CONTRADICTED)).isEqualTo(2);
    }

    @Test
    void otherTimeThanAcknowledged() throws IOException {
        replace(3, "time=1030", "time=1031");
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void otherValueThanWritten() throws IOException {
        get.text = "two 3";
        replace(1, "value=two+2", "value=two+3");
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void otherValueThanRead() throws IOException {
        get.text = "three";
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void readOfAnOldVersion() throws IOException {
        get.version = 1;
        get.text = "one";
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void readOfNothingAfterAWrite() throws IOException {
        get.status = 404;
        get.version = 0;
        get.text = "no value";
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void readOfTheFuture() throws IOException {
        put2.sent = 100;
        put2.answered = 105;
        put2.time = 1100;
        replace(1, "time=1010", "time=1100");
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void counterWentBack() throws IOException {
        increment1.version = 2;
        increment2.version = 1;
        increment1.time = 1020;
        dump.set(2, "counter name=n op=i2 version=1 time=1019 value=1");
        dump.set(3, "counter name=n op=i1 version=2 time=1020 value=2");
        increment2.time = 1019;
        Verdict verdict = check();
        assertThat(verdict.count(CONTRADICTED)).isEqualTo(2);
        assertThat(verdict.toString()).contains("the clock went back", "the version of counter n went back");
    }

    @Test
    void clockWentBack() throws IOException {
        get.time = 1029;
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void lostSession() throws IOException {
        dump.remove(4);
        assertThat(check().count(LOST)).isEqualTo(1);
    }

    @Test
    void sessionThatIsDenied() throws IOException {
        get.status = 403;
        assertThat(check().count(LOST)).isEqualTo(1);
    }

    @Test
    void sessionOfOtherAge() throws IOException {
        session.time = 989;
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void sessionHandedOutTwice() throws IOException {
        operation(WebOperation.Kind.OPEN_SESSION, "s2", "", "", 0, 1050, "S");
        // Which of the two made it is unknown, but one of them lies about when.
        assertThat(check().count(CONTRADICTED)).isEqualTo(2);
    }

    @Test
    void operationNobodyAskedFor() throws IOException {
        dump.add("kv name=a op=p3 version=3 time=1040 value=x");
        assertThat(check().count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void operationOnAnotherKey() throws IOException {
        dump.set(3, "counter name=m op=i2 version=1 time=1030 value=1");
        Verdict verdict = check();
        assertThat(verdict.count(LOST)).isEqualTo(1);
        assertThat(verdict.count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void operationAppliedButRefused() throws IOException {
        increment2.status = 500;
        // Once for the status, once for the effect.
        assertThat(check().count(CONTRADICTED)).isEqualTo(2);
    }

    @Test
    void incompleteDump() {
        assertThatThrownBy(() -> WebDump.parse("kv name=a op=p1 version=1 time=1 value=x\n"))
                .isInstanceOf(IOException.class);
    }
}
