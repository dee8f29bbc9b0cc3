package org.tallystick.node.store;

import java.util.List;
import org.tallystick.bytes.Address;

/// What keeps the population's accounts.
interface Subject extends AutoCloseable {
  /// Begins with so many accounts.
  ///
  /// @param accounts without any before
  void load(List<Population.Change> accounts);

  /// Makes the changes durable, as a block.
  void commit(List<Population.Change> changes);

  /// Closes what is open and opens it again, with nothing in memory.
  void reopen();

  /// Brings the files into their final form.
  void compact();

  /// @return whether the account is there
  boolean read(Address address);

  /// @return bytes of the proof; 0 where the subject has no proofs
  int prove(Address address);

  @Override
  void close();
}
