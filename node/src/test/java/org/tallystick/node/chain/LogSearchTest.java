package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.LogIndexing;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.LogChain;

/// Searches for logs against a look at every block. Sections of the index are so short that a chain
/// has many of them, and so near to the head that it goes back behind them.
final class LogSearchTest {
  private static final int STEPS = 120;
  private static final int SEARCHES = 300;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void findsWhatALookAtEveryBlockFinds(long seed) {
    Random random = new Random(seed);
    int found = 0;
    LogIndexing indexing =
        new LogIndexing(8 << random.nextInt(4), random.nextInt(6), Runnable::run);
    try (LogChain logs = LogChain.in(folder, indexing)) {
      List<Hash> blocks = new ArrayList<>(List.of(logs.chain().genesisHash()));
      for (int step = 0; step < STEPS; step++) {
        int back = random.nextInt(5) == 0 ? random.nextInt(10) : 0;
        Hash parent = blocks.get(Math.max(0, blocks.size() - 1 - back));
        blocks.add(logs.addRandom(parent, random).hash());
        logs.chain().setCanonical(blocks.getLast());
        if (random.nextInt(40) == 0) {
          logs.restart();
        }
        if (random.nextInt(40) == 0) {
          logs.dieAndRestart();
        }
      }
      for (int search = 0; search < SEARCHES; search++) {
        found +=
            check(logs.chain(), random, "seed " + seed + ", search " + search + ", " + indexing);
      }
    }
    assertTrue(found > SEARCHES, "found only " + found);
  }

  /// @return how many were found
  private static int check(Chain chain, Random random, String words) {
    LogFilter filter = randomFilter(random);
    long from = random.nextInt(STEPS);
    long to = from + random.nextInt(STEPS);
    List<FoundLog> expected = look(chain.moment(), filter, from, to);
    int resultsMax = 1 + random.nextInt(50);
    long bytesMax = 1L + random.nextInt(100);

    switch (chain.logs(new LogQuery(from, to, filter, resultsMax, bytesMax))) {
      case LogSearch.Found(List<FoundLog> logs) -> assertEquals(expected, logs, words);
      case LogSearch.TooMany(int max, long enoughUpTo) -> {
        assertTrue(expected.size() > max, words);
        if (enoughUpTo >= from) {
          assertEquals(
              new LogSearch.Found(look(chain.moment(), filter, from, enoughUpTo)),
              chain.logs(new LogQuery(from, enoughUpTo, filter, resultsMax, bytesMax)),
              words);
        }
        assertTrue(look(chain.moment(), filter, from, enoughUpTo + 1).size() > max, words);
      }
      case LogSearch.TooLong(long max, long enoughUpTo) -> {
        assertTrue(bytes(expected) > max, words);
        if (enoughUpTo >= from) {
          assertEquals(
              new LogSearch.Found(look(chain.moment(), filter, from, enoughUpTo)),
              chain.logs(new LogQuery(from, enoughUpTo, filter, resultsMax, bytesMax)),
              words);
        }
        assertTrue(bytes(look(chain.moment(), filter, from, enoughUpTo + 1)) > max, words);
      }
    }
    assertEquals(expected, inPieces(chain.moment(), filter, from, to, resultsMax, bytesMax), words);
    return expected.size();
  }

  private static List<FoundLog> look(ChainMoment chain, LogFilter filter, long from, long to) {
    List<FoundLog> found = new ArrayList<>();
    for (long number = from; number <= Math.min(to, chain.head().number()); number++) {
      found.addAll(
          FoundLog.in(
              chain.block(number).orElseThrow(),
              chain.hash(number).orElseThrow(),
              chain.receipts(number).orElseThrow().list(),
              filter));
    }
    return found;
  }

  private static long bytes(List<FoundLog> logs) {
    return logs.stream().mapToLong(found -> found.log().data().length()).sum();
  }

  private static List<FoundLog> inPieces(
      ChainMoment chain, LogFilter filter, long from, long to, int enough, long bytesEnough) {
    List<FoundLog> found = new ArrayList<>();
    long last = Math.min(to, chain.head().number());
    long next = from;
    while (next <= last) {
      LogPiece piece = chain.logs(filter, next, last, enough, bytesEnough);
      long before =
          bytes(piece.logs().stream().filter(log -> log.blockNumber() < piece.upTo()).toList());
      assertTrue(before < bytesEnough, "more blocks than enough were read");
      found.addAll(piece.logs());
      next = piece.upTo() + 1;
    }
    return found;
  }

  private static LogFilter randomFilter(Random random) {
    Set<Address> addresses = new HashSet<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      addresses.add(LogChain.contract(random.nextInt(LogChain.CONTRACTS + 1)));
    }
    List<Set<Hash>> topics = new ArrayList<>();
    for (int place = random.nextInt(4); place > 0; place--) {
      Set<Hash> wanted = new HashSet<>();
      for (int count = random.nextInt(3); count > 0; count--) {
        wanted.add(LogChain.topic(random.nextInt(LogChain.TOPICS)));
      }
      topics.add(wanted);
    }
    return new LogFilter(addresses, topics);
  }
}
