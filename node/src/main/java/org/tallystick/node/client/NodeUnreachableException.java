package org.tallystick.node.client;

import java.io.Serial;

/// Says that no node answers at an address, or that what answers is no node.
public final class NodeUnreachableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NodeUnreachableException(String words, Throwable cause) {
    super(words, cause);
  }
}
