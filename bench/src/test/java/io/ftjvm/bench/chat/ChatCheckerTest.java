package io.ftjvm.bench.chat;

import static io.ftjvm.bench.Verdict.Kind.CONTRADICTED;
import static io.ftjvm.bench.Verdict.Kind.DUPLICATED;
import static io.ftjvm.bench.Verdict.Kind.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.ftjvm.bench.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each test takes something said, heard and recorded alike, and bends one of them. */
class ChatCheckerTest {
    private static final String FIRST = "MSG room=r number=1 op=a time=1000 messages=1 digest=1 text=hello";
    private static final String SECOND = "MSG room=r number=2 op=b time=1010 messages=2 digest=2 text=hello you";

    private final List<ChatTranscript.Said> said = new ArrayList<>();
    private final ChatTranscript heard = new ChatTranscript("l", "r");
    private final ChatTranscript.Said first = said("a", "hello", FIRST);
    private final ChatTranscript.Said second = said("b", "hello you", SECOND);

    private ChatTranscript.Said said(String id, String text, String line) {
        ChatTranscript.Said message = new ChatTranscript.Said(id, text);
        message.sent = 1 + said.size() * 10;
        message.answered = message.sent + 5;
        message.line = line;
        said.add(message);
        return message;
    }

    private Verdict check(String... record) {
        ChatTranscript transcript = new ChatTranscript("the record", "r");
        for (String line : record) {
            transcript.hear(line);
        }
        return ChatChecker.check(Map.of("r", said), List.of(heard), Map.of("r", transcript));
    }

    @Test
    void agreement() {
        heard.hear("JOINED room=r last=0");
        heard.hear(FIRST);
        heard.hear("TIME time=1005 messages=1 digest=1");
        heard.hear(SECOND);
        heard.hear(SECOND);
        assertThat(check(FIRST, SECOND).examples()).isEmpty();
    }

    @Test
    void anUnansweredMessageMayHaveBeenSaidOrNot() {
        second.line = null;
        assertThat(check(FIRST, SECOND).examples()).isEmpty();
        assertThat(check(FIRST).examples()).isEmpty();
    }

    @Test
    void lostMessage() {
        assertThat(check(FIRST).count(LOST)).isEqualTo(1);
    }

    @Test
    void lostMessageThatSomebodyHeard() {
        second.line = null;
        heard.hear(FIRST);
        heard.hear(SECOND);
        assertThat(check(FIRST).count(LOST)).isEqualTo(1);
    }

    @Test
    void messageSaidTwice() {
        assertThat(check(FIRST, SECOND, SECOND.replace("number=2", "number=3")).count(DUPLICATED))
                .isEqualTo(1);
    }

    @Test
    void otherDigestThanTheSenderWasTold() {
        assertThat(check(FIRST, SECOND.replace("digest=2", "digest=3")).count(CONTRADICTED))
                .isEqualTo(1);
    }

    @Test
    void otherMessageThanSomebodyHeard() {
        heard.hear(FIRST.replace("messages=1", "messages=2"));
        assertThat(check(FIRST, SECOND).count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void missedMessage() {
        heard.hear(SECOND);
        assertThat(check(FIRST, SECOND).count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void messageThatChanged() {
        heard.hear(FIRST);
        heard.hear(FIRST.replace("hello", "goodbye"));
        assertThat(check(FIRST, SECOND).count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void messageNobodySaid() {
        said.remove(second);
        assertThat(check(FIRST, SECOND).count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void announcedTimeWentBack() {
        heard.hear("TIME time=1005 messages=1 digest=1");
        heard.hear("TIME time=1004 messages=1 digest=1");
        assertThat(check(FIRST, SECOND).count(CONTRADICTED)).isEqualTo(1);
    }

    @Test
    void timeAndNumberWentBack() {
        second.sent = 1;
        second.answered = 2;
        first.sent = 3;
        // The sender of the second was answered before the first was sent.
        Verdict verdict = check(FIRST, SECOND);
        assertThat(verdict.count(CONTRADICTED)).isEqualTo(2);
        assertThat(verdict.toString()).contains("the clock went back", "the number in r went back");
    }

    @Test
    void errorInsteadOfAMessage() {
        heard.hear("ERROR room is full");
        assertThat(check(FIRST, SECOND).count(CONTRADICTED)).isEqualTo(1);
    }
}
