package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.Block;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.StateTrie;

/// What readers are told in the middle of a change of the chain. The writer asks for the time
/// there, so that the clock is where they come in.
final class ReadersMeanwhileTest {
  private static final KeyPair ALICE = People.person(0);
  private static final int BLOCKS = 20;

  @TempDir private Path temp;

  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private final List<Hash> hashes = new ArrayList<>();
  private int timesRead;

  @Test
  void everyAnswerIsOfOneBranchWhileTheChainGoesToAnother() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      hashes.add(chain.genesisHash());
      grow(test, 1);
      Hash other = grow(test, 2).getLast();

      meanwhile.set(() -> readAll(chain));
      chain.setCanonical(other);
      Hash first = Objects.requireNonNull(hashes.get(BLOCKS));
      chain.setCanonical(first);
      meanwhile.set(() -> {});

      assertTrue(timesRead > 2 * BLOCKS, "only read " + timesRead + " times");
      assertEquals(first, chain.head().hash());
    }
  }

  @Test
  void aBlockThatHasLeftTheChainHasNoStateThereAndNoReceipts() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      Block left = test.add(Transfers.of(ALICE, 0, People.person(1).address()));
      chain.setCanonical(chain.genesisHash());

      assertEquals(new StateLookup.Unknown(left.hash()), chain.state(left.hash()));
      assertEquals(Optional.empty(), chain.receipts(left.hash()));
      assertEquals(OptionalLong.empty(), chain.number(left.hash()));
    }
  }

  /// Makes a branch of blocks on the genesis, beside the chain if there is one.
  private List<Hash> grow(TestChain test, int person) {
    List<Hash> branch = new ArrayList<>();
    Hash parent = test.chain().genesisHash();
    for (int nonce = 0; nonce < BLOCKS; nonce++) {
      Block block = test.addTo(parent, Transfers.of(ALICE, nonce, People.person(person).address()));
      parent = block.hash();
      branch.add(parent);
    }
    hashes.addAll(branch);
    return branch;
  }

  private void readAll(Chain chain) {
    timesRead++;
    for (long number = 0; number <= BLOCKS; number++) {
      if (chain.state(number) instanceof StateLookup.Found found) {
        assertWhole(found);
      }
    }
    for (Hash hash : hashes) {
      switch (chain.state(hash)) {
        case StateLookup.Found found -> {
          assertEquals(hash, found.header().hash());
          assertWhole(found);
          assertEquals(hash, chain.block(hash).orElseThrow().hash());
          assertEquals(
              found.header().number() == 0 ? 0 : 1, chain.receipts(hash).orElseThrow().count());
        }
        case StateLookup.Unknown unknown -> assertEquals(hash, unknown.hash());
        case StateLookup.Unborn _, StateLookup.NotKept _ ->
            throw new AssertionError("block " + hash + " is told by its number");
      }
    }
    chain.logs(new LogQuery(0, BLOCKS, LogFilter.ALL, 100, Long.MAX_VALUE - 1));
  }

  private static void assertWhole(StateLookup.Found found) {
    Hash proved =
        Keccak.hash(StateTrie.prove(found.store(), ALICE.address(), List.of()).nodes().getFirst());
    assertEquals(found.header().stateRoot(), proved);
  }

  private TestChain open() {
    return TestChain.open(
        temp,
        People.genesis(3),
        TestMachine.NONE,
        () -> {
          meanwhile.get().run();
          return Instant.EPOCH;
        });
  }
}
