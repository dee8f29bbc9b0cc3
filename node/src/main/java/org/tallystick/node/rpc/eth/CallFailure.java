package org.tallystick.node.rpc.eth;

import java.util.Optional;
import org.tallystick.abi.AbiError;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Bytes;
import org.tallystick.execution.Invalid;
import org.tallystick.execution.Outcome;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;

/// Says why a call that left no trace failed, in the words by which clients tell the cases apart.
final class CallFailure {
  private static final String REVERTED = "execution reverted";

  /// What a contract reverts with when the engine threw: a `TypeError`, a `RangeError`. On chain it
  /// has the name alone; whoever calls is told the engine's words too.
  private static final Bytes ENGINE_ERROR =
      new AbiError("EngineError", AbiParameters.parse("string name"), "").selector();

  /// How the machine begins to tell of a panic.
  private static final String PANIC = "Panic: ";

  private CallFailure() {}

  static RpcException of(Invalid invalid) {
    return RpcError.server(invalid.words()).exception();
  }

  static RpcException of(Outcome.Revert revert) {
    String message = reason(revert).map(reason -> REVERTED + ": " + reason).orElse(REVERTED);
    return RpcError.reverted(message, revert.reason()).exception();
  }

  static RpcException of(Outcome.Halt halt) {
    return RpcError.server(words(halt)).exception();
  }

  /// Absent where nothing failed.
  static Optional<String> words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success _ -> Optional.empty();
      case Outcome.Revert revert -> Optional.of(of(revert).error().message());
      case Outcome.Halt halt -> Optional.of(words(halt));
    };
  }

  static String words(Outcome.Halt halt) {
    String words = halt.reason().words();
    return halt.detail().isEmpty() ? words : words + ": " + halt.detail();
  }

  /// The reason in words; absent for a custom error, which the client reads by its abi.
  private static Optional<String> reason(Outcome.Revert revert) {
    Bytes data = revert.reason();
    if (data.startsWith(ENGINE_ERROR)) {
      return Optional.of(revert.message()).filter(message -> !message.isEmpty());
    }
    return RevertData.error(data)
        .or(() -> RevertData.panic(data).map(code -> PanicWords.of(code) + details(revert)));
  }

  /// What the machine adds to a panic: which number it was, and where.
  private static String details(Outcome.Revert revert) {
    String message =
        revert.message().startsWith(PANIC)
            ? revert.message().substring(PANIC.length())
            : revert.message();
    return message.isEmpty() ? "" : ": " + message;
  }
}
