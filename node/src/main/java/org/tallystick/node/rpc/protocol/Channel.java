package org.tallystick.node.rpc.protocol;

/// A connection on which a client can be told things that it did not just ask for. Safe to share
/// between threads; nothing here waits.
public interface Channel {
  /// Sends a text, after all that was told before. A client that leaves more unread than may pile
  /// up is cut off instead.
  void tell(String text);

  /// Whether little enough is unread to tell a client of things that could as well be told later.
  boolean hasRoom();

  /// Runs a task once there is room, or the connection is closed.
  void whenRoom(Runnable task);

  /// Runs a task once the connection is closed.
  void whenClosed(Runnable task);

  boolean isClosed();

  /// Ends the connection, for a client that can no longer be told what it wants to know.
  ///
  /// @param words why, short
  void close(String words);
}
