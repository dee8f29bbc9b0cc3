package org.tallystick.state;

import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// The state after some block, for reading. Never changes while it is held; safe to share.
public interface WorldState {
  /// The account, absent where it is empty (EIP-161).
  Optional<Account> account(Address address);

  /// The value of a storage slot; zero where nothing was stored.
  U256 storage(Address address, Hash slot);

  /// The code with this hash.
  ///
  /// @throws IllegalStateException where an account names code that is not stored
  Bytes code(Hash codeHash);
}
