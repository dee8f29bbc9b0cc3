package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.Journal;
import org.tallystick.testing.MapState;

final class CodeCacheTest {
  private static final Address CONTRACT =
      Address.fromHex("0x00000000000000000000000000000000000c0de0");
  private static final Code FIRST = code("1");
  private static final Code SECOND = code("2");
  private static final Code THIRD = code("3");

  private final Journal journal =
      new Journal(
          new MapState()
              .contract(CONTRACT, FIRST.bytes())
              .contract(CONTRACT, SECOND.bytes())
              .contract(CONTRACT, THIRD.bytes()));

  @Test
  void whatWasReadIsKept() {
    CodeCache codes = new CodeCache();

    CodeCache.Known first = codes.get(FIRST.hash(), journal);

    assertEquals(FIRST, first.code());
    assertSame(first, codes.get(FIRST.hash(), journal));
  }

  @Test
  void theLongestUnusedGoesWhenThereIsNoRoom() {
    CodeCache codes = new CodeCache(2L * FIRST.bytes().length());
    CodeCache.Known first = codes.get(FIRST.hash(), journal);
    CodeCache.Known second = codes.get(SECOND.hash(), journal);
    codes.get(FIRST.hash(), journal);

    codes.get(THIRD.hash(), journal);

    assertSame(first, codes.get(FIRST.hash(), journal));
    assertNotSame(second, codes.get(SECOND.hash(), journal));
  }

  @Test
  void brokenCodeInTheStateStopsEverything() {
    Bytes broken = Bytes.fromHex("0x6080");
    Journal damaged = new Journal(new MapState().contract(CONTRACT, broken));

    assertThrows(
        IllegalStateException.class, () -> new CodeCache().get(Keccak.hash(broken), damaged));
  }

  private static Code code(String text) {
    return Code.of(1, "a.js", List.of(new SourceFile("a.js", text)));
  }
}
