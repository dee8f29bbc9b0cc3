package org.tallystick.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.MachineFault;
import org.tallystick.node.chain.ChainFault;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;
import org.tallystick.node.testing.Waiting;
import org.tallystick.state.Account;

@Timeout(120)
final class NodeTest {
  private static final KeyPair ALICE = People.person(0);
  private static final Address SHOP = People.person(50).address();
  private static final Address CONTRACT = People.person(51).address();

  @TempDir private Path temp;

  @Test
  void aNodeThatIsStartedAgainGoesOnWhereItStood() {
    Hash head;
    Optional<Address> signer;
    try (Node node = start(People.genesis(5))) {
      for (int nonce = 0; nonce < 100; nonce++) {
        assertEquals(
            new Admission.Accepted(true), node.pool().add(Transfers.of(ALICE, nonce, SHOP)));
      }
      Waiting.until(() -> node.chain().head().number() == 100);
      head = node.chain().head().hash();
      signer = signer(node.chain().head().block());
    }
    try (Node node = start(People.genesis(5))) {
      assertEquals(head, node.chain().head().hash());
      assertEquals(100, node.pool().nextNonce(ALICE.address()));
      assertEquals(U256.of(100_000), balance(node, SHOP));

      node.pool().add(Transfers.of(ALICE, 100, SHOP));
      Waiting.until(() -> node.chain().head().number() == 101);

      assertEquals(head, node.chain().head().header().parentHash());
      assertEquals(U256.of(101_000), balance(node, SHOP));
      // It is the same node, by its key.
      assertEquals(signer, signer(node.chain().head().block()));
    }
  }

  @Test
  void closingFinishesTheBlockAndMakesNoMore() {
    List<SignedTransaction> signed =
        IntStream.range(0, 500).mapToObj(nonce -> Transfers.of(ALICE, nonce, SHOP)).toList();
    long stoodAt;
    try (Node node = start(People.genesis(5))) {
      signed.forEach(node.pool()::add);
      node.engine().close();
      stoodAt = node.chain().head().number();
      assertTrue(stoodAt < 500, "the engine was not closed in the middle");
      assertEquals(500, node.pool().nextNonce(ALICE.address()));
    }
    try (Node node = start(People.genesis(5))) {
      assertEquals(stoodAt, node.chain().head().number());
      assertEquals(U256.of(1_000 * stoodAt), balance(node, SHOP));
    }
  }

  @Test
  void onlyANodeForDevelopmentHasItsControls() {
    Config config = Config.of(temp, People.genesis(5));
    try (Node node = Node.start(config, TestMachine.NONE)) {
      assertEquals(Optional.empty(), node.development());
    }
    try (Node node = Node.startDevelopment(config, TestMachine.NONE)) {
      node.development().orElseThrow().setBalance(SHOP, U256.of(5));
      node.pool().add(Transfers.of(ALICE, 0, SHOP));
      Waiting.until(() -> node.chain().head().number() == 1);
      assertEquals(U256.of(1_005), balance(node, SHOP));
    }
  }

  @Test
  void aFaultOfTheMachineStopsTheNodeAndLeavesTheChainAsItWas() {
    SignedTransaction fatal = Transfers.call(ALICE, 2, CONTRACT, 100_000, Bytes.EMPTY);
    TestMachine broken =
        new TestMachine((invocation, _) -> {
          throw new MachineFault("the machine failed in the contract " + invocation.self());
        });
    Hash head;
    try (Node node = Node.start(Config.of(temp, withContract()), broken)) {
      for (int nonce = 0; nonce < 2; nonce++) {
        node.pool().add(Transfers.of(ALICE, nonce, SHOP));
      }
      Waiting.until(() -> node.chain().head().number() == 2);
      head = node.chain().head().hash();

      node.pool().add(fatal);
      ChainFault fault = node.fault().toCompletableFuture().join();

      assertTrue(fault.words().startsWith("block 3, transaction " + fatal.hash()), fault.words());
      assertTrue(fault.words().contains("failed in the contract " + CONTRACT), fault.words());
      assertTrue(fault.words().endsWith("the chain stands at block 2"), fault.words());
      // It makes no more blocks, and answers what it still can.
      node.pool().add(Transfers.of(People.person(1), 0, SHOP));
      assertThrows(ChainFault.class, node.engine()::makeBlock);
      assertEquals(head, node.chain().head().hash());
      assertEquals(Optional.empty(), node.chain().transaction(fatal.hash()));
    }
    TestMachine whole = new TestMachine((_, _) -> Bytes.EMPTY);
    try (Node node = Node.start(Config.of(temp, withContract()), whole)) {
      assertEquals(head, node.chain().head().hash());
      assertEquals(U256.of(2_000), balance(node, SHOP));
      assertEquals(2, node.pool().nextNonce(ALICE.address()));

      node.pool().add(fatal);
      Waiting.until(() -> node.chain().head().number() == 3);

      assertEquals(head, node.chain().head().header().parentHash());
      assertTrue(node.chain().receipts(3).orElseThrow().get(0).succeeded());
    }
  }

  @Test
  void aNodeThatDoesNotStartGivesItsFolderBack() {
    start(People.genesis(5)).close();

    assertThrows(StoreException.class, () -> start(People.genesis(6)));

    DataFolder.claim(temp).close();
  }

  @Test
  void twoNodesCannotShareAFolder() {
    try (Node _ = start(People.genesis(5))) {
      StoreException refusal = assertThrows(StoreException.class, () -> start(People.genesis(5)));
      assertTrue(refusal.words().contains("is in use by another node (pid "), refusal.words());
    }
  }

  @Test
  void theGenesisSaysHowOftenBlocksAreMade() {
    JsonObject settings = Json.object().put("blockTimeSeconds", 3_600).build();

    try (Node node = start(withEngine(new Genesis.Engine("interval", settings)))) {
      assertEquals("interval", node.engine().info().id());
    }
  }

  @Test
  void aNodeMaySetItsOwnBlockTime() {
    Config config =
        new Config(
            temp,
            People.genesis(5),
            Optional.of(Duration.ofMillis(50)),
            Optional.of(SHOP),
            PoolRules.DEFAULT,
            HistoryMode.WINDOW,
            Optional.empty());

    try (Node node = Node.start(config, TestMachine.NONE)) {
      Waiting.until(() -> node.chain().head().number() >= 2);
      assertEquals("interval", node.engine().info().id());
      assertEquals(SHOP, node.chain().head().header().feeRecipient());
    }
    // The folder is that of the same chain.
    start(People.genesis(5)).close();
  }

  @Test
  void anEngineThatThereIsNotIsNamed() {
    Genesis genesis = withEngine(new Genesis.Engine("oracle", JsonObject.EMPTY));

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> start(genesis));

    assertEquals(
        "genesis, consensus: there is no engine \"oracle\"; there are \"instant\" and \"interval\"",
        refusal.getMessage());
  }

  @Test
  void aSettingThatAnEngineDoesNotHaveIsNamed() {
    JsonObject settings = Json.object().put("blockTime", 5).build();

    for (String engine : new String[] {"instant", "interval"}) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> start(withEngine(new Genesis.Engine(engine, settings))));
      assertTrue(
          String.valueOf(refusal.getMessage())
              .startsWith("genesis, consensus: $: unknown member \"blockTime\""),
          refusal.toString());
    }
  }

  private Node start(Genesis genesis) {
    return Node.start(Config.of(temp, genesis), TestMachine.NONE);
  }

  private static Genesis withEngine(Genesis.Engine engine) {
    Genesis plain = People.genesis(5);
    return new Genesis(
        plain.rules(),
        plain.gasLimit(),
        plain.baseFeePerGasWei(),
        plain.timestampSeconds(),
        engine,
        plain.allocations());
  }

  private static Genesis withContract() {
    var allocations = People.allocations(5);
    allocations.put(
        CONTRACT,
        new Genesis.Allocation(U256.ZERO, 1, Optional.of(TestMachine.CODE), new TreeMap<>()));
    return Genesis.of(People.CHAIN_ID, allocations);
  }

  private static Optional<Address> signer(Block block) {
    return assertInstanceOf(Seal.Signed.class, block.seal()).signer(block.header());
  }

  private static U256 balance(Node node, Address address) {
    return node.chain().head().state().account(address).orElse(Account.EMPTY).balanceWei();
  }
}
