package org.tallystick.node.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Says that a data folder cannot be used, or stopped being usable, and what to do about it.
public sealed class StoreException extends RuntimeException permits DiskFullException {
  @Serial private static final long serialVersionUID = 1;

  private final String words;

  public StoreException(String words) {
    this(words, null);
  }

  public StoreException(String words, @Nullable Throwable cause) {
    super(words, cause);
    this.words = words;
  }

  /// What is wrong and what to do: the message.
  public String words() {
    return words;
  }

  /// What was written once is not there any more, or is something else.
  static StoreException corrupt(String fault, @Nullable Throwable cause) {
    return new StoreException(
        fault + "; the data folder is damaged: restore it from a backup or start with an empty one",
        cause);
  }
}
