package org.tallystick.node.load;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// The transactions of one sender in the order of their nonces, signed, for one connection.
record Lane(Address sender, long firstNonce, List<Transfer> transfers) {
  Lane {
    transfers = List.copyOf(transfers);
  }

  /// @param document the call that hands it to a node
  record Transfer(Hash hash, Address to, U256 amount, String document) {
    String quotedHash() {
      return "\"" + hash.toHex() + "\"";
    }
  }

  String quotedSender() {
    return "\"" + sender.toHex() + "\"";
  }

  U256 total() {
    return transfers.stream().map(Transfer::amount).reduce(U256.ZERO, U256::plus);
  }
}
