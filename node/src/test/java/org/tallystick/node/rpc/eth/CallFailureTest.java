package org.tallystick.node.rpc.eth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Bytes;
import org.tallystick.execution.Outcome;

/// Clients go by the first words; what the machine knows beyond them follows.
class CallFailureTest {
  private static String message(Bytes data, String machines) {
    return String.valueOf(CallFailure.of(new Outcome.Revert(1, data, machines)).getMessage());
  }

  @Test
  void aPanicSaysItsMeaningAndThenWhereItWas() {
    assertEquals(
        "execution reverted: arithmetic underflow or overflow: uint8 overflow: n = 256 at a.js:3:5",
        message(
            RevertData.encodePanic(RevertData.ARITHMETIC),
            "Panic: uint8 overflow: n = 256 at a.js:3:5"));
    assertEquals(
        "execution reverted: division or modulo by zero: RangeError: Division by zero at a.js:3:5",
        message(RevertData.encodePanic(0x12), "RangeError: Division by zero at a.js:3:5"));
  }

  @Test
  void aPanicWithoutMoreToSayIsItsMeaningAlone() {
    assertEquals(
        "execution reverted: arithmetic underflow or overflow",
        message(RevertData.encodePanic(RevertData.ARITHMETIC), ""));
  }

  @Test
  void aReasonIsNotToldTwice() {
    assertEquals(
        "execution reverted: not enough",
        message(RevertData.encodeError("not enough"), "Error: not enough at a.js:3:5"));
  }
}
