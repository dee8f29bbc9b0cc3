package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.Halt;
import org.tallystick.machine.HostExchange.Outcome;
import org.tallystick.machine.HostExchange.Request;

/// Passes everything on to another host and writes it down. Belongs to one frame.
final class RecordingHost implements Host {
  private final Host host;
  private final GasMeter gas;
  private final RunState counts;
  private final List<HostExchange> exchanges = new ArrayList<>();

  /// @param gas of the frame
  /// @param counts of the machine that runs it
  RecordingHost(Host host, GasMeter gas, RunState counts) {
    this.host = host;
    this.gas = gas;
    this.counts = counts;
  }

  /// In the order in which they were asked.
  List<HostExchange> exchanges() {
    return exchanges;
  }

  @Override
  public U256 load(Hash slot) {
    return record(new Request.Load(slot), () -> new Outcome.Value(host.load(slot))).value();
  }

  @Override
  public void store(Hash slot, U256 value) {
    record(
        new Request.Store(slot, value),
        () -> {
          host.store(slot, value);
          return new Outcome.Done();
        });
  }

  @Override
  public void emit(List<Hash> topics, Bytes data) {
    record(
        new Request.Emit(topics, data),
        () -> {
          host.emit(topics, data);
          return new Outcome.Done();
        });
  }

  @Override
  public U256 balanceOf(Address account) {
    return record(new Request.BalanceOf(account), () -> new Outcome.Value(host.balanceOf(account)))
        .value();
  }

  @Override
  public CallResult call(Call call) {
    Listening listening = new Listening(call.answer());
    Call heard =
        call.answer() == null
            ? call
            : new Call(
                call.to(), call.value(), call.data(), call.gas(), call.isStatic(), listening);
    return record(
            Request.Call.of(call), () -> new Outcome.Called(host.call(heard), listening.heard))
        .result();
  }

  @Override
  public CreateResult create(Create create) {
    return record(new Request.Create(create), () -> new Outcome.Created(host.create(create)))
        .result();
  }

  private <O extends Outcome> O record(Request request, Supplier<O> ask) {
    long gasLeftBefore = gas.left();
    long bytesBefore = counts.counted().memoryBytes();
    try {
      O outcome = ask.get();
      note(request, gasLeftBefore, outcome, bytesBefore);
      return outcome;
    } catch (Halt halt) {
      note(request, gasLeftBefore, Outcome.Halted.of(halt), bytesBefore);
      throw halt;
    }
  }

  private void note(Request request, long gasLeftBefore, Outcome outcome, long bytesBefore) {
    long heldBytes = counts.counted().memoryBytes() - bytesBefore;
    exchanges.add(new HostExchange(request, gasLeftBefore, outcome, gas.left(), heldBytes));
  }

  /// Remembers what the caller was shown.
  private static final class Listening implements Answer {
    private final @Nullable Answer answer;
    private @Nullable Bytes heard;

    Listening(@Nullable Answer answer) {
      this.answer = answer;
    }

    @Override
    public boolean fits(Bytes returned) {
      heard = returned;
      return answer == null || answer.fits(returned);
    }
  }
}
