package org.tallystick.node.store;

import java.io.Serial;

/// Says that the trie of an older state would take too much to make. Its values can be read.
public final class TooFarBackException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1;

  private final String words;

  public TooFarBackException(long blockNumber, int changesMax) {
    this(
        "a proof of the state of block "
            + blockNumber
            + " takes more than "
            + changesMax
            + " changes since then to be undone; ask for a newer block, or ask a node that runs"
            + " with --archive");
  }

  private TooFarBackException(String words) {
    super(words);
    this.words = words;
  }

  /// What is wrong and what to do: the message.
  public String words() {
    return words;
  }
}
