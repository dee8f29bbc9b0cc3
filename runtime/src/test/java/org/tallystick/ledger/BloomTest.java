package org.tallystick.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;

class BloomTest {
  /// From go-ethereum's tests of its filter.
  @Test
  void aHundredValuesGiveTheFilterOfGoEthereum() {
    byte[] filter = new byte[Bloom.LENGTH];
    for (int index = 0; index < 100; index++) {
      String value = "xxxxxxxxxx data " + index + " yyyyyyyyyyyyyy";
      Bloom.add(filter, value.getBytes(StandardCharsets.US_ASCII));
    }

    assertEquals(
        Hash.fromHex("0xc8d3ca65cdb4874300a9e39475508f23ed6da09fdbc487f89a2dcf50b09eb263"),
        Keccak.hash(filter));
  }

  @Test
  void bitsAreThoseOfTheYellowPaper() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<Log> logs = randomLogs(random);

      assertEquals(
          byBigInteger(logs), new BigInteger(1, Bloom.of(logs).bytes().toArray()), "seed " + seed);
    }
  }

  @Test
  void eachBitThatIsSetIsGivenOnce() {
    for (int seed = 0; seed < 500; seed++) {
      List<Log> logs = randomLogs(new Random(seed));
      List<Integer> given = new ArrayList<>();

      Bloom.of(logs).forEachBit(given::add);

      assertEquals(bitsOf(byBigInteger(logs)), given, "seed " + seed);
    }
  }

  private static List<Integer> bitsOf(BigInteger bits) {
    return IntStream.range(0, Bloom.BITS).filter(bits::testBit).boxed().toList();
  }

  /// The filter as a number whose bit i is set: the definition, word by word.
  private static BigInteger byBigInteger(List<Log> logs) {
    BigInteger bits = BigInteger.ZERO;
    for (Log log : logs) {
      List<Bytes> values = new ArrayList<>();
      values.add(log.address().bytes());
      log.topics().forEach(topic -> values.add(topic.bytes()));
      for (Bytes value : values) {
        byte[] hash = Keccak.digest(value.toArray());
        for (int pair = 0; pair < 6; pair += 2) {
          bits =
              bits.setBit(
                  new BigInteger(1, new byte[] {hash[pair], hash[pair + 1]})
                      .mod(BigInteger.valueOf(2_048))
                      .intValueExact());
        }
      }
    }
    return bits;
  }

  @Test
  void everythingInTheLogsMayBeContained() {
    for (int seed = 0; seed < 200; seed++) {
      List<Log> logs = randomLogs(new Random(seed));
      Bloom bloom = Bloom.of(logs);
      for (Log log : logs) {
        assertTrue(bloom.mayContain(log.address()), "seed " + seed);
        log.topics().forEach(topic -> assertTrue(bloom.mayContain(topic)));
      }
    }
  }

  @Test
  void moreBitsThanAreSetAreCertainlyNotContained() {
    assertFalse(Bloom.EMPTY.mayContain(Address.ZERO));
    assertFalse(Bloom.of(randomLogs(new Random(1))).mayContain(Hash.ZERO));
  }

  @Test
  void twoFiltersTogetherAreTheFilterOfAllLogs() {
    List<Log> first = randomLogs(new Random(1));
    List<Log> second = randomLogs(new Random(2));
    List<Log> all = new ArrayList<>(first);
    all.addAll(second);

    assertEquals(Bloom.of(all), Bloom.of(first).or(Bloom.of(second)));
    assertEquals(Bloom.of(first), Bloom.of(first).or(Bloom.EMPTY));
  }

  @Test
  void aFilterHas256Bytes() {
    Bloom bloom = Bloom.of(randomLogs(new Random(3)));

    assertEquals(bloom, Bloom.fromBytes(bloom.bytes()));
    assertThrows(IllegalArgumentException.class, () -> Bloom.fromBytes(Bytes.EMPTY));
  }

  private static List<Log> randomLogs(Random random) {
    List<Log> logs = new ArrayList<>();
    for (int log = 1 + random.nextInt(4); log > 0; log--) {
      List<Hash> topics = new ArrayList<>();
      for (int topic = random.nextInt(5); topic > 0; topic--) {
        topics.add(Hash.wrap(bytes(random, Hash.LENGTH)));
      }
      logs.add(new Log(Address.wrap(bytes(random, Address.LENGTH)), topics, Bytes.EMPTY));
    }
    return logs;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
