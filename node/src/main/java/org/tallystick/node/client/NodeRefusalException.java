package org.tallystick.node.client;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;

/// What a node said instead of an answer: an error of JSON-RPC.
public final class NodeRefusalException extends RuntimeException {
  /// A contract reverted; the error has its revert data.
  private static final int REVERTED = 3;

  @Serial private static final long serialVersionUID = 1;

  private final int code;
  private final transient @Nullable Bytes data;

  /// @param data the revert data, where there is any
  NodeRefusalException(int code, String words, @Nullable Bytes data) {
    super(words);
    this.code = code;
    this.data = data;
  }

  /// What the contract reverted with; absent where it was not a contract that refused.
  public Optional<Bytes> revertData() {
    return code == REVERTED ? Optional.ofNullable(data) : Optional.empty();
  }

  /// The node's own words.
  public String words() {
    return String.valueOf(getMessage());
  }
}
