package org.tallystick.node.rpc.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.node.chain.ChainMoment;
import org.tallystick.node.chain.FoundLog;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.rpc.eth.ReceiptJson;

/// A client that keeps the logs it is told of, takes away those that are removed, and minds every
/// double.
final class LogFollower {
  private final Map<String, JsonObject> logs = new LinkedHashMap<>();
  private int removed;

  synchronized void tell(Json told) {
    JsonObject log = (JsonObject) told;
    String place = text(log, "blockHash") + " " + text(log, "logIndex");
    if (log.get("removed").orElseThrow().equals(Json.of(true))) {
      assertNotNull(logs.remove(place), "removed but not there: " + log);
      removed++;
    } else {
      assertEquals(null, logs.putIfAbsent(place, log), "told twice: " + log);
    }
  }

  /// How many logs were taken away.
  synchronized int removed() {
    return removed;
  }

  synchronized int count() {
    return logs.size();
  }

  /// Fails unless it has those logs of the chain that a look at every block finds, from a block on.
  synchronized void requireLogs(ChainMoment chain, long from, LogFilter filter, String words) {
    List<String> expected = new ArrayList<>();
    for (long number = from; number <= chain.head().number(); number++) {
      FoundLog.in(
              chain.block(number).orElseThrow(),
              chain.hash(number).orElseThrow(),
              chain.receipts(number).orElseThrow().list(),
              filter)
          .forEach(log -> expected.add(ReceiptJson.of(log, false).write()));
    }
    List<String> told = logs.values().stream().map(Json::write).toList();
    assertEquals(expected, told, words);
  }

  private static String text(JsonObject log, String member) {
    return log.get(member).orElseThrow().view().text();
  }
}
