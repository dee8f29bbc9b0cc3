package org.tallystick.node.rpc.dev;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.CallRequest;
import org.tallystick.json.Json;
import org.tallystick.json.JsonText;
import org.tallystick.ledger.AccessListTransaction;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.LedgerException;
import org.tallystick.ledger.LegacyTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.eth.CallArguments;
import org.tallystick.node.rpc.eth.CallMethods;
import org.tallystick.node.rpc.eth.EthMethods;
import org.tallystick.node.rpc.eth.FeeMethods;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that sign with an account of the node, or send for one whose key nobody has: on a
/// development chain only. Elsewhere there are none of them but `eth_accounts`, which then names
/// nobody.
public final class DevAccountMethods {
  /// How much a default fee allows the base fee to grow: to the double, in six full blocks.
  private static final long BASE_FEE_ROOM = 2;

  private final NodeView node;
  private final DevAccounts accounts;
  private final DevControls controls;
  private final CallMethods calls;
  private final FeeMethods fees;

  /// Held from choosing a nonce until the pool has it, so that two transactions of one account sent
  /// at once do not get the same.
  private final ReentrantLock sending = new ReentrantLock();

  private DevAccountMethods(NodeView node, DevAccounts accounts, DevControls controls) {
    this.node = node;
    this.accounts = accounts;
    this.controls = controls;
    this.calls = new CallMethods(node);
    this.fees = new FeeMethods(node);
  }

  public static List<RpcMethod> of(NodeView node, DevAccounts accounts, DevControls controls) {
    DevAccountMethods methods = new DevAccountMethods(node, accounts, controls);
    return Stream.of(
            RpcMethod.reading("eth_accounts", 0, _ -> methods.addresses()),
            RpcMethod.runningAndSubmitting("eth_sendTransaction", 1, methods::send),
            RpcMethod.runningAndSubmitting("eth_sendUnsignedTransaction", 1, methods::sendUnsigned),
            RpcMethod.reading("eth_sign", 2, methods::sign),
            RpcMethod.reading("personal_sign", 3, methods::personalSign),
            RpcMethod.reading("eth_signTypedData_v4", 2, methods::signTypedData),
            RpcMethod.reading("eth_signTypedData", 2, methods::signTypedData))
        .map(RpcMethod::forTrustedPages)
        .toList();
  }

  /// For a node without accounts.
  public static List<RpcMethod> ofNobody() {
    return List.of(RpcMethod.reading("eth_accounts", 0, _ -> Json.array(List.of())));
  }

  private Json addresses() {
    return Json.texts(
        Stream.concat(accounts.addresses().stream(), controls.impersonated().stream())
            .distinct()
            .map(Address::toHex)
            .toList());
  }

  /// How a transaction gets into the pool once its nonce is chosen.
  private interface Submission {
    CompletionStage<Json> submit(Transaction payload);
  }

  private CompletionStage<Json> send(Arguments arguments, ContractMachine machine) {
    Argument wanted = arguments.required(0);
    Argument from = wanted.requiredMember("from");
    Address sender = from.address();
    boolean isSigned = accounts.find(sender).isPresent() || !controls.isImpersonated(sender);
    if (!isSigned) {
      return send(wanted, sender, machine, payload -> impersonate(controls.send(payload, sender)));
    }
    KeyPair key = key(from);
    return send(
        wanted,
        sender,
        machine,
        payload -> EthMethods.submit(node.engine(), TransactionCodec.sign(payload, key)));
  }

  private CompletionStage<Json> sendUnsigned(Arguments arguments, ContractMachine machine) {
    Argument wanted = arguments.required(0);
    Address sender = wanted.requiredMember("from").address();
    return send(
        wanted, sender, machine, payload -> impersonate(controls.sendUnsigned(payload, sender)));
  }

  private CompletionStage<Json> send(
      Argument wanted, Address sender, ContractMachine machine, Submission submission) {
    CallRequest request = CallArguments.readCall(wanted);
    requireChain(wanted);
    EthMethods.requireLive(node.engine());
    long gasLimit =
        request.gasLimit().isPresent()
            ? request.gasLimit().getAsLong()
            : calls.estimateGas(calls.latest(), request, machine);
    sending.lock();
    try {
      long nonce =
          wanted
              .member("nonce")
              .map(Argument::unsignedQuantity)
              .orElseGet(() -> node.pool().nextNonce(sender));
      Transaction payload = transaction(wanted, request, nonce, gasLimit);
      return DevMethod.orRefuse(() -> submission.submit(payload));
    } catch (LedgerException fault) {
      throw wanted.fault(fault.fault());
    } finally {
      sending.unlock();
    }
  }

  private CompletionStage<Json> impersonate(DevControls.Sent sent) {
    return controls
        .afterItsBlock(sent)
        .thenApply(admission -> EthMethods.answer(sent.transaction(), admission));
  }

  private void requireChain(Argument wanted) {
    long chainId = node.chain().rules().chainId();
    Optional<U256> asked = wanted.member("chainId").map(Argument::quantity);
    if (asked.isPresent() && !asked.get().equals(U256.of(chainId))) {
      throw wanted.fault(
          "chainId does not match node's (have=" + asked.get() + ", want=" + chainId + ")");
    }
  }

  /// Of the type that the members name: one with `gasPrice` is of type 0, or 1 where it has an
  /// access list; any other is of type 2.
  private Transaction transaction(Argument wanted, CallRequest request, long nonce, long gasLimit) {
    long chainId = node.chain().rules().chainId();
    if (wanted.member("gasPrice").isEmpty()) {
      U256 tipWei =
          wanted.member("maxPriorityFeePerGas").map(Argument::quantity).orElseGet(fees::tipWei);
      U256 maxFeePerGasWei =
          wanted
              .member("maxFeePerGas")
              .map(Argument::quantity)
              .orElseGet(() -> fees.nextBaseFeePerGasWei().times(BASE_FEE_ROOM).plus(tipWei));
      return new FeeMarketTransaction(
          chainId,
          nonce,
          // A default tip does not make a transaction invalid whose sender set the other fee.
          wanted.member("maxPriorityFeePerGas").isPresent() ? tipWei : tipWei.min(maxFeePerGasWei),
          maxFeePerGasWei,
          gasLimit,
          request.to(),
          request.valueWei(),
          request.data(),
          request.accessList());
    }
    U256 gasPriceWei = request.maxFeePerGasWei();
    return wanted.member("accessList").isPresent()
        ? new AccessListTransaction(
            chainId,
            nonce,
            gasPriceWei,
            gasLimit,
            request.to(),
            request.valueWei(),
            request.data(),
            request.accessList())
        : new LegacyTransaction(
            chainId,
            nonce,
            gasPriceWei,
            gasLimit,
            request.to(),
            request.valueWei(),
            request.data());
  }

  private Json sign(Arguments arguments) {
    KeyPair key = key(arguments.required(0));
    return sign(PersonalMessage.hash(arguments.required(1).bytes()), key);
  }

  /// The same with the arguments the other way round; the third, a password, is not looked at.
  private Json personalSign(Arguments arguments) {
    KeyPair key = key(arguments.required(1));
    return sign(PersonalMessage.hash(message(arguments.required(0))), key);
  }

  /// Wallets take words where there is no hex.
  private static Bytes message(Argument argument) {
    String text = argument.text();
    return text.startsWith("0x")
        ? argument.bytes()
        : Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private Json signTypedData(Arguments arguments) {
    KeyPair key = key(arguments.required(0));
    return sign(TypedData.hash(arguments.required(1)), key);
  }

  private static Json sign(Hash hash, KeyPair key) {
    return new JsonText(PersonalMessage.sign(hash, key).toHex());
  }

  private KeyPair key(Argument argument) {
    Address address = argument.address();
    return accounts
        .find(address)
        .orElseThrow(() ->
            RpcError.server(
                    "unknown account "
                        + Checksum.encode(address)
                        + ": this node has no key of it; eth_accounts names those it has")
                .exception());
  }
}
