package org.tallystick.sdk.testing;

import java.util.List;
import org.tallystick.sdk.values.Value;

/// What a test says of a contract.
public final class DeployedAssert {
  private final Deployed contract;

  DeployedAssert(Deployed contract) {
    this.contract = contract;
  }

  /// Asks a function, to say something of what it returns.
  public ReadingAssert reading(String function, Object... arguments) {
    return new ReadingAssert(
        contract, contract.name() + "." + function, contract.call(function, arguments));
  }

  /// What a test says of what a function returned.
  public static final class ReadingAssert {
    private final Deployed contract;
    private final String what;
    private final Value value;

    ReadingAssert(Deployed contract, String what, Value value) {
      this.contract = contract;
      this.what = what;
      this.value = value;
    }

    /// Expects a value; several, where the function returns several.
    public void is(Object... expected) {
      Reading.requireEqual(
          contract.chain(), what, value, expected.length == 1 ? expected[0] : List.of(expected));
    }
  }
}
