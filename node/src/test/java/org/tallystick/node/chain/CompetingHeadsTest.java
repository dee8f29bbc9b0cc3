package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.Account;
import org.tallystick.state.StateTrie;
import org.tallystick.state.WorldState;

final class CompetingHeadsTest {
  private static final KeyPair ALICE = People.person(0);
  private static final Address SHOP = People.person(8).address();
  private static final Address CAFE = People.person(9).address();
  private static final Genesis GENESIS = People.genesis(5);

  @TempDir private Path temp;

  @Test
  void aBlockBesideTheChainChangesNothingUntilItIsTheHead() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      Block shop = test.add(Transfers.of(ALICE, 0, SHOP));
      Block cafe = test.addTo(chain.genesisHash(), Transfers.of(ALICE, 0, CAFE));
      Block more = test.addTo(cafe.hash(), Transfers.of(ALICE, 1, CAFE));
      assertEquals(shop.hash(), chain.head().hash());
      assertEquals(Optional.empty(), chain.block(cafe.hash()));
      assertEquals(List.of(1_000L, 0L), paid(chain));

      chain.setCanonical(more.hash());

      assertEquals(more, chain.head().block());
      assertEquals(Optional.of(cafe), chain.block(1));
      assertEquals(Optional.empty(), chain.block(shop.hash()));
      assertEquals(Optional.empty(), chain.transaction(shop.transactions().getFirst().hash()));
      assertEquals(
          2,
          chain.transaction(more.transactions().getFirst().hash()).orElseThrow().header().number());
      assertEquals(List.of(0L, 2_000L), paid(chain));

      chain.setCanonical(shop.hash());

      assertEquals(shop, chain.head().block());
      assertEquals(Optional.empty(), chain.block(2));
      assertEquals(List.of(1_000L, 0L), paid(chain));
    }
  }

  @Test
  void blocksBesideTheChainAreThereAfterARestart() {
    Block more;
    try (TestChain test = open()) {
      test.add(Transfers.of(ALICE, 0, SHOP));
      Block cafe = test.addTo(test.chain().genesisHash(), Transfers.of(ALICE, 0, CAFE));
      more = test.addTo(cafe.hash(), Transfers.of(ALICE, 1, CAFE));
    }
    try (TestChain test = open()) {
      test.chain().setCanonical(more.hash());

      assertEquals(List.of(0L, 2_000L), paid(test.chain()));
    }
    try (TestChain test = open()) {
      assertEquals(more.hash(), test.chain().head().hash());
      assertEquals(List.of(0L, 2_000L), paid(test.chain()));
    }
  }

  @Test
  void listenersHearWhatLeavesTheChainAndWhatComes() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      List<String> heard = new ArrayList<>();
      chain.listen(news ->
          heard.add(
              news.head().number()
                  + " without "
                  + news.removed().stream().map(Block::number).toList()
                  + (news.changedAccounts().contains(Keccak.hash(SHOP.bytes())) ? ", shop" : "")));
      test.add(Transfers.of(ALICE, 0, SHOP));
      test.add(Transfers.of(ALICE, 1, CAFE));
      Block cafe = test.addTo(chain.genesisHash(), Transfers.of(ALICE, 0, CAFE));

      chain.setCanonical(cafe.hash());

      assertEquals(
          List.of("1 without [], shop", "2 without []", "0 without [2, 1], shop", "1 without []"),
          heard);
    }
  }

  @Test
  void anUnknownHeadAndOneTooFarBackAreRefused() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      for (int nonce = 0; nonce <= ChainReader.REORGANISATION_BLOCKS_MAX; nonce++) {
        test.add(Transfers.of(ALICE, nonce, SHOP));
      }
      long head = chain.head().number();

      assertThrows(IllegalArgumentException.class, () -> chain.setCanonical(Hash.ZERO));
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class, () -> chain.setCanonical(chain.genesisHash()));

      assertEquals(
          "the chain goes back by at most 128 blocks, not from 129 to 0", refusal.getMessage());
      assertEquals(head, chain.head().number());
      chain.setCanonical(chain.hash(1).orElseThrow());
      assertEquals(1, chain.head().number());
    }
  }

  @Test
  void theChainGoesBackStepByStepAsFarAsItIsKeptAndStopsThereInOnePiece() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      // What leads back behind block 255 is forgotten with block 1280.
      for (int nonce = 0; nonce < 1_280; nonce++) {
        test.add(Transfers.of(ALICE, nonce, SHOP));
      }
      for (int number = 1_152; number >= 256; number -= 128) {
        chain.setCanonical(chain.hash(number).orElseThrow());
        assertEquals(List.of(1_000L * number, 0L), paid(chain));
        assertEquals(
            "the state of block 254 is not kept; kept are those of blocks 255 to "
                + number
                + " and of block 0",
            assertInstanceOf(StateLookup.NotKept.class, chain.state(254)).words());
        StateLookup.Found oldest = assertInstanceOf(StateLookup.Found.class, chain.state(255));
        assertEquals(List.of(255_000L, 0L), paid(oldest.state()));
      }
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> chain.setCanonical(chain.hash(254).orElseThrow()));

      assertEquals(
          "the chain cannot go back to block 254: what leads back is kept as far as block 255",
          refusal.getMessage());
      assertEquals(256, chain.head().number());
      chain.setCanonical(chain.hash(255).orElseThrow());
      assertEquals(255, chain.head().number());
      test.add(Transfers.of(ALICE, 255, CAFE));
      assertEquals(List.of(255_000L, 1_000L), paid(chain));
    }
  }

  @Test
  void whereverTheChainIsLedItsStateIsThatOfItsBlocks() {
    long seed = Long.getLong("seed", 20_261_126);
    Random random = new Random(seed);
    Map<Hash, List<Long>> paidAfter = new HashMap<>();
    Map<Hash, Block> blocks = new HashMap<>();
    List<Hash> hashes = new ArrayList<>();
    TestChain test = open();
    try {
      hashes.add(test.chain().genesisHash());
      paidAfter.put(test.chain().genesisHash(), List.of(0L, 0L));
      for (int step = 0; step < 250; step++) {
        String where = "seed " + seed + ", step " + step;
        Hash some = hashes.get(Math.max(0, hashes.size() - 1 - random.nextInt(12)));
        switch (random.nextInt(10)) {
          case 0 -> {
            test.close();
            test = open();
          }
          case 1, 2, 3 -> {
            test.chain().setCanonical(some);
            assertEquals(some, test.chain().head().hash(), where);
          }
          default -> {
            Hash parent = random.nextBoolean() ? test.chain().head().hash() : some;
            boolean isShop = random.nextBoolean();
            long nonce = blocks.containsKey(parent) ? blocks.get(parent).number() : 0;
            Block block = test.addTo(parent, Transfers.of(ALICE, nonce, isShop ? SHOP : CAFE));
            List<Long> before = Objects.requireNonNull(paidAfter.get(parent));
            paidAfter.put(
                block.hash(),
                List.of(
                    before.get(0) + (isShop ? 1_000 : 0), before.get(1) + (isShop ? 0 : 1_000)));
            blocks.put(block.hash(), block);
            hashes.add(block.hash());
          }
        }
        Chain chain = test.chain();
        assertEquals(paidAfter.get(chain.head().hash()), paid(chain), where);
        for (long number = 0; number <= chain.head().number(); number++) {
          Hash hash = chain.hash(number).orElseThrow();
          StateLookup.Found state =
              assertInstanceOf(StateLookup.Found.class, chain.state(number), where);
          assertEquals(hash, state.header().hash(), where);
          assertEquals(paidAfter.get(hash), paid(state.state()), where + ", block " + number);
        }
        Hash root = chain.head().header().stateRoot();
        Hash proved =
            Keccak.hash(StateTrie.prove(chain.head().store(), SHOP, List.of()).nodes().getFirst());
        assertEquals(root, proved, where);
      }
      assertTrue(hashes.size() > 100, "only " + hashes.size() + " blocks");
    } finally {
      test.close();
    }
  }

  private static List<Long> paid(Chain chain) {
    return paid(chain.head().state());
  }

  /// What shop and cafe have got.
  private static List<Long> paid(WorldState state) {
    return List.of(SHOP, CAFE).stream()
        .map(address ->
            state
                .account(address)
                .map(Account::balanceWei)
                .orElse(U256.ZERO)
                .value()
                .longValueExact())
        .toList();
  }

  private TestChain open() {
    return TestChain.open(temp, GENESIS);
  }
}
