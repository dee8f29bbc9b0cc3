package org.tallystick.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;

class RevertDataTest {
  @Test
  void writesAReasonAsSolidityDoes() {
    // The example of Solidity's documentation, section "revert".
    Bytes data = RevertData.encodeError("Not enough Ether provided.");
    assertEquals(
        "0x08c379a0"
            + "0000000000000000000000000000000000000000000000000000000000000020"
            + "000000000000000000000000000000000000000000000000000000000000001a"
            + "4e6f7420656e6f7567682045746865722070726f76696465642e000000000000",
        data.toHex());
    assertEquals(Optional.of("Not enough Ether provided."), RevertData.reason(data));
  }

  @Test
  void writesAPanicAsSolidityDoes() {
    Bytes data = RevertData.encodePanic(RevertData.ARITHMETIC);
    assertEquals("0x4e487b71" + "0".repeat(62) + "11", data.toHex());
    assertEquals(Optional.of(BigInteger.valueOf(0x11)), RevertData.panic(data));
    assertEquals(
        Optional.of("panic 0x11: an integer outside the range of its type"),
        RevertData.reason(data));
    assertEquals(
        Optional.of("panic 0x01: a failed assertion"),
        RevertData.reason(RevertData.encodePanic(RevertData.ASSERT)));
    assertEquals(
        Optional.of("panic 0x" + "f".repeat(64) + ": unknown"),
        RevertData.reason(Bytes.fromHex("0x4e487b71" + "f".repeat(64))));
  }

  @Test
  void knowsNoReasonInOtherData() {
    assertEquals(Optional.empty(), RevertData.reason(Bytes.EMPTY));
    assertEquals(Optional.empty(), RevertData.reason(Bytes.fromHex("0x08c379")));
    assertEquals(Optional.empty(), RevertData.reason(Bytes.fromHex("0x08c379a0")));
    assertEquals(Optional.empty(), RevertData.reason(Bytes.fromHex("0x4e487b7111")));
    assertEquals(Optional.empty(), RevertData.reason(Bytes.fromHex("0x96c6fd1e")));
  }
}
