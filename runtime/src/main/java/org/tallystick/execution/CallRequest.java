package org.tallystick.execution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.AccessListEntry;

/// A call that nobody signed: what `eth_call` and `eth_estimateGas` are asked.
///
/// @param from zero where the request names nobody
/// @param to absent where it creates a contract
/// @param gasLimit absent for as much as the node allows
/// @param maxFeePerGasWei zero where the request bids nothing: gas is then free, and so is the
///   block's base fee
/// @param maxPriorityFeePerGasWei the same as the maximum where the request has a `gasPrice`
public record CallRequest(
    Address from,
    Optional<Address> to,
    OptionalLong gasLimit,
    U256 maxFeePerGasWei,
    U256 maxPriorityFeePerGasWei,
    U256 valueWei,
    Bytes data,
    List<AccessListEntry> accessList) {
  public CallRequest {
    if (gasLimit.isPresent() && gasLimit.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "a gas limit is at least zero, got " + gasLimit.getAsLong());
    }
    accessList = List.copyOf(accessList);
  }

  /// A call that bids nothing and moves nothing.
  public static CallRequest of(Address from, Address to, Bytes data) {
    return new CallRequest(
        from,
        Optional.of(to),
        OptionalLong.empty(),
        U256.ZERO,
        U256.ZERO,
        U256.ZERO,
        data,
        List.of());
  }

  public CallRequest withGasLimit(long next) {
    return new CallRequest(
        from,
        to,
        OptionalLong.of(next),
        maxFeePerGasWei,
        maxPriorityFeePerGasWei,
        valueWei,
        data,
        accessList);
  }

  public CallRequest withAccessList(List<AccessListEntry> next) {
    return new CallRequest(
        from, to, gasLimit, maxFeePerGasWei, maxPriorityFeePerGasWei, valueWei, data, next);
  }

  /// Whether it bids nothing for gas.
  boolean isFree() {
    return maxFeePerGasWei.isZero() && maxPriorityFeePerGasWei.isZero();
  }
}
