package org.tallystick.execution;

import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.CreationData;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.GasSchedule;
import org.tallystick.gas.HaltReason;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Host;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.Invocation.TransactionEnvironment;
import org.tallystick.machine.LoadUnits;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.Journal;

/// The calls and creations of one transaction, the outermost and those inside it by the same rules:
/// money moves first, then the code runs, and what it did is kept only where it returned.
final class Calls {
  private final ContractMachine machine;
  private final CodeCache codes;
  private final Journal journal;
  private final TransactionEnvironment transaction;
  private final BlockEnvironment block;

  Calls(
      ContractMachine machine,
      CodeCache codes,
      Journal journal,
      TransactionEnvironment transaction,
      BlockEnvironment block) {
    this.machine = machine;
    this.codes = codes;
    this.journal = journal;
    this.transaction = transaction;
    this.block = block;
  }

  Journal journal() {
    return journal;
  }

  /// Calls an account. One without code takes the money and returns nothing.
  ///
  /// @param caller the frame that waits; absent for the outermost
  /// @param valueWei that the sender is known to have
  /// @param gas what the call may use; empty where it was halted
  /// @param answer what must come back; absent where anything will do
  MachineResult call(
      @Nullable Frame caller,
      Address sender,
      Address to,
      U256 valueWei,
      Bytes data,
      boolean isStatic,
      GasMeter gas,
      Host.@Nullable Answer answer) {
    Journal.Checkpoint before = journal.checkpoint();
    move(sender, to, valueWei);
    MachineResult result;
    if (journal.hasCode(to)) {
      Frame frame = new Frame(this, caller, to, isStatic, gas);
      result = runCode(frame, invocation(frame, sender, to, valueWei, data, isStatic), gas);
    } else {
      result = new MachineResult.Returned(Bytes.EMPTY);
    }
    return keepOrUndo(answer == null ? result : fitting(result, answer), before, gas);
  }

  private static MachineResult fitting(MachineResult result, Host.Answer answer) {
    return switch (result) {
      case MachineResult.Reverted _, MachineResult.Halted _ -> result;
      case MachineResult.Returned(Bytes data) ->
          answer.fits(data)
              ? result
              : new MachineResult.Reverted(Bytes.EMPTY, "returned what its caller cannot read");
    };
  }

  /// Makes a contract and runs its constructor, which finds no code at its own address yet.
  ///
  /// @param caller the frame that waits; absent for the outermost
  /// @param creator its nonce already counts the creation
  /// @param at the address of the contract to be
  /// @param valueWei that the creator is known to have
  /// @param gas what the creation may use; empty where it was halted
  /// @return [MachineResult.Returned] with the code
  MachineResult create(
      @Nullable Frame caller,
      Address creator,
      Address at,
      CreationData data,
      U256 valueWei,
      GasMeter gas) {
    Journal.Checkpoint before = journal.checkpoint();
    if (journal.isTaken(at)) {
      return keepOrUndo(
          new MachineResult.Halted(HaltReason.ADDRESS_COLLISION, at + " is taken"), before, gas);
    }
    // A contract's nonce starts at 1, so that it is never empty (EIP-161).
    journal.setNonce(at, 1);
    move(creator, at, valueWei);
    Frame frame = new Frame(this, caller, at, false, gas);
    Invocation invocation = invocation(frame, creator, at, valueWei, data.arguments(), false);
    return keepOrUndo(deploy(data.code(), frame, invocation, gas), before, gas);
  }

  /// Whoever runs the code pays for loading it, out of the gas it was lent: so a limit on that gas
  /// holds whatever the size of the code.
  private MachineResult runCode(Frame frame, Invocation invocation, GasMeter gas) {
    Hash codeHash = journal.codeHash(invocation.self());
    CodeCache.Known known = codes.get(codeHash, journal);
    if (journal.load(codeHash)) {
      long price = known.loadGas();
      if (price > gas.left()) {
        return outOfGas(price, gas, "load the code");
      }
      gas.charge(price);
    }
    return machine.call(known.code(), invocation, frame, gas);
  }

  private MachineResult deploy(Code code, Frame frame, Invocation invocation, GasMeter gas) {
    int length = code.bytes().length();
    long parse = GasSchedule.codeParse(length, LoadUnits.of(code));
    if (parse > gas.left()) {
      return outOfGas(parse, gas, "parse the code");
    }
    gas.charge(parse);
    // Parsed is loaded: a call of the new contract in this transaction does not pay again.
    journal.load(code.hash());
    MachineResult result = machine.create(code, invocation, frame, gas);
    return switch (result) {
      case MachineResult.Reverted _, MachineResult.Halted _ -> result;
      case MachineResult.Returned _ -> {
        long deposit = GasSchedule.codeDeposit(length);
        if (deposit > gas.left()) {
          yield outOfGas(deposit, gas, "keep the code");
        }
        gas.charge(deposit);
        journal.setCode(invocation.self(), code.hash(), code.bytes());
        yield new MachineResult.Returned(code.bytes());
      }
    };
  }

  private static MachineResult outOfGas(long price, GasMeter gas, String what) {
    return new MachineResult.Halted(
        HaltReason.OUT_OF_GAS, "to " + what + " takes " + price + " gas, " + gas.left() + " left");
  }

  private MachineResult keepOrUndo(MachineResult result, Journal.Checkpoint before, GasMeter gas) {
    switch (result) {
      case MachineResult.Returned _ -> {}
      case MachineResult.Reverted _ -> journal.undo(before);
      case MachineResult.Halted _ -> {
        journal.undo(before);
        gas.spendAll();
      }
    }
    return result;
  }

  private void move(Address from, Address to, U256 wei) {
    if (!wei.isZero()) {
      journal.debit(from, wei);
      journal.credit(to, wei);
    }
  }

  private Invocation invocation(
      Frame frame, Address sender, Address self, U256 valueWei, Bytes data, boolean isStatic) {
    return new Invocation(
        self, sender, valueWei, data, isStatic, frame.isReentered(), transaction, block);
  }
}
