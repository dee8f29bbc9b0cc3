package org.tallystick.node.rpc.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.consensus.Health;
import org.tallystick.node.rpc.eth.MethodLimits;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.Transfers;

@Timeout(60)
final class HubTest {
  private static final LiveLimits SMALL_PIECES = LiveLimits.DEFAULT.withFill(7, 3);

  @TempDir private Path folder;

  @Test
  void tellsOfEveryNewHeadAfterTheAnswer() throws InterruptedException {
    try (LiveNode node = LiveNode.in(folder)) {
      TestChannel channel = new TestChannel();
      Deque<Runnable> afterAnswer = new ArrayDeque<>();
      String id = node.over(channel, afterAnswer::add).text("eth_subscribe", "\"newHeads\"");
      Block first = node.logChain().add(0, (byte) 1);
      assertTrue(channel.isSilent());

      afterAnswer.remove().run();
      Block second = node.logChain().add(0);

      JsonObject told = channel.next();
      assertEquals(Optional.of(Json.of("eth_subscription")), told.get("method"));
      assertEquals(Optional.of(Json.of("2.0")), told.get("jsonrpc"));
      JsonObject params = (JsonObject) told.get("params").orElseThrow();
      assertEquals(Optional.of(Json.of(id)), params.get("subscription"));
      JsonObject head = (JsonObject) params.get("result").orElseThrow();
      assertEquals(Optional.of(Json.of(first.hash().toHex())), head.get("hash"));
      assertEquals(Optional.empty(), head.get("transactions"));
      JsonObject next = (JsonObject) channel.nextResult();
      assertEquals(Optional.of(Json.of(second.hash().toHex())), next.get("hash"));
    }
  }

  @Test
  void tellsOfBlocksThatTookTheirPlace() throws InterruptedException {
    try (LiveNode node = LiveNode.in(folder)) {
      TestChannel channel = new TestChannel();
      node.over(channel).text("eth_subscribe", "\"newHeads\"");
      node.logChain().add(0, (byte) 1);
      channel.next();
      Block other = node.logChain().addTo(node.chain().genesisHash(), 1, (byte) 2);
      Block more = node.logChain().addTo(other.hash(), 1, (byte) 2);

      node.chain().setCanonical(more.hash());

      for (Block block : List.of(other, more)) {
        JsonObject head = (JsonObject) channel.nextResult();
        assertEquals(Optional.of(Json.of(block.hash().toHex())), head.get("hash"));
      }
      assertTrue(channel.isSilent());
    }
  }

  @Test
  void fillsFromABlockOnAndGoesOn() throws InterruptedException {
    try (LiveNode node = new LiveNode(folder, SMALL_PIECES, MethodLimits.DEFAULT)) {
      for (int block = 0; block < 200; block++) {
        node.logChain().add(0, (byte) block, (byte) 1);
      }
      TestChannel channel = new TestChannel();
      node.over(channel).text("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"0x3\"}");
      for (int block = 0; block < 100; block++) {
        node.logChain().add(1, (byte) block);
      }

      LogFollower follower = new LogFollower();
      for (int log = 0; log < 2 * 198 + 100; log++) {
        follower.tell(channel.nextResult());
      }
      assertTrue(channel.isSilent());
      follower.requireLogs(node.chain().moment(), 3, LogFilter.ALL, "after filling");
    }
  }

  @Test
  void waitsForAClientThatIsSlowToBeFilled() throws InterruptedException {
    try (LiveNode node = new LiveNode(folder, SMALL_PIECES, MethodLimits.DEFAULT)) {
      for (int block = 0; block < 100; block++) {
        node.logChain().add(0, (byte) block);
      }
      TestChannel channel = new TestChannel();
      channel.setRoom(false);
      node.over(channel).text("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"earliest\"}");
      assertTrue(channel.isSilent());

      channel.setRoom(true);

      LogFollower follower = new LogFollower();
      for (int log = 0; log < 100; log++) {
        follower.tell(channel.nextResult());
      }
      follower.requireLogs(node.chain().moment(), 0, LogFilter.ALL, "after waiting");
    }
  }

  @Test
  void tellsNoMoreOfTheLastBlocksThanAClientHasRoomFor() throws InterruptedException {
    try (LiveNode node = LiveNode.in(folder)) {
      for (int block = 0; block < 30; block++) {
        node.logChain().add(0, (byte) block);
      }
      TestChannel channel = new TestChannel();
      channel.setRoom(false);
      node.over(channel).text("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"0x1\"}");
      assertTrue(channel.isSilent());
      node.logChain().add(0, (byte) 30);
      assertTrue(channel.isSilent());

      channel.setRoom(true);
      for (int number = 1; number <= 31; number++) {
        assertEquals(
            Optional.of(Json.of("0x" + Integer.toHexString(number))),
            ((JsonObject) TestChannel.result(channel.next())).get("blockNumber"));
      }
      assertTrue(channel.isSilent());
    }
  }

  @Test
  void goesOnAfterARestartWhereTheClientWas() throws InterruptedException {
    try (LiveNode node = new LiveNode(folder, SMALL_PIECES, MethodLimits.DEFAULT)) {
      LogFollower follower = new LogFollower();
      TestChannel before = new TestChannel();
      node.over(before).text("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"0x0\"}");
      for (int block = 0; block < 5; block++) {
        node.logChain().add(0, (byte) block);
        follower.tell(before.nextResult());
      }
      node.restart();
      before.end();
      node.logChain().add(0, (byte) 7);
      TestChannel after = new TestChannel();

      node.over(after).text("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"0x6\"}");
      node.logChain().add(0, (byte) 8);

      follower.tell(after.nextResult());
      follower.tell(after.nextResult());
      assertTrue(after.isSilent());
      follower.requireLogs(node.chain().moment(), 0, LogFilter.ALL, "after the restart");
    }
  }

  @Test
  void aBlockWithMoreThanAClientTakesAtOnceIsFilledIn() throws InterruptedException {
    try (LiveNode node = LiveNode.in(folder)) {
      TestChannel channel = new TestChannel();
      JsonRpc client = node.over(channel);
      client.text("eth_subscribe", "\"logs\"");
      byte[] many = new byte[2_500];
      node.logChain().add(0, many);
      node.logChain().add(1, (byte) 1);

      LogFollower follower = new LogFollower();
      for (int log = 0; log < many.length + 1; log++) {
        follower.tell(channel.nextResult());
      }
      follower.requireLogs(node.chain().moment(), 0, LogFilter.ALL, "after a large block");
    }
  }

  @Test
  void tellsOfPendingTransactions() throws InterruptedException {
    try (LiveNode node = LiveNode.in(folder)) {
      TestChannel hashes = new TestChannel();
      TestChannel full = new TestChannel();
      node.over(hashes).text("eth_subscribe", "\"newPendingTransactions\"");
      node.over(full).text("eth_subscribe", "\"newPendingTransactions\"", "true");
      SignedTransaction transaction = Transfers.of(People.person(0), 0, People.person(1).address());

      node.transactions().add(transaction);

      assertEquals(Json.of(transaction.hash().toHex()), hashes.nextResult());
      JsonObject whole = (JsonObject) full.nextResult();
      assertEquals(Optional.of(Json.of(transaction.hash().toHex())), whole.get("hash"));
      assertNotEquals(Optional.empty(), whole.get("from"));
    }
  }

  @Test
  void tellsWhenItFallsBehindTheOthers() throws InterruptedException {
    try (LiveNode node = LiveNode.in(folder)) {
      TestChannel channel = new TestChannel();
      node.over(channel).text("eth_subscribe", "\"syncing\"");
      node.logChain().add(0);
      assertTrue(channel.isSilent());
      node.setHealth(new Health.Syncing(1, 9));
      node.logChain().add(0);

      JsonObject behind = (JsonObject) channel.nextResult();
      assertEquals(Optional.of(Json.of(true)), behind.get("syncing"));
      node.setHealth(new Health.Live());
      node.logChain().add(0);
      assertEquals(Json.of(false), channel.nextResult());
    }
  }

  @Test
  void endsSubscriptionsAndNoOthers() throws InterruptedException {
    try (LiveNode node = LiveNode.in(folder)) {
      TestChannel mine = new TestChannel();
      TestChannel other = new TestChannel();
      JsonRpc client = node.over(mine);
      String id = JsonRpc.quote(client.text("eth_subscribe", "\"newHeads\""));

      assertEquals("subscription not found", message(node.over(other), id));
      assertEquals(Json.of(true), client.result("eth_unsubscribe", id));
      assertEquals("subscription not found", message(client, id));
      node.logChain().add(0);
      assertTrue(mine.isSilent());
    }
  }

  private static String message(JsonRpc client, String id) {
    return client.error("eth_unsubscribe", id).get("message").orElseThrow().view().text();
  }

  @Test
  void givesAConnectionNoMoreSubscriptionsThanItMayHave() {
    try (LiveNode node = LiveNode.in(folder)) {
      JsonRpc client = node.over(new TestChannel());
      String last = "";
      for (int count = 0; count < 100; count++) {
        last = client.text("eth_subscribe", "\"newHeads\"");
      }

      JsonObject refusal = client.error("eth_subscribe", "\"logs\"");
      assertEquals(Optional.of(Json.of(-32005)), refusal.get("code"));

      client.result("eth_unsubscribe", JsonRpc.quote(last));
      client.text("eth_subscribe", "\"logs\"");
      node.over(new TestChannel()).text("eth_subscribe", "\"logs\"");
    }
  }

  @Test
  void givesAConnectionRoomForSoManyNames() {
    try (LiveNode node =
        new LiveNode(folder, LiveLimits.DEFAULT.withNames(0, 3), MethodLimits.DEFAULT)) {
      TestChannel channel = new TestChannel();
      JsonRpc client = node.over(channel);
      String two = "{\"topics\":[[\"%s\",\"%s\"]]}".formatted(topic(1), topic(2));
      String first = client.text("eth_subscribe", "\"logs\"", two);
      client.text("eth_subscribe", "\"logs\"", "{}");

      JsonObject refusal = client.error("eth_subscribe", "\"logs\"", two);
      assertEquals(Optional.of(Json.of(-32005)), refusal.get("code"));
      node.over(new TestChannel()).text("eth_subscribe", "\"logs\"", two);

      client.result("eth_unsubscribe", JsonRpc.quote(first));
      client.text("eth_subscribe", "\"logs\"", two);
      client.error("eth_subscribe", "\"logs\"", two);
    }
  }

  private static String topic(int number) {
    return "0x%064x".formatted(number);
  }

  @Test
  void aClientThatLeavesInTheMiddleOfItsFillingIsForgotten() throws InterruptedException {
    try (LiveNode node = new LiveNode(folder, SMALL_PIECES, MethodLimits.DEFAULT)) {
      for (int block = 0; block < 100; block++) {
        node.logChain().add(0, (byte) block);
      }
      for (int round = 0; round < 20; round++) {
        TestChannel channel = new TestChannel();
        channel.setRoom(round % 2 == 0);
        node.over(channel).text("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"0x1\"}");
        if (round % 2 == 0) {
          channel.next();
        }
        channel.end();
      }

      TestChannel last = new TestChannel();
      node.over(last).text("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"0x1\"}");
      for (int log = 0; log < 100; log++) {
        last.next();
      }
    }
  }

  @Test
  void saysWhichSubscriptionsThereAreNot() {
    try (LiveNode node = LiveNode.in(folder)) {
      JsonObject error = node.over(new TestChannel()).error("eth_subscribe", "\"oldHeads\"");

      assertEquals(Optional.of(Json.of(-32601)), error.get("code"));
      assertEquals(
          Optional.of(Json.of("no \"oldHeads\" subscription in eth namespace")),
          error.get("message"));
    }
  }

  /// Clients come, poll, fall behind and leave while the chain grows and goes to other branches.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whateverTheChainDoesNothingIsMissedOrToldTwice(long seed) throws InterruptedException {
    Random random = new Random(seed);
    try (LiveNode node = new LiveNode(folder, SMALL_PIECES, MethodLimits.DEFAULT)) {
      List<Hash> blocks = new ArrayList<>(List.of(node.chain().genesisHash()));
      List<Client> clients = new ArrayList<>();
      for (int step = 0; step < 150; step++) {
        switch (random.nextInt(8)) {
          case 0 -> clients.add(Client.polling(node));
          case 1 -> clients.add(Client.subscribing(node));
          case 2 -> {
            Hash hash = blocks.get(Math.max(0, blocks.size() - 1 - random.nextInt(10)));
            node.chain().setCanonical(hash);
          }
          case 3 -> {
            Hash parent = blocks.get(Math.max(0, blocks.size() - 1 - random.nextInt(10)));
            blocks.add(node.logChain().addRandom(parent, random).hash());
          }
          default ->
              blocks.add(node.logChain().addRandom(node.chain().head().hash(), random).hash());
        }
        clients.stream().filter(_ -> random.nextInt(4) == 0).forEach(client -> client.read(node));
        clients.forEach(client -> client.channel.setRoom(random.nextInt(3) > 0));
      }

      String words = "seed " + seed;
      for (Client client : clients) {
        client.channel.setRoom(true);
        client.requireAll(node, words);
      }
      int removed = clients.stream().mapToInt(client -> client.logs.removed()).sum();
      assertTrue(removed > 20, "only " + removed + " were removed");
    }
  }

  /// @param filter by which it polls; absent where it is told
  private record Client(TestChannel channel, Optional<String> filter, LogFollower logs) {
    static Client polling(LiveNode node) {
      LogFollower logs = new LogFollower();
      // What it does not hear of, because it was there before, it reads.
      String filter = JsonRpc.quote(node.text("eth_newFilter", "{\"fromBlock\":\"0x0\"}"));
      node.result("eth_getFilterLogs", filter)
          .view()
          .elements()
          .forEach(log -> logs.tell(log.value()));
      return new Client(new TestChannel(), Optional.of(filter), logs);
    }

    static Client subscribing(LiveNode node) {
      TestChannel channel = new TestChannel();
      node.over(channel).text("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"0x1\"}");
      return new Client(channel, Optional.empty(), new LogFollower());
    }

    void read(LiveNode node) {
      if (filter.isPresent()) {
        node.result("eth_getFilterChanges", filter.get())
            .view()
            .elements()
            .forEach(log -> logs.tell(log.value()));
      }
      channel.takeAll().forEach(told -> logs.tell(TestChannel.result(told)));
    }

    void requireAll(LiveNode node, String words) {
      long end = System.nanoTime() + 30_000_000_000L;
      while (true) {
        read(node);
        try {
          logs.requireLogs(node.chain().moment(), 0, LogFilter.ALL, words + " " + filter);
          return;
        } catch (AssertionError notYet) {
          if (System.nanoTime() > end) {
            throw notYet;
          }
          Thread.onSpinWait();
        }
      }
    }
  }
}
