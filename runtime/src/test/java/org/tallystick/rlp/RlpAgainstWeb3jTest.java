package org.tallystick.rlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

class RlpAgainstWeb3jTest {
  private static final int CASES = 4_000;

  @Test
  void randomTreesAreWrittenAlike() {
    for (int seed = 0; seed < CASES; seed++) {
      RlpType tree = randomItem(new Random(seed), 0);
      RlpWriter writer = new RlpWriter(1);

      write(tree, writer);

      assertArrayEquals(RlpEncoder.encode(tree), writer.toBytes().toArray(), "seed " + seed);
    }
  }

  @Test
  void randomTreesAreReadAlike() {
    for (int seed = 0; seed < CASES; seed++) {
      byte[] encoded = RlpEncoder.encode(randomItem(new Random(seed), 0));
      RlpReader reader = RlpReader.of(Bytes.of(encoded));

      RlpType read = read(reader);
      reader.finish();

      assertEquals(
          describe(RlpDecoder.decode(encoded).getValues().getFirst()),
          describe(read),
          "seed " + seed);
    }
  }

  @Test
  void whatIsReadFromDamagedBytesIsWrittenAsTheSameBytes() {
    int readable = 0;
    for (int seed = 0; seed < 5 * CASES; seed++) {
      Random random = new Random(seed);
      byte[] encoded = RlpEncoder.encode(randomItem(random, 2));
      encoded[random.nextInt(Math.min(4, encoded.length))] = (byte) random.nextInt();
      RlpReader reader = RlpReader.of(Bytes.of(encoded));
      RlpWriter writer = new RlpWriter();
      try {
        write(read(reader), writer);
        reader.finish();
      } catch (RlpException refusal) {
        continue;
      }
      readable++;
      assertArrayEquals(encoded, writer.toBytes().toArray(), "seed " + seed);
    }
    assertTrue(readable > CASES / 10, "too few damaged inputs are readable: " + readable);
  }

  private static RlpType randomItem(Random random, int depth) {
    if (depth < 5 && random.nextInt(3) == 0) {
      List<RlpType> items = new ArrayList<>();
      int size = random.nextInt(7);
      for (int index = 0; index < size; index++) {
        items.add(randomItem(random, depth + 1));
      }
      return new RlpList(items);
    }
    int length =
        switch (random.nextInt(6)) {
          case 0 -> 0;
          case 1, 2 -> 1;
          case 3 -> random.nextInt(40);
          case 4 -> 50 + random.nextInt(12);
          default -> random.nextInt(700);
        };
    byte[] string = new byte[length];
    random.nextBytes(string);
    return RlpString.create(string);
  }

  private static void write(RlpType item, RlpWriter writer) {
    if (item instanceof RlpList list) {
      writer.beginList();
      list.getValues().forEach(inner -> write(inner, writer));
      writer.endList();
    } else {
      writer.writeBytes(((RlpString) item).getBytes());
    }
  }

  private static RlpType read(RlpReader reader) {
    if (!reader.isList()) {
      return RlpString.create(reader.readBytes().toArray());
    }
    List<RlpType> items = new ArrayList<>();
    reader.enterList();
    while (reader.hasNext()) {
      items.add(read(reader));
    }
    reader.leaveList();
    return new RlpList(items);
  }

  private static String describe(RlpType item) {
    return item instanceof RlpList list
        ? list.getValues().stream().map(RlpAgainstWeb3jTest::describe).toList().toString()
        : ((RlpString) item).asString();
  }
}
