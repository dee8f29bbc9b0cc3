package org.tallystick.node.rpc.eth;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.json.Json;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.UnsignedTransaction;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// `eth_fillTransaction`: what is left out of a transaction that somebody else will sign.
final class FillMethods {
  private FillMethods() {}

  static List<RpcMethod> of(NodeView node) {
    TransactionFiller filler = new TransactionFiller(node);
    return List.of(
        RpcMethod.running(
            "eth_fillTransaction", 1, (arguments, machine) -> fill(filler, arguments, machine)));
  }

  private static Json fill(TransactionFiller filler, Arguments arguments, ContractMachine machine) {
    Argument wanted = arguments.required(0);
    Address sender = wanted.member("from").map(Argument::address).orElse(Address.ZERO);
    Transaction payload = filler.fill(filler.read(wanted, machine), sender);
    return Json.object()
        .put("raw", UnsignedTransaction.of(payload, sender).encoded().toHex())
        .put("tx", TransactionJson.ofUnsigned(payload))
        .build();
  }
}
