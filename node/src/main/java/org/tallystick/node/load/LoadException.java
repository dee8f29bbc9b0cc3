package org.tallystick.node.load;

import java.io.Serial;

/// Says what went wrong under load, in words for people.
public final class LoadException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  LoadException(String words) {
    super(words);
  }

  LoadException(String words, Throwable cause) {
    super(words, cause);
  }

  public String words() {
    return String.valueOf(getMessage());
  }
}
