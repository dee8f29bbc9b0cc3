package org.tallystick.node.rpc.eth;

import java.util.List;
import org.tallystick.execution.AccessListFinder;
import org.tallystick.execution.CallRequest;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.GasEstimate;
import org.tallystick.execution.GasEstimator;
import org.tallystick.execution.Invalid;
import org.tallystick.execution.Outcome;
import org.tallystick.execution.Scene;
import org.tallystick.execution.Simulation;
import org.tallystick.execution.StateOverrides;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.json.Json;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that run a contract and keep nothing.
final class CallMethods {
  private final BlockFinder finder;
  private final CodeCache codes;
  private final long chainId;
  private final long gasMax;

  CallMethods(NodeView node) {
    this.finder = new BlockFinder(node.chain());
    this.codes = node.codes();
    this.chainId = node.chain().rules().chainId();
    this.gasMax = node.limits().callGasMax();
  }

  static List<RpcMethod> of(NodeView node) {
    CallMethods methods = new CallMethods(node);
    return List.of(
        RpcMethod.running("eth_call", 4, methods::call),
        RpcMethod.running("eth_estimateGas", 4, methods::estimateGas),
        RpcMethod.running("eth_createAccessList", 4, methods::createAccessList));
  }

  private Json call(Arguments arguments, ContractMachine machine) {
    CallRequest request = CallArguments.readCall(arguments.required(0));
    Result result = new Simulation(machine, codes).call(scene(arguments), request, gasMax);
    return switch (result) {
      case Result.Rejected(Invalid invalid) -> throw CallFailure.of(invalid);
      case Result.Included included ->
          switch (included.outcome()) {
            case Outcome.Success success -> Json.of(success.returned().toHex());
            case Outcome.Revert revert -> throw CallFailure.of(revert);
            case Outcome.Halt halt -> throw CallFailure.of(halt);
          };
    };
  }

  private Json estimateGas(Arguments arguments, ContractMachine machine) {
    CallRequest request = CallArguments.readCall(arguments.required(0));
    return Quantity.of(estimateGas(scene(arguments), request, machine));
  }

  /// A gas limit with which the call succeeds.
  ///
  /// @throws RpcException where it does not, whatever the limit
  long estimateGas(Scene scene, CallRequest request, ContractMachine machine) {
    GasEstimator estimator = new GasEstimator(new Simulation(machine, codes));
    return switch (estimator.estimate(scene, request, gasMax)) {
      case GasEstimate.Enough(long gasLimit) -> gasLimit;
      case GasEstimate.AboveAllowance above -> throw RpcError.server(above.words()).exception();
      case GasEstimate.Rejected(Invalid invalid) -> throw CallFailure.of(invalid);
      case GasEstimate.Fails(Outcome.Revert revert) -> throw CallFailure.of(revert);
      case GasEstimate.Fails(Outcome.Halt halt) -> throw CallFailure.of(halt);
      case GasEstimate.Fails(Outcome.Success _) ->
          throw new IllegalStateException("an estimate failed by a success");
    };
  }

  private Json createAccessList(Arguments arguments, ContractMachine machine) {
    CallRequest request = CallArguments.readCall(arguments.required(0));
    AccessListFinder finder = new AccessListFinder(new Simulation(machine, codes));
    AccessListFinder.Found found = finder.find(scene(arguments), request, gasMax);
    return switch (found.result()) {
      case Result.Rejected(Invalid invalid) -> throw CallFailure.of(invalid);
      case Result.Included included -> {
        Outcome outcome = included.outcome();
        yield Json.object()
            .put("accessList", TransactionJson.accessList(found.entries()))
            .putIfPresent("error", CallFailure.words(outcome).map(Json::of))
            .put("gasUsed", Quantity.of(outcome.gasUsed()))
            .build();
      }
    };
  }

  /// Right after the newest block.
  Scene latest() {
    return scene(finder.moment(BlockSelector.Tag.LATEST), StateOverrides.NONE);
  }

  private Scene scene(Arguments arguments) {
    StateOverrides overrides =
        arguments.optional(2).map(CallArguments::readOverrides).orElse(StateOverrides.NONE);
    BlockOverrides blockOverrides =
        arguments.optional(3).map(BlockOverrides::read).orElse(BlockOverrides.NONE);
    return blockOverrides.over(
        scene(finder.moment(BlockSelector.any(arguments.optional(1))), overrides));
  }

  private Scene scene(BlockFinder.Moment moment, StateOverrides overrides) {
    return Scene.after(moment.header(), overrides.over(moment.state()), chainId);
  }
}
