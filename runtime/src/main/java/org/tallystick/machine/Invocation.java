package org.tallystick.machine;

import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// One call of a contract: who calls what, with which data, where and when.
///
/// @param self the account whose storage is used
/// @param valueWei already moved to `self` when the contract runs
/// @param data selector and arguments; at creation the constructor's arguments alone
/// @param isStatic whether the call may only read
/// @param reentered whether `self` is already further up the call stack
public record Invocation(
    Address self,
    Address sender,
    U256 valueWei,
    Bytes data,
    boolean isStatic,
    boolean reentered,
    TransactionEnvironment transaction,
    BlockEnvironment block) {

  /// What `tx` is to a contract.
  public record TransactionEnvironment(Address origin, U256 gasPriceWei, Hash hash) {}

  /// What `block` is to a contract.
  public record BlockEnvironment(
      long number,
      long timestampSeconds,
      long chainId,
      Address proposer,
      U256 baseFeeWei,
      Hash parentHash) {}
}
