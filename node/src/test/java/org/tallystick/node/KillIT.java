package org.tallystick.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.testing.ChildJvm;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.state.Account;
import org.tallystick.state.AccountProof;
import org.tallystick.state.StateTrie;
import org.tallystick.trie.Proof;

/// Kills a node that is busy, at random moments, and looks at what it left behind: no block that
/// was ever told of is missing, and all that there is fits together.
@Timeout(300)
final class KillIT {
  private static final int KILLS = 6;

  @TempDir private Path temp;

  @ParameterizedTest(name = "a block every {0} ms, made durable within {1} ms")
  @CsvSource({"0, 0", "20, 0", "0, 50"})
  void noBlockIsLostWhateverMomentTheNodeIsKilledAt(long blockTimeMillis, long syncedWithinMillis)
      throws Exception {
    long seed = Long.getLong("seed", 20_260_122);
    Random random = new Random(seed);
    long before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      String where = "seed " + seed + ", kill " + kill;
      String told =
          runAndKill(
              start(blockTimeMillis, syncedWithinMillis),
              1 + random.nextInt(40),
              random.nextInt(20_000));
      long number = Long.parseLong(told.split(" ")[0]);
      Hash hash = Hash.fromHex(told.split(" ")[1]);
      assertTrue(number > before, where + ": the chain does not grow");

      try (TestChain test = TestChain.open(temp, People.genesis(TransferMill.SENDERS))) {
        Chain chain = test.chain();
        assertTrue(chain.head().number() >= number, where + ": " + told + " is lost");
        assertEquals(hash, chain.hash(number).orElseThrow(), where);
        requireWhole(chain, where);
      }
      before = number;
    }
  }

  @Test
  void theFolderOfARunningNodeIsRefusedByItsPidAndFreeOnceItIsKilled() throws Exception {
    Process node = start(0, 0);
    try (BufferedReader output = node.inputReader(StandardCharsets.US_ASCII)) {
      assertTrue(output.readLine() != null, "the node did not start");

      StoreException refusal = assertThrows(StoreException.class, () -> DataFolder.claim(temp));
      assertTrue(
          refusal.words().contains("in use by another node (pid " + node.pid() + ")"),
          refusal.words());
    } finally {
      ChildJvm.kill(node);
    }
    DataFolder.claim(temp).close();
  }

  /// Lets a node run until it has made so many blocks, and a little longer.
  ///
  /// @return the last that it told
  private String runAndKill(Process node, int blocks, int extraMicros) throws Exception {
    String last = "";
    try (BufferedReader output = node.inputReader(StandardCharsets.US_ASCII)) {
      for (int line = 0; line <= blocks; line++) {
        last = Objects.requireNonNull(output.readLine(), "the node ended by itself");
      }
      TimeUnit.MICROSECONDS.sleep(extraMicros);
      ChildJvm.kill(node);
      for (String line = output.readLine(); isWhole(line); line = output.readLine()) {
        last = line;
      }
    } finally {
      ChildJvm.kill(node);
    }
    return last;
  }

  /// The last line may be cut short by the kill.
  private static boolean isWhole(@Nullable String line) {
    return line != null && line.matches("\\d+ 0x[0-9a-f]{64}");
  }

  private Process start(long blockTimeMillis, long syncedWithinMillis) throws IOException {
    return ChildJvm.start(
        TransferMill.class,
        temp.toString(),
        Long.toString(blockTimeMillis),
        Long.toString(syncedWithinMillis));
  }

  /// Every block follows from the one before, and the state is what their transactions make of the
  /// first one's, each account with a proof for the head's root.
  private static void requireWhole(Chain chain, String where) {
    ChainHead head = chain.head();
    long[] sent = new long[TransferMill.SENDERS];
    long transfers = 0;
    Hash parent = chain.genesisHash();
    for (long number = 1; number <= head.number(); number++) {
      Block block = chain.block(number).orElseThrow();
      Header header = block.header();
      assertEquals(parent, header.parentHash(), where);
      assertEquals(header.transactionsRoot(), TransactionCodec.root(block.transactions()), where);
      assertEquals(
          block.transactions().size(), chain.receipts(number).orElseThrow().count(), where);
      for (SignedTransaction transaction : block.transactions()) {
        int sender = numberOf(transaction.sender());
        assertEquals(sent[sender]++, transaction.payload().nonce(), where);
        transfers++;
      }
      parent = block.hash();
    }
    assertEquals(head.hash(), parent, where);
    for (int sender = 0; sender < TransferMill.SENDERS; sender++) {
      Account account = proved(head, People.person(sender).address(), where);
      assertEquals(sent[sender], account.nonce(), where);
    }
    Account shop = proved(head, TransferMill.SHOP, where);
    assertEquals(U256.of(1_000 * transfers), shop.balanceWei(), where);
  }

  private static Account proved(ChainHead head, Address address, String where) {
    AccountProof proof = StateTrie.prove(head.store(), address, List.of());
    Bytes key = Keccak.hash(address.bytes()).bytes();
    assertInstanceOf(
        Proof.Verdict.Present.class,
        Proof.verify(head.header().stateRoot(), key, proof.nodes()),
        where);
    return proof.account();
  }

  private static int numberOf(Address sender) {
    for (int number = 0; number < TransferMill.SENDERS; number++) {
      if (People.person(number).address().equals(sender)) {
        return number;
      }
    }
    throw new AssertionError("nobody knows " + sender);
  }
}
