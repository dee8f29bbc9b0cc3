package org.tallystick.node.rpc.eth;

import java.math.BigInteger;
import java.util.Map;

/// What the codes of `Panic(uint256)` mean, in go-ethereum's words.
public final class PanicWords {
  private static final Map<BigInteger, String> WORDS =
      Map.ofEntries(
          entry(0x00, "generic panic"),
          entry(0x01, "assert(false)"),
          entry(0x11, "arithmetic underflow or overflow"),
          entry(0x12, "division or modulo by zero"),
          entry(0x21, "enum overflow"),
          entry(0x22, "invalid encoded storage byte array accessed"),
          entry(0x31, "out-of-bounds array access; popping on an empty array"),
          entry(0x32, "out-of-bounds access of an array or bytesN"),
          entry(0x41, "out of memory"),
          entry(0x51, "uninitialized function"));

  private PanicWords() {}

  public static String of(BigInteger code) {
    return WORDS.getOrDefault(code, "unknown panic code: 0x" + code.toString(16));
  }

  private static Map.Entry<BigInteger, String> entry(long code, String words) {
    return Map.entry(BigInteger.valueOf(code), words);
  }
}
