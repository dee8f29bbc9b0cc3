package org.tallystick.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpWriter;

final class CreationDataTest {
  private static final Bytes PREFIX = Bytes.fromHex("0xef4a5301");

  @Test
  void codeIsThePrefixAndTheRlpOfItsFiles() {
    Code code = Code.of(1, "a.js", List.of(new SourceFile("a.js", "1")));

    // [1, "a.js", [["a.js", "1"]]]: c0+14, 01, 84 "a.js", c0+7, c0+6, 84 "a.js", "1"
    assertEquals(Bytes.fromHex("0xef4a5301ce0184612e6a73c7c684612e6a7331"), code.bytes());
    assertEquals(Keccak.hash(code.bytes()), code.hash());
  }

  @Test
  void filesAreSortedByTheBytesOfTheirPaths() {
    // In UTF-16, the order of String, the second of these comes first.
    SourceFile first = new SourceFile("\uffe5.js", "1");
    SourceFile second = new SourceFile("\ud83d\ude00.js", "2");

    Code code = Code.of(1, first.path(), List.of(second, first));

    assertEquals(List.of(first, second), code.files());
    assertEquals(code, Code.parse(code.bytes()));
  }

  @Test
  void whatFollowsTheCodeAreTheArguments() {
    Code code = Code.of(7, "m.js", List.of(new SourceFile("m.js", "export default class {}\n")));
    Bytes arguments = Bytes.fromHex("0x00ff");

    CreationData data = CreationData.parse(Bytes.concat(code.bytes(), arguments));

    assertEquals(new CreationData(code, arguments), data);
    assertEquals(7, data.code().sdk());
    assertEquals(Bytes.concat(code.bytes(), arguments), data.toBytes());
    assertEquals(data.toBytes().length(), data.length());
  }

  @Test
  void codeOnChainHasNoArguments() {
    Code code = Code.of(1, "a.js", List.of(new SourceFile("a.js", "1")));

    assertRefused(
        "2 bytes follow after the code",
        () -> Code.parse(Bytes.concat(code.bytes(), Bytes.of((byte) 0, (byte) 1))));
  }

  @Test
  void evmBytecodeIsRefusedWithWhatThisChainRuns() {
    String words =
        "this chain runs JavaScript contracts, not EVM bytecode: creation data starts with"
            + " 0xef4a5301, got 0x60806040; make it with \"tally build\"";
    assertRefused(words, () -> CreationData.parse(Bytes.fromHex("0x608060405234")));
    assertRefused("got no data", () -> CreationData.parse(Bytes.EMPTY));
  }

  @Test
  void anotherVersionOfTheEncodingIsRefused() {
    assertRefused("got 0xef4a5302", () -> CreationData.parse(Bytes.fromHex("0xef4a5302c0")));
    assertRefused("got 0xef4a53", () -> CreationData.parse(Bytes.fromHex("0xef4a53")));
  }

  @Test
  void onlyCanonicalRlpIsRead() {
    assertRefused("a single byte below 0x80 has no header", "0xcf810184612e6a73c7c684612e6a7331");
    assertRefused("a number has no leading zero bytes", "0xce0084612e6a73c7c684612e6a7331");
    assertRefused("announces 14 bytes, but only 13 follow", "0xce0184612e6a73c7c684612e6a73");
    assertRefused("a list is expected, got a string", "0x84612e6a73");
    assertRefused("the list should end here", "0xcf0184612e6a73c7c684612e6a733101");
    assertRefused("a string is expected, got a list", "0xcbc084612e6a73c4c3c28080");
  }

  @Test
  void theFaultIsGivenByItsPlaceInTheCreationData() {
    assertRefused("at byte 5", "0xcf810184612e6a73c7c684612e6a7331");
  }

  @Test
  void sdkIsAPositiveInteger() {
    assertRefused("sdk is from 1 to 2147483647, got 0", "0xce8084612e6a73c7c684612e6a7331");
    assertRefused(
        "sdk is from 1 to 2147483647, got 2147483648", "0xd2848000000084612e6a73c7c684612e6a7331");
  }

  @Test
  void pathsAreRelativeAndClean() {
    for (String path :
        List.of("", "/a.js", "a/", "a//b.js", "./a.js", "a/./b.js", "../a.js", "a/../b.js")) {
      assertRefused("got \"" + path + "\"", () -> one(path, "1"));
    }
    assertRefused("no backslash", () -> one("a\\b.js", "1"));
    assertRefused("no control characters", () -> one("a\n.js", "1"));
    assertRefused("at most 255 bytes, got 256", () -> one("x".repeat(256), "1"));
    assertEquals("..a/b..js", one("..a/b..js", "1").entry());
  }

  @Test
  void pathsAreSortedAndUnique() {
    assertRefused("comes too late", () -> Code.parse(raw("b.js", "b.js", "a.js")));
    assertRefused("\"a.js\" is there twice", () -> Code.parse(raw("a.js", "a.js", "a.js")));
  }

  @Test
  void theEntryIsOneOfTheFiles() {
    assertRefused("entry \"c.js\" is none", () -> Code.parse(raw("c.js", "a.js", "b.js")));
    assertRefused("entry \"c.js\" is none", () -> Code.parse(raw("c.js")));
  }

  @Test
  void textIsUtf8WithLfAndNoByteOrderMark() {
    assertRefused("a.js:2 has a carriage return", () -> one("a.js", "1;\n2;\r\n"));
    assertRefused("byte order mark", () -> one("a.js", "\ufeff1"));
    assertRefused("half of a surrogate pair", () -> one("a.js", "\ud83d"));
    assertRefused("the text of a.js is not valid UTF-8", "0xcf0184612e6a73c8c784612e6a7381ff");
    assertEquals("x\ufeff", one("a.js", "x\ufeff").files().getFirst().text());
  }

  @Test
  void codeHasAtMost262144Bytes() {
    int overhead = one("a.js", "x".repeat(200_000)).bytes().length() - 200_000;
    int largest = 262_144 - overhead;

    assertEquals(262_144, one("a.js", "x".repeat(largest)).bytes().length());
    assertRefused(
        "code has at most 262144 bytes, got 262145", () -> one("a.js", "x".repeat(largest + 1)));
  }

  @Test
  void creationDataHasAtMost294912Bytes() {
    Code code = one("a.js", "1");
    int room = 294_912 - code.bytes().length();

    assertEquals(
        room,
        CreationData.parse(new CreationData(code, Bytes.wrap(new byte[room])).toBytes())
            .arguments()
            .length());
    assertRefused(
        "at most 294912 bytes, got 294913",
        () -> CreationData.parse(new CreationData(code, Bytes.wrap(new byte[room + 1])).toBytes()));
  }

  @Test
  void whatIsReadIsWhatWouldBeWritten() {
    long seed = 20_260_101;
    Random random = new Random(seed);
    Code valid =
        Code.of(
            1,
            "main.js",
            List.of(new SourceFile("lib/ä.js", "export {};\n"), new SourceFile("main.js", "1")));
    int read = 0;
    for (int turn = 0; turn < 20_000; turn++) {
      byte[] bytes = valid.bytes().toArray();
      for (int change = random.nextInt(3); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Code code = Code.parse(Bytes.wrap(bytes));
        assertEquals(
            code,
            Code.of(code.sdk(), code.entry(), code.files()),
            "seed " + seed + " turn " + turn);
        read++;
      } catch (InvalidCodeException refused) {
        // Most changes break a rule.
      }
    }
    assertTrue(read > 100, "seed " + seed + " made only " + read + " valid codes");
  }

  private static Code one(String path, String text) {
    return Code.of(1, path, List.of(new SourceFile(path, text)));
  }

  /// Code with these paths, in this order, whatever the rules say.
  private static Bytes raw(String entry, String... paths) {
    RlpWriter rlp = new RlpWriter().beginList().writeLong(1).writeBytes(entry.getBytes(UTF_8));
    rlp.beginList();
    for (String path : paths) {
      rlp.beginList().writeBytes(path.getBytes(UTF_8)).writeBytes(Bytes.EMPTY).endList();
    }
    return Bytes.concat(PREFIX, rlp.endList().endList().toBytes());
  }

  private static void assertRefused(String words, String rlp) {
    assertRefused(words, () -> Code.parse(Bytes.concat(PREFIX, Bytes.fromHex(rlp))));
  }

  private static void assertRefused(String words, Runnable read) {
    String message = assertThrows(InvalidCodeException.class, read::run).getMessage();
    assertTrue(
        message != null && message.contains(words), () -> "wanted: " + words + "\ngot: " + message);
  }
}
