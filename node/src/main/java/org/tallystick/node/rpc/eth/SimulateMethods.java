package org.tallystick.node.rpc.eth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.execution.ChainRules;
import org.tallystick.execution.ChainSimulation;
import org.tallystick.execution.ChainSimulation.Plan;
import org.tallystick.execution.ChainSimulation.PlannedCall;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Invalid;
import org.tallystick.execution.SimulatedBlock;
import org.tallystick.execution.StateOverrides;
import org.tallystick.json.Json;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.LedgerException;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// `eth_simulateV1`: blocks of calls that might follow. Errors that end all of it have the codes of
/// Ethereum's execution API; what goes wrong inside a call is part of that call's result.
final class SimulateMethods {
  /// As many as a chain may be ahead of the block that it is asked about, gaps included.
  static final int BLOCKS_MAX = 256;

  /// Storage that is replaced is read whole, of all accounts in all blocks.
  private static final int REPLACED_SLOTS_MAX = 10_000;

  /// By how much a block is later than the one before where nobody says.
  private static final long SECONDS_BETWEEN = 1;

  private static final int NONCE_TOO_LOW = -38010;
  private static final int NONCE_TOO_HIGH = -38011;
  private static final int FEE_TOO_LOW = -38012;
  private static final int INTRINSIC_GAS = -38013;
  private static final int FUNDS = -38014;
  private static final int BLOCK_GAS = -38015;
  private static final int BLOCK_NUMBER = -38020;
  private static final int BLOCK_TIMESTAMP = -38021;
  private static final int SENDER_HAS_CODE = -38024;
  private static final int CREATION_DATA_SIZE = -38025;
  private static final int CLIENT_LIMIT = -38026;

  private final BlockFinder finder;
  private final ChainRules rules;
  private final CodeCache codes;
  private final MethodLimits limits;

  private SimulateMethods(NodeView node) {
    this.finder = new BlockFinder(node.chain());
    this.rules = node.chain().rules();
    this.codes = node.codes();
    this.limits = node.limits();
  }

  static List<RpcMethod> of(NodeView node) {
    SimulateMethods methods = new SimulateMethods(node);
    return List.of(RpcMethod.running("eth_simulateV1", 2, methods::simulate));
  }

  private Json simulate(Arguments arguments, ContractMachine machine) {
    Argument wanted = arguments.required(0);
    BlockFinder.Moment base = finder.moment(BlockSelector.any(arguments.optional(1)));
    List<Plan> plans = plans(wanted.requiredMember("blockStateCalls"), base.header());
    boolean isFull = is(wanted, "returnFullTransactions");
    ChainSimulation simulation =
        new ChainSimulation(
            rules,
            machine,
            codes,
            new ChainSimulation.Settings(is(wanted, "validation"), is(wanted, "traceTransfers")),
            // Each byte is two digits.
            new ChainSimulation.Bounds(
                limits.callGasMax(), limits.replyBytesMax() / 2, REPLACED_SLOTS_MAX));
    return switch (run(wanted, simulation, base, plans)) {
      case ChainSimulation.Result.Made(List<SimulatedBlock> blocks) ->
          Json.array(blocks.stream().map(block -> SimulationJson.of(block, isFull)).toList());
      case ChainSimulation.Result.Rejected(Invalid invalid) ->
          throw RpcError.of(code(invalid), invalid.words()).exception();
      case ChainSimulation.Result.TooMuch(String words) ->
          throw RpcError.of(CLIENT_LIMIT, words).exception();
    };
  }

  private static ChainSimulation.Result run(
      Argument wanted, ChainSimulation simulation, BlockFinder.Moment base, List<Plan> plans) {
    try {
      return simulation.run(base.store(), base.header(), plans);
    } catch (LedgerException fault) {
      throw wanted.fault(fault.fault());
    }
  }

  private static boolean is(Argument wanted, String name) {
    return wanted.member(name).map(Argument::bool).orElse(false);
  }

  /// The blocks that were asked for, and empty ones for the numbers between them.
  private static List<Plan> plans(Argument blocks, Header base) {
    List<Argument> elements = blocks.elements();
    if (elements.isEmpty()) {
      throw blocks.fault("empty input");
    }
    if (elements.size() > BLOCKS_MAX) {
      throw tooManyBlocks();
    }
    List<Plan> plans = new ArrayList<>();
    long number = base.number();
    long seconds = base.timestampSeconds();
    for (Argument block : elements) {
      BlockOverrides overrides =
          block.member("blockOverrides").map(BlockOverrides::read).orElse(BlockOverrides.NONE);
      long wanted = overrides.number().orElse(number + 1);
      if (wanted <= number) {
        throw RpcError.of(
                BLOCK_NUMBER, "block numbers must be in order: " + wanted + " <= " + number)
            .exception();
      }
      if (wanted - base.number() > BLOCKS_MAX) {
        throw tooManyBlocks();
      }
      while (number + 1 < wanted) {
        number++;
        seconds = later(seconds);
        plans.add(plan(number, seconds, BlockOverrides.NONE, StateOverrides.NONE, List.of()));
      }
      long until = seconds;
      long at = overrides.timestampSeconds().orElseGet(() -> later(until));
      if (at < seconds) {
        throw RpcError.of(
                BLOCK_TIMESTAMP, "block timestamps must be in order: " + at + " < " + seconds)
            .exception();
      }
      number = wanted;
      seconds = at;
      StateOverrides state =
          block
              .member("stateOverrides")
              .map(CallArguments::readOverrides)
              .orElse(StateOverrides.NONE);
      plans.add(plan(number, seconds, overrides, state, calls(block)));
    }
    return plans;
  }

  /// No block is later than a header can say.
  private static long later(long seconds) {
    return seconds > Long.MAX_VALUE - SECONDS_BETWEEN ? seconds : seconds + SECONDS_BETWEEN;
  }

  private static Plan plan(
      long number,
      long seconds,
      BlockOverrides overrides,
      StateOverrides state,
      List<PlannedCall> calls) {
    return new Plan(
        number,
        seconds,
        overrides.feeRecipient(),
        overrides.gasLimit(),
        overrides.baseFeePerGasWei(),
        overrides.randomness(),
        state,
        calls);
  }

  private static List<PlannedCall> calls(Argument block) {
    Optional<Argument> calls = block.member("calls");
    if (calls.isEmpty()) {
      return List.of();
    }
    return calls.get().elements().stream()
        .map(call -> new PlannedCall(CallArguments.readCall(call), nonce(call)))
        .toList();
  }

  private static OptionalLong nonce(Argument call) {
    Optional<Argument> nonce = call.member("nonce");
    return nonce.isPresent()
        ? OptionalLong.of(nonce.get().unsignedQuantity())
        : OptionalLong.empty();
  }

  private static RpcException tooManyBlocks() {
    return RpcError.of(CLIENT_LIMIT, "too many blocks: at most " + BLOCKS_MAX).exception();
  }

  private static int code(Invalid invalid) {
    return switch (invalid) {
      case Invalid.NonceTooLow _ -> NONCE_TOO_LOW;
      case Invalid.NonceTooHigh _ -> NONCE_TOO_HIGH;
      case Invalid.MaxFeeBelowBaseFee _ -> FEE_TOO_LOW;
      case Invalid.BelowIntrinsicGas _, Invalid.BelowFloorGas _ -> INTRINSIC_GAS;
      case Invalid.InsufficientFunds _ -> FUNDS;
      case Invalid.NoGasLeft _, Invalid.AboveBlockGas _, Invalid.NoBytesLeft _ -> BLOCK_GAS;
      case Invalid.SenderHasCode _ -> SENDER_HAS_CODE;
      case Invalid.CreationDataTooLarge _ -> CREATION_DATA_SIZE;
      case Invalid.TipAboveMaxFee _ -> RpcError.INVALID_ARGUMENTS;
      case Invalid.TooLarge _,
          Invalid.NotReplayProtected _,
          Invalid.WrongChain _,
          Invalid.Impersonated _,
          Invalid.HighS _,
          Invalid.AboveTransactionGas _,
          Invalid.BadCreationData _ ->
          RpcError.SERVER_ERROR;
    };
  }
}
