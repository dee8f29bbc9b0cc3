package org.tallystick.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.json.Json;
import org.tallystick.json.JsonException;

/// Hostile data and hostile texts: whatever comes, the answer is a value or the declared exception,
/// and values are never longer than the data they came from.
class AbiFuzzTest {
  @Test
  void decodesRandomBytesOrRefusesThem() {
    for (long seed = 0; seed < 8_000; seed++) {
      RandomAbi types = new RandomAbi(seed);
      Random random = new Random(seed);
      byte[] data = new byte[random.nextInt(400)];
      if (random.nextBoolean()) {
        random.nextBytes(data);
      } else {
        // Small words are lengths and offsets that lead somewhere.
        for (int at = 31; at < data.length; at += 32) {
          data[at] = (byte) (32 * random.nextInt(8));
        }
      }
      assertDecodesOrRefuses(types.parameters(4), data, seed);
    }
  }

  @Test
  void decodesMutatedEncodingsOrRefusesThem() {
    for (long seed = 0; seed < 8_000; seed++) {
      RandomAbi types = new RandomAbi(seed);
      Random random = new Random(seed);
      AbiParameters parameters = types.parameters(3);
      byte[] data = AbiCodec.encode(parameters, types.values(parameters)).toArray();
      for (int mutations = 1 + random.nextInt(3); mutations > 0 && data.length > 0; mutations--) {
        int at = random.nextInt(data.length);
        switch (random.nextInt(4)) {
          case 0 -> data[at] ^= (byte) (1 << random.nextInt(8));
          case 1 -> data[at | 31] = (byte) (32 * random.nextInt(8));
          case 2 -> System.arraycopy(data, at & ~31, data, random.nextInt(data.length) & ~31, 32);
          default -> data = Arrays.copyOf(data, at);
        }
        if (data.length % 32 != 0) {
          break;
        }
      }
      assertDecodesOrRefuses(parameters, data, seed);
    }
  }

  @Test
  void readsRandomTextsOrRefusesThem() {
    List<String> words =
        List.of(
            "function",
            "event",
            "error",
            "struct",
            "constructor",
            "receive",
            "fallback",
            "returns",
            "view",
            "payable",
            "indexed",
            "memory",
            "anonymous",
            "tuple",
            "uint256",
            "string",
            "address",
            "foo",
            "Bar",
            "(",
            ")",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ";",
            "3",
            "\n",
            "//",
            "/**",
            "*/",
            "\u00e9");
    int read = 0;
    for (long seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int at = random.nextInt(14); at > 0; at--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      try {
        Abi abi = Abi.parse(text.toString());
        assertEquals(abi.toJson(), Abi.parse(abi.human()).toJson(), "seed " + seed);
        read++;
      } catch (AbiTextException refusal) {
        assertTrue(refusal.line() >= 1 && refusal.column() >= 1, "seed " + seed);
      }
    }
    assertTrue(read > 50, read + " texts were read");
  }

  @Test
  void readsMutatedJsonOrRefusesIt() {
    int read = 0;
    for (long seed = 0; seed < 4_000; seed++) {
      Random random = new Random(seed);
      RandomAbi types = new RandomAbi(seed);
      AbiError error = new AbiError("e", types.parameters(2), "");
      StringBuilder json = new StringBuilder(Abi.of(List.of(error)).toJson().write());
      String letters = "[]{}\",:0123uintbytestuple_\u0663";
      for (int mutations = 1 + random.nextInt(2); mutations > 0; mutations--) {
        char letter = letters.charAt(random.nextInt(letters.length()));
        json.setCharAt(random.nextInt(json.length()), letter);
      }
      try {
        Abi abi = Abi.fromJson(Json.parse(json.toString()));
        assertEquals(abi, Abi.fromJson(abi.toJson()), "seed " + seed);
        read++;
      } catch (JsonException refusal) {
        assertTrue(String.valueOf(refusal.getMessage()).length() < 1_000, "seed " + seed);
      }
    }
    assertTrue(read > 50, read + " texts were read");
  }

  private static void assertDecodesOrRefuses(AbiParameters parameters, byte[] data, long seed) {
    try {
      List<Object> values = AbiCodec.decode(parameters, Bytes.wrap(data));
      Bytes exact = AbiCodec.encode(parameters, values);
      assertTrue(
          exact.length() <= data.length + 31,
          "seed " + seed + ": " + data.length + " bytes gave values of " + exact.length());
      assertEquals(values, AbiCodec.decodeExactly(parameters, exact), "seed " + seed);
    } catch (AbiDataException refusal) {
      assertTrue(refusal.words().length() < 600, "seed " + seed + ": " + refusal.words());
    }
  }
}
