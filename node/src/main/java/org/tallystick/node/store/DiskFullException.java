package org.tallystick.node.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Says that the disk has no room for what was to be written. Nothing of it is written, what is
/// there can be read, and the same can be tried again: with room it succeeds.
public final class DiskFullException extends StoreException {
  @Serial private static final long serialVersionUID = 1;

  DiskFullException(DataFolder folder, String fault, @Nullable Throwable cause) {
    super(
        "the disk of the data folder "
            + folder.path()
            + " is full: "
            + fault
            + "; no block is made until there is room, then the chain goes on by itself",
        cause);
  }
}
