package org.tallystick.sdk.testing;

import java.util.List;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;
import org.tallystick.sdk.values.ContractError;
import org.tallystick.sdk.values.Value;

/// What tests of contracts say. To be imported statically.
public final class ContractAssertions {
  private ContractAssertions() {}

  // ---- What has to fail
  // --------------------------------------------------------------------------

  /// Expects that the call reverts, whatever the error.
  ///
  /// @return how it did
  public static Reverted expectRevert(Executable call) {
    return reverted(call, "a revert");
  }

  /// Expects that the call reverts with an error, whatever its arguments where none are given.
  ///
  /// @param name of the error: one the contract declares, or `Error` with a text, `Panic` with a
  ///   number, `EngineError`, `Reentrancy`
  /// @param arguments as [Arguments] takes them
  /// @return how it did
  public static Reverted expectRevert(Executable call, String name, Object... arguments) {
    Reverted reverted = reverted(call, name);
    if (!reverted.name().equals(name)) {
      throw failure(name, reverted);
    }
    if (arguments.length > 0) {
      requireArguments(reverted, arguments);
    }
    return reverted;
  }

  /// Expects that the call reverts with a panic.
  ///
  /// @param code 0x01 a failed assertion, 0x11 an integer outside its type, 0x12 a division by
  ///   zero, 0x32 an index outside a list
  public static Reverted expectPanic(Executable call, int code) {
    return expectRevert(call, "Panic", code);
  }

  private static Reverted reverted(Executable call, String expected) {
    try {
      call.execute();
    } catch (Reverted reverted) {
      return reverted;
    } catch (FailedCall other) {
      throw failure(expected, other);
    } catch (RuntimeException | Error other) {
      throw other;
    } catch (Throwable other) {
      throw new AssertionFailedError("expected " + expected + ", got " + other, other);
    }
    throw new AssertionFailedError("expected " + expected + ", but the call succeeded");
  }

  private static AssertionFailedError failure(String expected, FailedCall actual) {
    return new AssertionFailedError(
        "expected " + expected + ", but it " + actual.getMessage(), actual);
  }

  private static void requireArguments(Reverted reverted, Object[] arguments) {
    ContractError error = reverted.error();
    Chain chain = reverted.chain();
    List<Value> expected =
        Value.all(error.parameters(), chain.arguments(error.name(), error.parameters(), arguments));
    if (!expected.equals(error.arguments())) {
      String wanted = Value.shown(error.parameters(), expected, chain::nameOf);
      throw failure(error.name() + "(" + wanted + ")", reverted);
    }
  }

  // ---- What has to hold
  // --------------------------------------------------------------------------

  public static TxAssert assertThat(Tx transaction) {
    return new TxAssert(transaction);
  }

  public static DeployedAssert assertThat(Deployed contract) {
    return new DeployedAssert(contract);
  }
}
