package org.tallystick.execution;

import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.state.Account;
import org.tallystick.state.Journal;
import org.tallystick.state.WorldState;

/// A journal to look at. Unlike another state it moves on, and belongs to the journal's thread.
record JournalView(Journal journal) implements WorldState {
  @Override
  public Optional<Account> account(Address address) {
    Account account = journal.account(address);
    return account.isEmpty() ? Optional.empty() : Optional.of(account);
  }

  @Override
  public U256 storage(Address address, Hash slot) {
    return journal.slot(address, slot).current();
  }

  @Override
  public Bytes code(Hash codeHash) {
    return codeHash.equals(Account.NO_CODE) ? Bytes.EMPTY : journal.code(codeHash);
  }
}
