package org.tallystick.ledger;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;

/// An account that a transaction says it will look at, and the slots of it
/// ([EIP-2930](https://eips.ethereum.org/EIPS/eip-2930)). The same account or slot may be named
/// twice, and is then paid for twice.
public record AccessListEntry(Address address, List<Hash> slots) {
  public AccessListEntry {
    slots = List.copyOf(slots);
  }
}
