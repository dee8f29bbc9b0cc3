package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.Log;

/// The cases are those of `eth_getLogs` in the Ethereum JSON-RPC specification.
final class LogFilterTest {
  private static final Address CONTRACT = Address.fromHex("0x" + "11".repeat(20));
  private static final Hash A = topic(1);
  private static final Hash B = topic(2);
  private static final Hash C = topic(3);

  @Test
  void topicsCountByPlace() {
    Log log = new Log(CONTRACT, List.of(A, B), Bytes.EMPTY);

    assertTrue(LogFilter.ALL.matches(log));
    assertTrue(filter(List.of(Set.of(A))).matches(log));
    assertFalse(filter(List.of(Set.of(B))).matches(log));
    assertTrue(filter(List.of(Set.of(), Set.of(B))).matches(log));
    assertTrue(filter(List.of(Set.of(A), Set.of(B))).matches(log));
    assertTrue(filter(List.of(Set.of(A, C), Set.of(C, B))).matches(log));
    assertFalse(filter(List.of(Set.of(A), Set.of(C))).matches(log));
  }

  @Test
  void aPlaceForAnyTopicWantsSomeTopic() {
    Log log = new Log(CONTRACT, List.of(A), Bytes.EMPTY);

    assertTrue(filter(List.of(Set.of())).matches(log));
    assertFalse(filter(List.of(Set.of(), Set.of())).matches(log));
    assertFalse(filter(List.of(Set.of())).matches(new Log(CONTRACT, List.of(), Bytes.EMPTY)));
  }

  @Test
  void aBlockWithAMatchingLogIsNeverPassedOver() {
    long seed = Long.getLong("seed", 20_260_121);
    Random random = new Random(seed);
    int matched = 0;
    int passedOver = 0;
    for (int round = 0; round < 5_000; round++) {
      List<Log> logs =
          IntStream.range(0, random.nextInt(4)).mapToObj(_ -> randomLog(random)).toList();
      LogFilter filter = randomFilter(random);
      boolean matches = logs.stream().anyMatch(filter::matches);
      boolean mayMatch = filter.bloomCheck().mayMatch(Bloom.of(logs));
      if (!logs.isEmpty()) {
        assertTrue(mayMatch || !matches, "seed " + seed + ", round " + round);
      }
      matched += matches ? 1 : 0;
      passedOver += mayMatch ? 0 : 1;
    }
    assertTrue(matched > 200 && passedOver > 200, matched + " " + passedOver);
  }

  private static Log randomLog(Random random) {
    List<Hash> topics =
        IntStream.range(0, random.nextInt(4)).mapToObj(_ -> topic(random.nextInt(6))).toList();
    return new Log(randomAddress(random), topics, Bytes.EMPTY);
  }

  private static LogFilter randomFilter(Random random) {
    Set<Address> addresses =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(_ -> randomAddress(random))
            .collect(Collectors.toSet());
    List<Set<Hash>> topics =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(_ ->
                IntStream.range(0, random.nextInt(3))
                    .mapToObj(_ -> topic(random.nextInt(6)))
                    .collect(Collectors.toSet()))
            .toList();
    return new LogFilter(addresses, topics);
  }

  private static Address randomAddress(Random random) {
    return Address.fromLastBytes(topic(100 + random.nextInt(5)));
  }

  private static LogFilter filter(List<Set<Hash>> topics) {
    return new LogFilter(Set.of(), topics);
  }

  private static Hash topic(int number) {
    return Hash.wrap(U256.of(number).toWord());
  }
}
