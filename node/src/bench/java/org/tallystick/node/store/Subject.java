package org.tallystick.node.store;

import java.util.List;

/// What keeps a population's state.
interface Subject extends AutoCloseable {
  /// Begins with a population as it is at first.
  ///
  /// @param sorted numbers of its accounts, in the order of Keccak-256 of their addresses
  /// @return does it
  Runnable load(Population population, int[] sorted);

  /// Reads what the execution of a block would have read.
  ///
  /// @return makes the changes durable, as a block
  Runnable ready(List<Population.Entry> changes);

  /// Closes what is open and opens it again, with nothing in memory.
  void reopen();

  /// Brings the files into their final form.
  void compact();

  /// @return whether the value is there
  boolean read(Population.Place place);

  /// @return bytes of the proof; 0 where the subject has no proofs
  int prove(Population.Place place);

  @Override
  void close();
}
