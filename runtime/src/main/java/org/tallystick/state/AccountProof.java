package org.tallystick.state;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// What a state says about an account and some of its slots, with the proofs of it: what
/// `eth_getProof` answers ([EIP-1186](https://eips.ethereum.org/EIPS/eip-1186)). An account or slot
/// that is not there has a proof too, which shows its absence.
///
/// @param account the empty account where there is none
/// @param nodes from the state root down to the account
/// @param slots in the order they were asked for
public record AccountProof(
    Address address, Account account, List<Bytes> nodes, List<SlotProof> slots) {

  public AccountProof {
    nodes = List.copyOf(nodes);
    slots = List.copyOf(slots);
  }

  /// One slot's value with its proof.
  ///
  /// @param nodes from the account's storage root down to the slot
  public record SlotProof(Hash slot, U256 value, List<Bytes> nodes) {
    public SlotProof {
      nodes = List.copyOf(nodes);
    }
  }
}
