package org.tallystick.node.cli;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hex;

/// The least token that the EVM can run beside our sample coin: `transfer`, which refuses what the
/// sender has not and logs the event, and `balanceOf`. Balances lie where Solidity has those of a
/// mapping in slot 0. Its deployer holds all.
final class EvmToken {
  private static final String SUPPLY = "PUSH16 " + "0f".repeat(16);
  private static final String TRANSFER_EVENT =
      "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

  private static final String CODE =
      """
      PUSH1 00 CALLDATALOAD PUSH1 e0 SHR
      DUP1 PUSH4 a9059cbb EQ PUSH2 @transfer JUMPI
      PUSH4 70a08231 EQ PUSH2 @balanceOf JUMPI
      :refuse PUSH1 00 PUSH1 00 REVERT

      :transfer POP
      CALLER PUSH1 00 MSTORE PUSH1 40 PUSH1 00 KECCAK256
      DUP1 SLOAD PUSH1 24 CALLDATALOAD
      DUP1 DUP3 LT PUSH2 @refuse JUMPI
      DUP1 SWAP2 SUB DUP3 SSTORE
      PUSH1 04 CALLDATALOAD DUP1 PUSH1 00 MSTORE PUSH1 40 PUSH1 00 KECCAK256
      DUP1 SLOAD DUP4 ADD SWAP1 SSTORE
      SWAP1 PUSH1 00 MSTORE
      CALLER PUSH32 %s PUSH1 20 PUSH1 00 LOG3
      PUSH1 01 PUSH1 00 MSTORE PUSH1 20 PUSH1 00 RETURN

      :balanceOf
      PUSH1 04 CALLDATALOAD PUSH1 00 MSTORE PUSH1 40 PUSH1 00 KECCAK256
      SLOAD PUSH1 00 MSTORE PUSH1 20 PUSH1 00 RETURN
      """
          .formatted(TRANSFER_EVENT);

  private static final int JUMPDEST = 0x5b;

  private static final Map<String, Integer> OPERATIONS =
      Map.ofEntries(
          Map.entry("ADD", 0x01),
          Map.entry("SUB", 0x03),
          Map.entry("LT", 0x10),
          Map.entry("EQ", 0x14),
          Map.entry("SHR", 0x1c),
          Map.entry("KECCAK256", 0x20),
          Map.entry("CALLER", 0x33),
          Map.entry("CALLDATALOAD", 0x35),
          Map.entry("CODECOPY", 0x39),
          Map.entry("POP", 0x50),
          Map.entry("MSTORE", 0x52),
          Map.entry("SLOAD", 0x54),
          Map.entry("SSTORE", 0x55),
          Map.entry("JUMPI", 0x57),
          Map.entry("PUSH1", 0x60),
          Map.entry("PUSH2", 0x61),
          Map.entry("PUSH4", 0x63),
          Map.entry("PUSH16", 0x6f),
          Map.entry("PUSH32", 0x7f),
          Map.entry("DUP1", 0x80),
          Map.entry("DUP3", 0x82),
          Map.entry("DUP4", 0x83),
          Map.entry("SWAP1", 0x90),
          Map.entry("SWAP2", 0x91),
          Map.entry("LOG3", 0xa3),
          Map.entry("RETURN", 0xf3),
          Map.entry("REVERT", 0xfd));

  private EvmToken() {}

  /// What a transaction carries to deploy it.
  static Bytes creation() {
    byte[] code = assemble(CODE);
    byte[] creation =
        assemble(
            """
            %s CALLER PUSH1 00 MSTORE PUSH1 40 PUSH1 00 KECCAK256 SSTORE
            PUSH2 %04x PUSH2 @code PUSH1 00 CODECOPY
            PUSH2 %04x PUSH1 00 RETURN
            :code
            """
                .formatted(SUPPLY, code.length, code.length));
    // What follows the constructor starts with the label's JUMPDEST, which is no part of the code.
    return Bytes.concat(Bytes.of(creation, 0, creation.length - 1), Bytes.wrap(code));
  }

  /// Words are operations, bytes in hex, `:label` for a place to jump to, and `@label` for where it
  /// is.
  private static byte[] assemble(String source) {
    Map<String, Integer> labels = new HashMap<>();
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    String[] words = source.strip().split("\\s+");
    int at = 0;
    for (String word : words) {
      if (word.startsWith(":")) {
        labels.put(word.substring(1), at);
      }
      at += length(word);
    }
    for (String word : words) {
      switch (word.charAt(0)) {
        case ':' -> code.write(JUMPDEST);
        case '@' -> {
          int place = Objects.requireNonNull(labels.get(word.substring(1)), word);
          code.write(place >>> Byte.SIZE);
          code.write(place);
        }
        default -> {
          Integer operation = OPERATIONS.get(word);
          code.writeBytes(
              operation == null ? Hex.decodeBare(word) : new byte[] {operation.byteValue()});
        }
      }
    }
    return code.toByteArray();
  }

  private static int length(String word) {
    return switch (word.charAt(0)) {
      case ':' -> 1;
      case '@' -> 2;
      default -> OPERATIONS.containsKey(word) ? 1 : word.length() / 2;
    };
  }
}
