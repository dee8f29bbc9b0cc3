package org.tallystick.state;

import java.util.Optional;
import org.tallystick.bytes.Bytes;

/// A flat value before and after a block. Both sides are kept, so that the change can be undone.
///
/// @param before absent where there was none
/// @param after absent where it is removed
public record ValueChange<K>(K key, Optional<Bytes> before, Optional<Bytes> after) {
  /// The change that leads back.
  public ValueChange<K> reversed() {
    return new ValueChange<>(key, after, before);
  }
}
