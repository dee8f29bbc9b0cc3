package org.tallystick.execution;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.gas.GasSchedule;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;

/// What is left of a transaction once it is known to be valid in its block: who does what at which
/// price. A simulated call is one too, without a signature.
///
/// @param transactionHash zero where there is no transaction
/// @param to absent where it creates a contract
/// @param gasPriceWei for base fee and tip together
public record Message(
    Hash transactionHash,
    Address sender,
    Optional<Address> to,
    long gasLimit,
    U256 gasPriceWei,
    U256 valueWei,
    Bytes data,
    List<AccessListEntry> accessList) {
  public Message {
    accessList = List.copyOf(accessList);
  }

  /// @param gasPriceWei what the transaction pays in its block
  static Message of(SignedTransaction transaction, U256 gasPriceWei) {
    Transaction payload = transaction.payload();
    return new Message(
        transaction.hash(),
        transaction.sender(),
        payload.to(),
        payload.gasLimit(),
        gasPriceWei,
        payload.valueWei(),
        payload.data(),
        payload.accessList());
  }

  long intrinsicGas() {
    int slots = accessList.stream().mapToInt(entry -> entry.slots().size()).sum();
    return GasSchedule.intrinsic(data, to.isEmpty(), accessList.size(), slots);
  }
}
