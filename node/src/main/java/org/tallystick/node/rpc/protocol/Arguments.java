package org.tallystick.node.rpc.protocol;

import java.util.List;
import java.util.Optional;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;

/// The arguments of one call, by position. Reading one that is missing or of the wrong kind ends
/// the call with [RpcError#INVALID_ARGUMENTS] and words that name it.
///
/// @param values as they came; `null` stands for an argument left out
public record Arguments(List<Json> values) {
  static final Arguments NONE = new Arguments(List.of());

  public Arguments {
    values = List.copyOf(values);
  }

  public int count() {
    return values.size();
  }

  /// @throws RpcException where it was left out
  public Argument required(int index) {
    return optional(index)
        .orElseThrow(() ->
            RpcError.invalidArguments("missing value for required argument " + index).exception());
  }

  /// Absent where it was left out or is `null`.
  public Optional<Argument> optional(int index) {
    if (index >= values.size() || values.get(index) instanceof JsonNull) {
      return Optional.empty();
    }
    return Optional.of(Argument.at(index, values.get(index)));
  }
}
