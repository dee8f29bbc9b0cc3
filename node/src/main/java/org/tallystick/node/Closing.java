package org.tallystick.node;

import java.util.ArrayDeque;
import java.util.Deque;

/// What has to be closed in the end, the latest first. One that fails to close does not keep the
/// others open.
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /// Closes all after something else went wrong, which stays the failure to tell of.
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  /// @throws IllegalStateException after all was tried, where something did not close
  @Override
  public void close() {
    IllegalStateException failed = null;
    while (!open.isEmpty()) {
      AutoCloseable resource = open.pop();
      try {
        resource.close();
      } catch (Exception failure) {
        if (failed == null) {
          failed = new IllegalStateException(resource + " does not close", failure);
        } else {
          failed.addSuppressed(failure);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
