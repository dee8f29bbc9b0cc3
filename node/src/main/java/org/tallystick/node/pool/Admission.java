package org.tallystick.node.pool;

import org.tallystick.bytes.Hash;
import org.tallystick.execution.Invalid;

/// What the pool said to a transaction.
public sealed interface Admission {
  /// It waits for a block.
  ///
  /// @param executable whether nothing is missing before it; otherwise it is queued until the
  ///   transactions with the nonces in between have come
  record Accepted(boolean executable) implements Admission {}

  /// It waits already.
  record AlreadyKnown(Hash hash) implements Admission {
    public String words() {
      return "already known";
    }
  }

  /// It could be in no block.
  record Rejected(Invalid invalid) implements Admission {
    public String words() {
      return invalid.words();
    }
  }

  /// It could be in a block, but this pool does not hold it.
  record Refused(PoolRefusal refusal) implements Admission {
    public String words() {
      return refusal.words();
    }
  }
}
