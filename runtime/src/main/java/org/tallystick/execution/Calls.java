package org.tallystick.execution;

import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.CreationData;
import org.tallystick.execution.TraceEvent.CodeCharge;
import org.tallystick.execution.TraceEvent.FrameKind;
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
  private final @Nullable Tracer tracer;

  /// @param tracer absent where nobody looks on
  Calls(
      ContractMachine machine,
      CodeCache codes,
      Journal journal,
      TransactionEnvironment transaction,
      BlockEnvironment block,
      @Nullable Tracer tracer) {
    this.machine = machine;
    this.codes = codes;
    this.journal = journal;
    this.transaction = transaction;
    this.block = block;
    this.tracer = tracer;
  }

  Journal journal() {
    return journal;
  }

  /// Who looks on; absent where nobody does.
  @Nullable Tracer tracer() {
    return tracer;
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
    if (tracer != null) {
      FrameKind kind = isStatic ? FrameKind.STATICCALL : FrameKind.CALL;
      tracer.on(new TraceEvent.Entered(kind, sender, to, valueWei, data, gas));
    }
    Journal.Checkpoint before = journal.checkpoint();
    move(sender, to, valueWei);
    MachineResult result;
    if (journal.hasCode(to)) {
      Frame frame = new Frame(this, caller, to, isStatic, gas);
      result = runCode(frame, invocation(frame, sender, to, valueWei, data, isStatic), gas);
    } else {
      result = new MachineResult.Returned(Bytes.EMPTY);
    }
    return end(answer == null ? result : fitting(result, answer), before, gas);
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
  /// @param kind how it was asked for
  /// @param caller the frame that waits; absent for the outermost
  /// @param creator its nonce already counts the creation
  /// @param at the address of the contract to be
  /// @param valueWei that the creator is known to have
  /// @param gas what the creation may use; empty where it was halted
  /// @return [MachineResult.Returned] with the code
  MachineResult create(
      FrameKind kind,
      @Nullable Frame caller,
      Address creator,
      Address at,
      CreationData data,
      U256 valueWei,
      GasMeter gas) {
    if (tracer != null) {
      tracer.on(new TraceEvent.Entered(kind, creator, at, valueWei, data.toBytes(), gas));
    }
    Journal.Checkpoint before = journal.checkpoint();
    if (journal.isTaken(at)) {
      return end(
          new MachineResult.Halted(HaltReason.ADDRESS_COLLISION, at + " is taken"), before, gas);
    }
    // A contract's nonce starts at 1, so that it is never empty (EIP-161).
    journal.setNonce(at, 1);
    move(creator, at, valueWei);
    Frame frame = new Frame(this, caller, at, false, gas);
    Invocation invocation = invocation(frame, creator, at, valueWei, data.arguments(), false);
    return end(deploy(data.code(), frame, invocation, gas), before, gas);
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
      charge(CodeCharge.LOAD, price, gas);
    }
    return machine.call(known.code(), invocation, frame, gas);
  }

  private MachineResult deploy(Code code, Frame frame, Invocation invocation, GasMeter gas) {
    int length = code.bytes().length();
    long parse = GasSchedule.codeParse(length, LoadUnits.of(code));
    if (parse > gas.left()) {
      return outOfGas(parse, gas, "parse the code");
    }
    charge(CodeCharge.PARSE, parse, gas);
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
        charge(CodeCharge.DEPOSIT, deposit, gas);
        journal.setCode(invocation.self(), code.hash(), code.bytes());
        yield new MachineResult.Returned(code.bytes());
      }
    };
  }

  private void charge(CodeCharge what, long price, GasMeter gas) {
    gas.charge(price);
    if (tracer != null) {
      tracer.on(new TraceEvent.Charged(what, price));
    }
  }

  private static MachineResult outOfGas(long price, GasMeter gas, String what) {
    return new MachineResult.Halted(
        HaltReason.OUT_OF_GAS, "to " + what + " takes " + price + " gas, " + gas.left() + " left");
  }

  /// Keeps what the frame did or undoes it.
  private MachineResult end(MachineResult result, Journal.Checkpoint before, GasMeter gas) {
    switch (result) {
      case MachineResult.Returned _ -> {}
      case MachineResult.Reverted _ -> journal.undo(before);
      case MachineResult.Halted _ -> {
        journal.undo(before);
        gas.spendAll();
      }
    }
    if (tracer != null) {
      tracer.on(new TraceEvent.Left(result, gas));
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
