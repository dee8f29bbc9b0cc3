package org.tallystick.ledger;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// What a contract tells the world outside (Yellow Paper, section 4.4.1): an event, in Solidity's
/// words.
///
/// @param address the contract
/// @param topics at most four, by which logs are found; the first of an event names it
/// @param data all else
public record Log(Address address, List<Hash> topics, Bytes data) {
  public Log {
    topics = List.copyOf(topics);
  }
}
