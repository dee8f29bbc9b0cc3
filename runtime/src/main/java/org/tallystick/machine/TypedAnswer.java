package org.tallystick.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.AbiException;
import org.tallystick.abi.AbiFunction;
import org.tallystick.bytes.Bytes;

/// The results that a typed call waits for. Belongs to the frame that calls, for one call.
final class TypedAnswer implements Host.Answer {
  private final AbiFunction function;
  private List<Object> values = List.of();
  private @Nullable String misfit;

  TypedAnswer(AbiFunction function) {
    this.function = function;
  }

  @Override
  public boolean fits(Bytes returned) {
    try {
      values = function.decodeResult(returned);
      return true;
    } catch (AbiException fault) {
      misfit = fault.getMessage();
      return false;
    }
  }

  /// What was returned, where it fits.
  List<Object> values() {
    return values;
  }

  /// @throws Refusal where something was returned that does not fit
  void refuseMisfit() {
    if (misfit != null) {
      throw Refusal.type("the result of " + function.name() + ": " + misfit);
    }
  }
}
