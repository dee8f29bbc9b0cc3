package org.tallystick.node.rpc.dev;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.KeyPair;
import org.tallystick.json.Json;
import org.tallystick.json.JsonText;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.eth.EthMethods;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.eth.TransactionFiller;
import org.tallystick.node.rpc.eth.TransactionJson;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that sign with an account of the node, or send for one whose key nobody has: on a
/// development chain only. Elsewhere there are none of them but `eth_accounts`, which then names
/// nobody.
public final class DevAccountMethods {
  private final NodeView node;
  private final DevAccounts accounts;
  private final TransactionFiller filler;
  private final DevControls controls;

  /// Held from choosing a nonce until the pool has it, so that two transactions of one account sent
  /// at once do not get the same.
  private final ReentrantLock sending = new ReentrantLock();

  private DevAccountMethods(NodeView node, DevAccounts accounts, DevControls controls) {
    this.node = node;
    this.accounts = accounts;
    this.filler = new TransactionFiller(node);
    this.controls = controls;
  }

  public static List<RpcMethod> of(NodeView node, DevAccounts accounts, DevControls controls) {
    DevAccountMethods methods = new DevAccountMethods(node, accounts, controls);
    return Stream.of(
            RpcMethod.reading("eth_accounts", 0, _ -> methods.addresses()),
            RpcMethod.runningAndSubmitting("eth_sendTransaction", 1, methods::send),
            RpcMethod.running("eth_signTransaction", 1, methods::signTransaction),
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
    Argument argument = arguments.required(0);
    Argument from = argument.requiredMember("from");
    Address sender = from.address();
    boolean isSigned = accounts.find(sender).isPresent() || !controls.isImpersonated(sender);
    if (!isSigned) {
      return send(
          argument, sender, machine, payload -> impersonate(controls.send(payload, sender)));
    }
    KeyPair key = key(from);
    return send(
        argument,
        sender,
        machine,
        payload -> EthMethods.submit(node.engine(), TransactionCodec.sign(payload, key)));
  }

  private CompletionStage<Json> sendUnsigned(Arguments arguments, ContractMachine machine) {
    Argument argument = arguments.required(0);
    Address sender = argument.requiredMember("from").address();
    return send(
        argument, sender, machine, payload -> impersonate(controls.sendUnsigned(payload, sender)));
  }

  private CompletionStage<Json> send(
      Argument argument, Address sender, ContractMachine machine, Submission submission) {
    EthMethods.requireLive(node.engine());
    TransactionFiller.Wanted wanted = filler.read(argument, machine);
    sending.lock();
    try {
      return DevMethod.orRefuse(() -> submission.submit(filler.fill(wanted, sender)));
    } finally {
      sending.unlock();
    }
  }

  private CompletionStage<Json> impersonate(DevControls.Sent sent) {
    return controls
        .afterItsBlock(sent)
        .thenApply(admission -> EthMethods.answer(sent.transaction(), admission));
  }

  /// The same without sending it: whoever asks does that, or does not.
  private Json signTransaction(Arguments arguments, ContractMachine machine) {
    Argument argument = arguments.required(0);
    KeyPair key = key(argument.requiredMember("from"));
    TransactionFiller.Wanted wanted = filler.read(argument, machine);
    SignedTransaction signed = TransactionCodec.sign(filler.fill(wanted, key.address()), key);
    return Json.object()
        .put("raw", signed.encoded().toHex())
        .put("tx", TransactionJson.ofSigned(signed))
        .build();
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
