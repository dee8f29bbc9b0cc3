package org.tallystick.node.chain;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Says that the node itself failed, and at which block and transaction. Nothing of that block was
/// kept, and the chain takes no more until the node is started again.
public final class ChainFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String words;

  public ChainFault(String words, @Nullable Throwable cause) {
    super(words, cause);
    this.words = words;
  }

  /// What failed and where: the message.
  public String words() {
    return words;
  }
}
