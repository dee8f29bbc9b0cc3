package org.tallystick.node.rpc.dev;

import java.util.List;
import java.util.stream.Stream;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods about who sends to a development chain, and what of it waits.
final class DevPoolMethods {
  private final DevControls controls;

  private DevPoolMethods(DevControls controls) {
    this.controls = controls;
  }

  static List<RpcMethod> of(DevControls controls) {
    DevPoolMethods methods = new DevPoolMethods(controls);
    return Stream.of(methods.senders(), methods.drops())
        .flatMap(methodsOfOne -> methodsOfOne)
        .toList();
  }

  private Stream<RpcMethod> senders() {
    return Stream.of(
            DevMethod.changing(
                "impersonateAccount",
                1,
                arguments -> controls.impersonate(arguments.required(0).address())),
            DevMethod.changing(
                "stopImpersonatingAccount",
                1,
                arguments -> controls.stopImpersonating(arguments.required(0).address())),
            Stream.of(
                DevMethod.changing(
                    "anvil_autoImpersonateAccount",
                    1,
                    JsonNull.NULL,
                    arguments -> controls.impersonateEverybody(arguments.required(0).bool()))))
        .flatMap(methodsOfOne -> methodsOfOne);
  }

  private Stream<RpcMethod> drops() {
    return Stream.of(
        DevMethod.named("anvil_dropTransaction", 1, this::dropAndName),
        DevMethod.named("hardhat_dropTransaction", 1, this::drop),
        DevMethod.named("ganache_dropTransaction", 1, this::drop),
        DevMethod.changing(
            "anvil_dropAllTransactions", 0, JsonNull.NULL, _ -> controls.dropAllTransactions()),
        DevMethod.changing(
            "anvil_removePoolTransactions",
            1,
            JsonNull.NULL,
            arguments -> controls.dropTransactionsOf(arguments.required(0).address())));
  }

  private Json drop(Arguments arguments) {
    return Json.of(controls.dropTransaction(arguments.required(0).hash()));
  }

  /// Anvil answers with the hash of what was there.
  private Json dropAndName(Arguments arguments) {
    Hash hash = arguments.required(0).hash();
    return controls.dropTransaction(hash) ? Json.of(hash.toHex()) : JsonNull.NULL;
  }
}
