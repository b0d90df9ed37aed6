package io.ftjvm.bench.chat;

import io.ftjvm.bench.Pairs;
import io.ftjvm.bench.RealTimeOrder;
import io.ftjvm.bench.Verdict;
import io.ftjvm.bench.Verdict.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what the listeners of each room have heard with each other and with the room's whole record. */
final class ChatChecker {
    private ChatChecker() {}

    /**
     * Checks.
     *
     * @param said per room, what was said there
     * @param heard what everyone heard
     * @param records per room, what a newcomer is told in the end
     */
    static Verdict check(
            Map<String, List<ChatTranscript.Said>> said,
            Collection<ChatTranscript> heard,
            Map<String, ChatTranscript> records) {
        Verdict verdict = new Verdict();
        for (ChatTranscript transcript : heard) {
            transcript.complaints.forEach(complaint -> verdict.add(Kind.CONTRADICTED, complaint));
            List<String> record = records.get(transcript.room).messages;
            for (int i = 0; i < transcript.messages.size(); i++) {
                String line = transcript.messages.get(i);
                if (i >= record.size()) {
                    verdict.add(Kind.LOST, transcript.listener + " heard: " + line);
                } else if (!record.get(i).equals(line)) {
                    verdict.add(
                            Kind.CONTRADICTED,
                            transcript.listener + " heard '" + line + "', the record has '" + record.get(i) + "'");
                }
            }
        }
        RealTimeOrder times = new RealTimeOrder();
        records.forEach((room, record) -> {
            record.complaints.forEach(complaint -> verdict.add(Kind.CONTRADICTED, complaint));
            checkRoom(said.getOrDefault(room, List.of()), record, times, verdict);
        });
        times.check("the clock", verdict);
        return verdict;
    }

    private static void checkRoom(
            List<ChatTranscript.Said> said, ChatTranscript record, RealTimeOrder times, Verdict verdict) {
        Map<String, ChatTranscript.Said> byId = new HashMap<>();
        said.forEach(message -> byId.put(message.id, message));
        Map<String, String> recorded = new HashMap<>();
        long time = Long.MIN_VALUE;
        for (String line : record.messages) {
            Pairs pairs = new Pairs(line);
            String id = pairs.text("op");
            if (recorded.putIfAbsent(id, line) != null) {
                verdict.add(Kind.DUPLICATED, "the record repeats: " + line);
            }
            ChatTranscript.Said message = byId.get(id);
            if (message == null || !line.endsWith(" text=" + message.text)) {
                verdict.add(Kind.CONTRADICTED, "nobody said: " + line);
            }
            if (pairs.number("time") < time) {
                verdict.add(Kind.CONTRADICTED, "the clock of the record goes back at: " + line);
            }
            time = pairs.number("time");
        }
        RealTimeOrder numbers = new RealTimeOrder();
        for (ChatTranscript.Said message : said) {
            if (message.line == null) {
                continue;
            }
            String line = recorded.get(message.id);
            if (line == null) {
                verdict.add(Kind.LOST, message.line);
            } else if (!line.equals(message.line)) {
                verdict.add(Kind.CONTRADICTED, "told '" + message.line + "', the record has '" + line + "'");
            }
            Pairs pairs = new Pairs(message.line);
            times.add(message.sent, message.answered, pairs.number("time"), message.line);
            numbers.add(message.sent, message.answered, pairs.number("number"), message.line);
        }
        numbers.check("the number in " + record.room, verdict);
    }
}
