package org.tallystick.node.consensus.local;

import java.io.Serial;

/// Says why something cannot be done to a development chain. Nothing has happened.
public final class DevRefusalException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String words;

  public DevRefusalException(String words) {
    super(words);
    this.words = words;
  }

  /// What a client is told: the message.
  public String words() {
    return words;
  }
}
