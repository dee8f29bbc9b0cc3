package org.tallystick.node.rpc.tally;

import java.util.List;
import java.util.Optional;
import org.tallystick.abi.Abi;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Inspection;
import org.tallystick.node.rpc.eth.BlockFinder;
import org.tallystick.node.rpc.eth.BlockSelector;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;
import org.tallystick.node.rpc.protocol.RpcMethod;
import org.tallystick.state.Account;
import org.tallystick.state.WorldState;

/// What a contract is made of, and how it is talked to: both stand on the chain. An account without
/// code is `null`.
public final class TallyMethods {
  private final BlockFinder finder;

  private TallyMethods(NodeView node) {
    this.finder = new BlockFinder(node.chain());
  }

  public static List<RpcMethod> of(NodeView node) {
    TallyMethods methods = new TallyMethods(node);
    return List.of(
        RpcMethod.running("tally_abi", 2, methods::abi),
        RpcMethod.reading("tally_source", 2, methods::source));
  }

  /// The abi as `tally build` writes it.
  private Json abi(Arguments arguments, ContractMachine machine) {
    Optional<Code> code = code(arguments);
    if (code.isEmpty()) {
      return JsonNull.NULL;
    }
    return switch (machine.inspect(code.get())) {
      case Inspection.Contract(String _, Abi abi) -> abi.toJson();
      case Inspection.Module _, Inspection.Refused _ ->
          throw RpcError.server(
                  "the code of " + arguments.required(0).address() + " is no contract")
              .exception();
    };
  }

  private Json source(Arguments arguments) {
    return code(arguments).<Json>map(TallyMethods::source).orElse(JsonNull.NULL);
  }

  private static JsonObject source(Code code) {
    JsonObject.Builder files = Json.object();
    code.files().forEach(file -> files.put(file.path(), file.text()));
    return Json.object()
        .put("sdk", code.sdk())
        .put("entry", code.entry())
        .put("files", files)
        .build();
  }

  private Optional<Code> code(Arguments arguments) {
    Address address = arguments.required(0).address();
    WorldState state = finder.moment(BlockSelector.any(arguments.optional(1))).state();
    return state
        .account(address)
        .filter(Account::hasCode)
        .map(account -> state.code(account.codeHash()))
        .map(bytes -> parse(address, bytes));
  }

  private static Code parse(Address address, Bytes bytes) {
    try {
      return Code.parse(bytes);
    } catch (InvalidCodeException fault) {
      throw unreadable(address, fault);
    }
  }

  private static RpcException unreadable(Address address, InvalidCodeException fault) {
    return RpcError.server("the code of " + address + " is unreadable: " + fault.getMessage())
        .exception();
  }
}
