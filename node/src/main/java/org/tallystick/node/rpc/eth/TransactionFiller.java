package org.tallystick.node.rpc.eth;

import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.execution.CallRequest;
import org.tallystick.ledger.AccessListTransaction;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.LedgerException;
import org.tallystick.ledger.LegacyTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.rpc.protocol.Argument;

/// Makes a transaction of what somebody says of it: what he leaves out is the sender's next nonce,
/// enough gas, and fees that are likely to do.
public final class TransactionFiller {
  /// How much a default fee allows the base fee to grow: to the double, in six full blocks.
  private static final long BASE_FEE_ROOM = 2;

  private final NodeView node;
  private final CallMethods calls;
  private final FeeMethods fees;

  public TransactionFiller(NodeView node) {
    this.node = node;
    this.calls = new CallMethods(node);
    this.fees = new FeeMethods(node);
  }

  /// What is said of a transaction and known to be meant for this chain, with its gas: all but the
  /// nonce, so that finding that out can be left for last.
  ///
  /// @param gasLimit as asked for, or estimated
  public record Wanted(Argument argument, CallRequest request, long gasLimit) {}

  /// @throws org.tallystick.node.rpc.protocol.RpcException where it cannot be, or would fail
  public Wanted read(Argument argument, ContractMachine machine) {
    refuseOtherTypes(argument);
    requireChain(argument);
    CallRequest request = CallArguments.readCall(argument);
    long gasLimit =
        request.gasLimit().isPresent()
            ? request.gasLimit().getAsLong()
            : calls.estimateGas(calls.latest(), request, machine);
    return new Wanted(argument, request, gasLimit);
  }

  private static void refuseOtherTypes(Argument argument) {
    for (String name : new String[] {"blobVersionedHashes", "blobs", "authorizationList"}) {
      argument
          .member(name)
          .ifPresent(member -> {
            throw member.fault("this chain has transactions of types 0, 1 and 2");
          });
    }
  }

  private void requireChain(Argument argument) {
    long chainId = node.chain().rules().chainId();
    Optional<U256> asked = argument.member("chainId").map(Argument::quantity);
    if (asked.isPresent() && !asked.get().equals(U256.of(chainId))) {
      throw argument.fault(
          "chainId does not match node's (have=" + asked.get() + ", want=" + chainId + ")");
    }
  }

  /// The transaction, with the nonce that was asked for or the sender's next.
  public Transaction fill(Wanted wanted, Address sender) {
    long nonce =
        wanted
            .argument
            .member("nonce")
            .map(Argument::unsignedQuantity)
            .orElseGet(() -> node.pool().nextNonce(sender));
    try {
      return wanted.argument.member("gasPrice").isPresent()
          ? withGasPrice(wanted, nonce)
          : withFees(wanted, nonce);
    } catch (LedgerException fault) {
      throw wanted.argument.fault(fault.fault());
    }
  }

  /// Of type 0, or 1 where there is an access list.
  private Transaction withGasPrice(Wanted wanted, long nonce) {
    long chainId = node.chain().rules().chainId();
    CallRequest request = wanted.request;
    U256 gasPriceWei = request.maxFeePerGasWei();
    return wanted.argument.member("accessList").isPresent()
        ? new AccessListTransaction(
            chainId,
            nonce,
            gasPriceWei,
            wanted.gasLimit,
            request.to(),
            request.valueWei(),
            request.data(),
            request.accessList())
        : new LegacyTransaction(
            chainId,
            nonce,
            gasPriceWei,
            wanted.gasLimit,
            request.to(),
            request.valueWei(),
            request.data());
  }

  /// Of type 2.
  private Transaction withFees(Wanted wanted, long nonce) {
    Argument argument = wanted.argument;
    U256 tipWei =
        argument.member("maxPriorityFeePerGas").map(Argument::quantity).orElseGet(fees::tipWei);
    U256 maxFeePerGasWei =
        argument
            .member("maxFeePerGas")
            .map(Argument::quantity)
            .orElseGet(() -> enoughFeePerGasWei(argument, tipWei));
    CallRequest request = wanted.request;
    return new FeeMarketTransaction(
        node.chain().rules().chainId(),
        nonce,
        // A default tip does not make a transaction invalid whose sender set the other fee.
        argument.member("maxPriorityFeePerGas").isPresent() ? tipWei : tipWei.min(maxFeePerGasWei),
        maxFeePerGasWei,
        wanted.gasLimit,
        request.to(),
        request.valueWei(),
        request.data(),
        request.accessList());
  }

  private U256 enoughFeePerGasWei(Argument argument, U256 tipWei) {
    U256 baseFeePerGasWei = fees.nextBaseFeePerGasWei().times(BASE_FEE_ROOM);
    if (U256.MAX.minus(baseFeePerGasWei).isLessThan(tipWei)) {
      throw argument.fault("maxPriorityFeePerGas is too high to add a base fee to");
    }
    return baseFeePerGasWei.plus(tipWei);
  }
}
