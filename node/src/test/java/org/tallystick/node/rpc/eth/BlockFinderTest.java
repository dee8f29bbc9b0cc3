package org.tallystick.node.rpc.eth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.Block;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.rpc.protocol.RpcException;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.StateTrie;

/// The chain goes to another branch before any of the questions that make up an answer.
final class BlockFinderTest {
  private static final KeyPair ALICE = People.person(0);
  private static final int QUESTIONS_MAX = 6;

  @TempDir private Path temp;

  @Test
  void aBlockAndItsStateAreOfOneBranchWheneverTheChainGoesToAnother() {
    try (TestChain test = TestChain.open(temp, People.genesis(3))) {
      Chain chain = test.chain();
      Block left = test.add(Transfers.of(ALICE, 0, People.person(1).address()));
      Block leftHead = test.add(Transfers.of(ALICE, 1, People.person(1).address()));
      Block right =
          test.addTo(chain.genesisHash(), Transfers.of(ALICE, 0, People.person(2).address()));
      int found = 0;
      for (int question = 0; question < QUESTIONS_MAX; question++) {
        for (BlockSelector selector :
            List.of(
                new BlockSelector.OfHash(left.hash()),
                new BlockSelector.OfHash(leftHead.hash()),
                new BlockSelector.OfNumber(1),
                BlockSelector.Tag.FINALIZED)) {
          chain.setCanonical(leftHead.hash());
          BlockFinder finder =
              new BlockFinder(changing(chain, question, () -> chain.setCanonical(right.hash())));

          Optional<BlockFinder.Moment> moment = moment(finder, selector);

          moment.ifPresent(each -> assertWhole(selector, each));
          found += moment.isPresent() ? 1 : 0;
        }
      }
      assertTrue(found > QUESTIONS_MAX, "only found " + found + " times");
    }
  }

  private static Optional<BlockFinder.Moment> moment(BlockFinder finder, BlockSelector selector) {
    try {
      return Optional.of(finder.moment(selector));
    } catch (RpcException refusal) {
      assertEquals(BlockFinder.notFound(selector).getMessage(), refusal.getMessage());
      return Optional.empty();
    }
  }

  private static void assertWhole(BlockSelector selector, BlockFinder.Moment moment) {
    if (selector instanceof BlockSelector.OfHash(Hash hash)) {
      assertEquals(hash, moment.header().hash());
    }
    Hash proved =
        Keccak.hash(StateTrie.prove(moment.store(), ALICE.address(), List.of()).nodes().getFirst());
    assertEquals(moment.header().stateRoot(), proved);
  }

  /// The chain, which changes before it is asked for the nth time.
  private static ChainReader changing(Chain chain, int question, Runnable change) {
    int[] asked = {0};
    return (ChainReader)
        Proxy.newProxyInstance(
            ChainReader.class.getClassLoader(),
            new Class<?>[] {ChainReader.class},
            (_, method, arguments) -> {
              if (asked[0]++ == question) {
                change.run();
              }
              try {
                return method.invoke(chain, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
