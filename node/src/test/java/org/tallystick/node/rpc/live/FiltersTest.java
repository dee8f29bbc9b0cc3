package org.tallystick.node.rpc.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.rpc.eth.MethodLimits;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.LogChain;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.Transfers;

final class FiltersTest {
  @TempDir private Path folder;

  @Test
  void givesEachLogOnce() {
    try (LiveNode node = LiveNode.in(folder)) {
      node.logChain().add(0, (byte) 1);
      String filter = JsonRpc.quote(node.text("eth_newFilter", "{}"));
      assertEquals(0, changes(node, filter).size());
      node.logChain().add(0, (byte) 1, (byte) 2);
      node.logChain().add(1, (byte) 3);

      assertEquals(List.of("0x2", "0x2", "0x3"), members(changes(node, filter), "blockNumber"));
      assertEquals(0, changes(node, filter).size());
      assertEquals(
          4, elements(node.result("eth_getFilterLogs", fromGenesis(node))).size(), "all of them");
    }
  }

  private static String fromGenesis(LiveNode node) {
    return JsonRpc.quote(node.text("eth_newFilter", "{\"fromBlock\":\"earliest\"}"));
  }

  @Test
  void takesTheLogsItIsMadeFor() {
    try (LiveNode node = LiveNode.in(folder)) {
      String address = JsonRpc.quote(LogChain.contract(1).toHex());
      String filter =
          JsonRpc.quote(
              node.text(
                  "eth_newFilter",
                  "{\"address\":%s,\"fromBlock\":\"0x2\",\"toBlock\":\"0x3\"}".formatted(address)));
      for (int block = 0; block < 4; block++) {
        node.logChain().add(1, (byte) 1);
        node.logChain().add(2, (byte) 1);
      }

      assertEquals(List.of("0x3"), members(changes(node, filter), "blockNumber"));
    }
  }

  @Test
  void takesBackWhatHasLeftTheChainBeforeItGivesWhatCame() {
    try (LiveNode node = LiveNode.in(folder)) {
      Block base = node.logChain().add(0, (byte) 1);
      String filter = JsonRpc.quote(node.text("eth_newFilter", "{}"));
      node.logChain().add(0, (byte) 1);
      node.logChain().add(0, (byte) 2);
      Hash first = node.chain().head().hash();
      assertEquals(2, changes(node, filter).size());
      Block other = node.logChain().addTo(base.hash(), 1, (byte) 3);

      node.chain().setCanonical(other.hash());

      List<JsonObject> changes = changes(node, filter);
      assertEquals(List.of("0x2", "0x3", "0x2"), members(changes, "blockNumber"));
      assertEquals(
          List.of(true, true, false),
          changes.stream()
              .map(log -> log.get("removed").equals(Optional.of(Json.of(true))))
              .toList());

      node.chain().setCanonical(first);
      assertEquals(List.of("0x2", "0x2", "0x3"), members(changes(node, filter), "blockNumber"));
    }
  }

  @Test
  void aBranchThatCameAndWentBetweenTwoQuestionsIsNotToldOf() {
    try (LiveNode node = LiveNode.in(folder)) {
      String filter = JsonRpc.quote(node.text("eth_newFilter", "{}"));
      String blocks = JsonRpc.quote(node.text("eth_newBlockFilter"));
      node.logChain().add(0, (byte) 1);
      Block other = node.logChain().addTo(node.chain().genesisHash(), 1, (byte) 3);
      node.chain().setCanonical(other.hash());

      assertEquals(List.of(other.hash().toHex()), members(changes(node, filter), "blockHash"));
      assertEquals(
          Json.texts(List.of(other.hash().toHex())), node.result("eth_getFilterChanges", blocks));
      node.chain().setCanonical(node.chain().genesisHash());
      assertEquals(JsonArray.EMPTY, node.result("eth_getFilterChanges", blocks));
      assertEquals(1, changes(node, filter).size(), "removed");
    }
  }

  @Test
  void givesInPartsWhatIsTooMuchAtOnce() {
    MethodLimits few = new MethodLimits(1, 3, 2, 10, 10, 10, 1_000);
    try (LiveNode node = new LiveNode(folder, LiveLimits.DEFAULT, few)) {
      String logs = JsonRpc.quote(node.text("eth_newFilter", "{}"));
      String blocks = JsonRpc.quote(node.text("eth_newBlockFilter"));
      LogFollower follower = new LogFollower();
      for (int block = 0; block < 10; block++) {
        node.logChain().add(0, (byte) block, (byte) 2, (byte) 3);
      }

      int given = 0;
      for (int question = 0; question < 10; question++) {
        List<JsonObject> changes = changes(node, logs);
        assertEquals(3, changes.size());
        changes.forEach(follower::tell);
        given += elements(node.result("eth_getFilterChanges", blocks)).size();
      }
      follower.requireLogs(node.chain().moment(), 0, LogFilter.ALL, "in parts");
      assertEquals(10, given);
    }
  }

  @Test
  void givesHashesOfTransactionsThatCanBeMined() {
    try (LiveNode node =
        new LiveNode(folder, LiveLimits.DEFAULT.withPendingBytesMax(5_000), MethodLimits.DEFAULT)) {
      String filter = JsonRpc.quote(node.text("eth_newPendingTransactionFilter"));
      SignedTransaction first = transfer(0);
      node.transactions().add(transfer(1));
      assertEquals(JsonArray.EMPTY, node.result("eth_getFilterChanges", filter));
      node.transactions().add(first);

      assertEquals(
          Json.texts(List.of(first.hash().toHex(), transfer(1).hash().toHex())),
          node.result("eth_getFilterChanges", filter));
      assertEquals(JsonArray.EMPTY, node.result("eth_getFilterChanges", filter));

      for (int nonce = 2; nonce < 100; nonce++) {
        node.transactions().add(transfer(nonce));
      }
      JsonArray newest = (JsonArray) node.result("eth_getFilterChanges", filter);
      assertTrue(newest.elements().size() < 20, "not bounded: " + newest.elements().size());
      assertEquals(Json.of(transfer(99).hash().toHex()), newest.elements().getLast());
    }
  }

  private static SignedTransaction transfer(long nonce) {
    return Transfers.of(People.person(0), nonce, People.person(1).address());
  }

  @Test
  void forgetsFiltersThatNobodyAsks() {
    try (LiveNode node = LiveNode.in(folder)) {
      String asked = JsonRpc.quote(node.text("eth_newBlockFilter"));
      String idle = JsonRpc.quote(node.text("eth_newFilter", "{}"));
      node.clock().advance(Duration.ofSeconds(119));
      node.result("eth_getFilterChanges", asked);
      node.clock().advance(Duration.ofSeconds(2));

      assertEquals("filter not found", message(node.error("eth_getFilterChanges", idle)));
      assertEquals("filter not found", message(node.error("eth_getFilterLogs", idle)));
      node.result("eth_getFilterChanges", asked);
    }
  }

  @Test
  void keepsNoMoreFiltersThanItMay() {
    try (LiveNode node =
        new LiveNode(folder, LiveLimits.DEFAULT.withFiltersMax(3), MethodLimits.DEFAULT)) {
      String first = JsonRpc.quote(node.text("eth_newBlockFilter"));
      node.text("eth_newFilter", "{}");
      node.text("eth_newPendingTransactionFilter");

      JsonObject refusal = node.error("eth_newBlockFilter");
      assertEquals(Optional.of(Json.of(-32005)), refusal.get("code"));

      assertEquals(Json.of(true), node.result("eth_uninstallFilter", first));
      assertEquals(Json.of(false), node.result("eth_uninstallFilter", first));
      node.text("eth_newBlockFilter");
      node.clock().advance(Duration.ofMinutes(3));
      node.text("eth_newBlockFilter");
    }
  }

  @Test
  void keepsNoMoreNamesThanItMay() {
    try (LiveNode node =
        new LiveNode(folder, LiveLimits.DEFAULT.withNames(3, 0), MethodLimits.DEFAULT)) {
      String two =
          "{\"address\":\"%s\",\"topics\":[\"%s\"]}"
              .formatted(LogChain.contract(1).toHex(), LogChain.topic(1).toHex());
      String first = JsonRpc.quote(node.text("eth_newFilter", two));
      node.text("eth_newFilter", "{}");

      JsonObject refusal = node.error("eth_newFilter", two);
      assertEquals(Optional.of(Json.of(-32005)), refusal.get("code"));

      node.result("eth_uninstallFilter", first);
      node.text("eth_newFilter", two);
      node.error("eth_newFilter", two);
      node.clock().advance(Duration.ofMinutes(3));
      node.text("eth_newFilter", two);
      node.error("eth_newFilter", two);
    }
  }

  @Test
  void saysWhatItDoesNotTake() {
    try (LiveNode node = LiveNode.in(folder)) {
      String blocks = JsonRpc.quote(node.text("eth_newBlockFilter"));

      assertEquals("filter not found", message(node.error("eth_getFilterLogs", blocks)));
      assertEquals("filter not found", message(node.error("eth_getFilterChanges", "\"0x1\"")));
      JsonObject backwards =
          node.error("eth_newFilter", "{\"fromBlock\":\"0x5\",\"toBlock\":\"0x3\"}");
      assertEquals(Optional.of(Json.of(-32602)), backwards.get("code"));
      assertTrue(message(backwards).startsWith("invalid block range params"));
      JsonObject overHttp = node.error("eth_subscribe", "\"newHeads\"");
      assertEquals("notifications not supported", message(overHttp));
      assertEquals(Optional.of(Json.of(-32601)), overHttp.get("code"));
    }
  }

  private static String message(JsonObject error) {
    return error.get("message").orElseThrow().view().text();
  }

  private static List<JsonObject> changes(LiveNode node, String filter) {
    return elements(node.result("eth_getFilterChanges", filter)).stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static List<Json> elements(Json array) {
    return ((JsonArray) array).elements();
  }

  private static List<String> members(List<JsonObject> logs, String name) {
    return logs.stream().map(log -> log.get(name).orElseThrow().view().text()).toList();
  }
}
