package org.tallystick.node.client;

import java.io.Serial;

/// Says why a file gives no key; never what is in it.
public final class KeyFileException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  KeyFileException(String words) {
    super(words);
  }

  KeyFileException(String words, Throwable cause) {
    super(words, cause);
  }
}
