package org.tallystick.execution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.ContractAddress;
import org.tallystick.contract.CreationData;
import org.tallystick.execution.TraceEvent.FrameKind;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.GasSchedule;
import org.tallystick.gas.Halt;
import org.tallystick.gas.HaltReason;
import org.tallystick.gas.Limits;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Transaction;
import org.tallystick.machine.Host;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.Journal;

/// One running contract: whose storage it uses, with which gas, called by which other frame. What
/// it asks for is priced here and done in the journal.
///
/// The machine refuses writes of a frame that may only read before they come here, with better
/// words; they are refused here again, so that the rule does not hang on one place.
final class Frame implements Host {
  // What Ethereum's clients say where a frame cannot begin.
  private static final String TOO_DEEP = "max call depth exceeded";
  private static final String TOO_POOR = "insufficient balance for transfer";
  private static final String NONCE_SPENT = "nonce uint64 overflow";

  private final Calls calls;
  private final @Nullable Frame caller;
  private final Address self;
  private final boolean isStatic;
  private final GasMeter gas;
  private final int depth;

  /// @param caller the frame that waits for this one; absent for the outermost
  Frame(Calls calls, @Nullable Frame caller, Address self, boolean isStatic, GasMeter gas) {
    this.calls = calls;
    this.caller = caller;
    this.self = self;
    this.isStatic = isStatic;
    this.gas = gas;
    this.depth = caller == null ? 1 : caller.depth + 1;
  }

  /// Whether the account's contract already waits further up.
  boolean isReentered() {
    for (Frame frame = caller; frame != null; frame = frame.caller) {
      if (frame.self.equals(self)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public U256 load(Hash slot) {
    touch(slot);
    Journal.Slot at = journal().slot(self, slot);
    gas.charge(GasSchedule.load(at.visit()));
    return at.current();
  }

  @Override
  public void store(Hash slot, U256 value) {
    refuseWhereStatic();
    touch(slot);
    Journal.Slot at = journal().slot(self, slot);
    GasSchedule.StorePrice price =
        GasSchedule.store(at.original(), at.current(), value, at.visit());
    gas.charge(price.gas());
    journal().addRefund(price.refund());
    at.write(value);
  }

  @Override
  public void emit(List<Hash> topics, Bytes data) {
    refuseWhereStatic();
    if (topics.size() > Limits.EVENT_TOPICS_MAX) {
      throw new IllegalArgumentException(
          "an event has at most " + Limits.EVENT_TOPICS_MAX + " topics, got " + topics.size());
    }
    if (data.length() > Limits.EVENT_DATA_BYTES_MAX) {
      throw new Halt(
          HaltReason.MEMORY_LIMIT,
          "an event has at most "
              + Limits.EVENT_DATA_BYTES_MAX
              + " bytes of data, got "
              + data.length());
    }
    gas.charge(GasSchedule.log(topics.size(), data.length()));
    Log log = new Log(self, topics, data);
    journal().append(log);
    logged(log);
  }

  @Override
  public U256 balanceOf(Address account) {
    gas.charge(GasSchedule.account(journal().visit(account)));
    touch(account);
    return journal().balance(account);
  }

  @Override
  public CallResult call(Call call) {
    boolean movesValue = !call.value().isZero();
    if (movesValue) {
      refuseWhereStatic();
    }
    Address to = call.to();
    gas.charge(GasSchedule.account(journal().visit(to)));
    touch(to);
    boolean hasCode = journal().hasCode(to);
    if (call.answer() != null && !hasCode) {
      return new CallResult(false, Bytes.EMPTY, false);
    }
    if (movesValue) {
      gas.charge(GasSchedule.transfer(journal().isEmpty(to)));
    }
    if (depth >= Limits.CALL_DEPTH_MAX) {
      refused(call, TOO_DEEP);
      return new CallResult(false, Bytes.EMPTY, hasCode);
    }
    if (journal().balance(self).isLessThan(call.value())) {
      refused(call, TOO_POOR);
      return new CallResult(false, Bytes.EMPTY, hasCode);
    }
    GasMeter lent = lend(call.gas());
    MachineResult result =
        calls.call(
            this,
            self,
            to,
            call.value(),
            call.data(),
            isStatic || call.isStatic(),
            lent,
            call.answer());
    gas.giveBack(lent.left());
    return switch (result) {
      case MachineResult.Returned(Bytes data) -> new CallResult(true, data, hasCode);
      case MachineResult.Reverted(Bytes data, String _) -> new CallResult(false, data, hasCode);
      case MachineResult.Halted _ -> new CallResult(false, Bytes.EMPTY, hasCode);
    };
  }

  @Override
  public CreateResult create(Create create) {
    refuseWhereStatic();
    CreationData data = new CreationData(create.code(), create.arguments());
    if (data.length() > Limits.CREATION_DATA_BYTES_MAX) {
      gas.spendAll();
      throw new Halt(
          HaltReason.OUT_OF_GAS,
          "creation data has at most "
              + Limits.CREATION_DATA_BYTES_MAX
              + " bytes, got "
              + data.length());
    }
    Hash salt = create.salt();
    gas.charge(GasSchedule.create(data.length(), salt != null));
    long nonce = journal().nonce(self);
    if (depth >= Limits.CALL_DEPTH_MAX) {
      refused(create, TOO_DEEP);
      return cannotBegin("calls are " + Limits.CALL_DEPTH_MAX + " deep already");
    }
    U256 balance = journal().balance(self);
    if (balance.isLessThan(create.value())) {
      refused(create, TOO_POOR);
      return cannotBegin("the balance is " + balance + " wei, to be sent are " + create.value());
    }
    if (Long.compareUnsigned(nonce, Transaction.NONCE_MAX) > 0) {
      refused(create, NONCE_SPENT);
      return cannotBegin("the nonce cannot grow any more");
    }
    GasMeter lent = lend(OptionalLong.empty());
    // The nonce and the visit stay when the creation fails: the next one gets another address.
    journal().setNonce(self, nonce + 1);
    Address at =
        salt == null
            ? ContractAddress.byNonce(self, nonce)
            : ContractAddress.bySalt(self, salt, data.toBytes());
    journal().visit(at);
    touch(at);
    MachineResult result = calls.create(kindOf(create), this, self, at, data, create.value(), lent);
    gas.giveBack(lent.left());
    return switch (result) {
      case MachineResult.Returned _ -> new CreateResult(at, Bytes.EMPTY);
      case MachineResult.Reverted(Bytes revertData, String _) -> new CreateResult(null, revertData);
      case MachineResult.Halted(HaltReason reason, String _)
          when reason == HaltReason.ADDRESS_COLLISION ->
          cannotBegin("there is a contract at this address already");
      case MachineResult.Halted _ -> new CreateResult(null, Bytes.EMPTY);
    };
  }

  private static CreateResult cannotBegin(String words) {
    return new CreateResult(null, Bytes.EMPTY, words);
  }

  /// Takes gas out of this frame for one that it calls
  /// ([EIP-150](https://eips.ethereum.org/EIPS/eip-150)).
  ///
  /// @param most as the contract said; absent lends all that can be lent
  private GasMeter lend(OptionalLong most) {
    long lent = lendable(most);
    gas.charge(lent);
    return new GasMeter(lent);
  }

  private long lendable(OptionalLong most) {
    long lendable = GasSchedule.lendable(gas.left());
    return Math.min(most.orElse(lendable), lendable);
  }

  private void refuseWhereStatic() {
    if (isStatic) {
      gas.spendAll();
      throw new Halt(HaltReason.STATIC_VIOLATION, "");
    }
  }

  private Journal journal() {
    return calls.journal();
  }

  // ---- For who looks on

  private void touch(Address account) {
    Tracer tracer = calls.tracer();
    if (tracer != null) {
      tracer.on(new TraceEvent.AccountTouched(account));
    }
  }

  private void touch(Hash slot) {
    Tracer tracer = calls.tracer();
    if (tracer != null) {
      tracer.on(new TraceEvent.SlotTouched(self, slot));
    }
  }

  private void logged(Log log) {
    Tracer tracer = calls.tracer();
    if (tracer != null) {
      tracer.on(new TraceEvent.Logged(log));
    }
  }

  private void refused(Call call, String why) {
    Tracer tracer = calls.tracer();
    if (tracer != null) {
      boolean readsOnly = isStatic || call.isStatic();
      tracer.on(
          new TraceEvent.Refused(
              readsOnly ? FrameKind.STATICCALL : FrameKind.CALL,
              self,
              Optional.of(call.to()),
              call.value(),
              call.data(),
              lendable(call.gas()),
              why));
    }
  }

  private void refused(Create create, String why) {
    Tracer tracer = calls.tracer();
    if (tracer != null) {
      tracer.on(
          new TraceEvent.Refused(
              kindOf(create),
              self,
              Optional.empty(),
              create.value(),
              new CreationData(create.code(), create.arguments()).toBytes(),
              lendable(OptionalLong.empty()),
              why));
    }
  }

  private static FrameKind kindOf(Create create) {
    return create.salt() == null ? FrameKind.CREATE : FrameKind.CREATE2;
  }
}
