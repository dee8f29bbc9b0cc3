package org.tallystick.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.Header;
import org.tallystick.machine.ContractMachine;
import org.tallystick.state.LayeredState;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateUpdate;

/// Makes blocks of calls that nobody signed, one after another, each on the state that those before
/// left: what might follow after a block of the chain. Nothing of it stays.
///
/// Belongs to the thread of its machine.
public final class ChainSimulation {
  private final ChainRules rules;
  private final ContractMachine machine;
  private final CodeCache codes;
  private final Settings settings;
  private final Bounds bounds;

  public ChainSimulation(
      ChainRules rules,
      ContractMachine machine,
      CodeCache codes,
      Settings settings,
      Bounds bounds) {
    this.rules = rules;
    this.machine = machine;
    this.codes = codes;
    this.settings = settings;
    this.bounds = bounds;
  }

  /// By which rules.
  ///
  /// @param isValidated whether a call has to be what a block takes, but for who may send and the
  ///   signature; otherwise nonces are not compared, and who bids nothing pays nothing
  /// @param showsTransfers whether coins that move are told as logs
  public record Settings(boolean isValidated, boolean showsTransfers) {}

  /// How much at most.
  ///
  /// @param gasMax of all calls together
  /// @param resultBytesMax what all calls give back, log and are sent with, together
  /// @param replacedSlotsMax of all accounts whose storage is replaced, together
  public record Bounds(long gasMax, long resultBytesMax, int replacedSlotsMax) {}

  /// A block to be made.
  ///
  /// @param number after that of the block before
  /// @param timestampSeconds not before that of the block before
  /// @param feeRecipient absent for the same as before
  /// @param gasLimit absent for the same as before
  /// @param baseFeePerGasWei absent for what follows from the block before, or for none where calls
  ///   are not validated
  /// @param overrides of the state before the block
  public record Plan(
      long number,
      long timestampSeconds,
      Optional<Address> feeRecipient,
      OptionalLong gasLimit,
      Optional<U256> baseFeePerGasWei,
      Hash randomness,
      StateOverrides overrides,
      List<PlannedCall> calls) {
    public Plan {
      calls = List.copyOf(calls);
    }
  }

  /// @param nonce absent for the sender's next
  public record PlannedCall(CallRequest request, OptionalLong nonce) {}

  /// What came of it.
  public sealed interface Result {
    record Made(List<SimulatedBlock> blocks) implements Result {
      public Made {
        blocks = List.copyOf(blocks);
      }
    }

    /// A call cannot be in its block.
    record Rejected(Invalid invalid) implements Result {}

    /// More than the bounds allow.
    record TooMuch(String words) implements Result {}
  }

  /// @param state after the block
  /// @throws org.tallystick.ledger.LedgerException where a call has a number that no transaction
  ///   can have
  public Result run(StateStore state, Header base, List<Plan> plans) {
    LayeredState current = LayeredState.over(state);
    Header parent = base;
    SimulatedBlockBuilder.Spending spending =
        new SimulatedBlockBuilder.Spending(bounds.gasMax, bounds.resultBytesMax);
    OverrideUpdate.Room room = new OverrideUpdate.Room(bounds.replacedSlotsMax);
    List<SimulatedBlock> blocks = new ArrayList<>();
    for (Plan plan : plans) {
      Optional<StateUpdate> overridden = OverrideUpdate.prepare(current, plan.overrides, room);
      if (overridden.isEmpty()) {
        return new Result.TooMuch(
            "storage is replaced of accounts with at most "
                + bounds.replacedSlotsMax
                + " slots together");
      }
      current = current.apply(overridden.get());
      SimulatedBlockBuilder block =
          new SimulatedBlockBuilder(
              rules, machine, codes, settings, current, parent, plan, spending);
      for (PlannedCall call : plan.calls) {
        Optional<Result> refusal = block.add(call);
        if (refusal.isPresent()) {
          return refusal.get();
        }
      }
      SimulatedBlockBuilder.Finished finished = block.finish();
      current = current.apply(finished.update());
      parent = finished.block().header();
      blocks.add(finished.block());
    }
    return new Result.Made(blocks);
  }
}
