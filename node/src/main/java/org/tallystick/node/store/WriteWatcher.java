package org.tallystick.node.store;

/// Hears of every write, at the two moments between which it becomes durable: so a crash at either
/// of them, or a disk that fails, can be brought about.
interface WriteWatcher {
  /// Lets everything pass.
  WriteWatcher NONE =
      new WriteWatcher() {
        @Override
        public void beforeWrite() {}

        @Override
        public void afterWrite() {}
      };

  /// The database has nothing of what is to be written.
  void beforeWrite();

  /// The database has all of it, and whoever writes does not know yet.
  void afterWrite();
}
