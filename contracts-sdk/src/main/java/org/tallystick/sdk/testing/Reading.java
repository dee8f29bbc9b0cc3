package org.tallystick.sdk.testing;

import java.util.List;
import org.opentest4j.AssertionFailedError;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiType;
import org.tallystick.sdk.values.Value;

/// Compares values of contracts with what a test writes down.
final class Reading {
  private Reading() {}

  static boolean isEqual(Chain chain, Value actual, Object expected) {
    return actual.equals(converted(chain, "the expectation", actual.type(), expected));
  }

  static void requireEqual(Chain chain, String what, Value actual, Object expected) {
    Value wanted = converted(chain, what, actual.type(), expected);
    if (!actual.equals(wanted)) {
      String wantedShown = wanted.shown(chain::nameOf);
      String actualShown = actual.shown(chain::nameOf);
      throw new AssertionFailedError(
          "%s: expected %s, got %s".formatted(what, wantedShown, actualShown),
          wantedShown,
          actualShown);
    }
  }

  private static Value converted(Chain chain, String what, AbiType type, Object written) {
    AbiParameters one = AbiParameters.ofTypes(List.of(type));
    return new Value(type, chain.arguments(what, one, new Object[] {written}).getFirst());
  }
}
