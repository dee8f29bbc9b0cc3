package org.tallystick.machine;

import java.util.Iterator;
import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.Halt;
import org.tallystick.machine.HostExchange.Outcome;
import org.tallystick.machine.HostExchange.Request;

/// Answers from a record, and insists on being asked what is in it. Belongs to one frame.
final class ReplayingHost implements Host {
  private final Iterator<HostExchange> exchanges;
  private final GasMeter gas;
  private final RunState counts;
  private int asked;

  /// @param gas of the frame
  /// @param counts of the machine that runs it
  ReplayingHost(List<HostExchange> exchanges, GasMeter gas, RunState counts) {
    this.exchanges = exchanges.iterator();
    this.gas = gas;
    this.counts = counts;
  }

  /// @throws ReplayDifference where the record goes on
  void requireEnd() {
    if (exchanges.hasNext()) {
      throw new ReplayDifference("asks the host no more", told(exchanges.next()));
    }
  }

  @Override
  public U256 load(Hash slot) {
    return ((Outcome.Value) next(new Request.Load(slot))).value();
  }

  @Override
  public void store(Hash slot, U256 value) {
    next(new Request.Store(slot, value));
  }

  @Override
  public void emit(List<Hash> topics, Bytes data) {
    next(new Request.Emit(topics, data));
  }

  @Override
  public U256 balanceOf(Address account) {
    return ((Outcome.Value) next(new Request.BalanceOf(account))).value();
  }

  @Override
  public CallResult call(Call call) {
    Outcome.Called called = (Outcome.Called) next(Request.Call.of(call));
    Answer answer = call.answer();
    if (answer != null && called.heard() != null) {
      // The caller keeps what it is shown: its verdict is in the result already.
      boolean _ = answer.fits(called.heard());
    }
    return called.result();
  }

  @Override
  public CreateResult create(Create create) {
    return ((Outcome.Created) next(new Request.Create(create))).result();
  }

  private Outcome next(Request request) {
    asked++;
    if (!exchanges.hasNext()) {
      throw new ReplayDifference(told(request, gas.left()), "asks the host no more");
    }
    HostExchange recorded = exchanges.next();
    if (!recorded.request().equals(request) || recorded.gasLeftBefore() != gas.left()) {
      throw new ReplayDifference(told(request, gas.left()), told(recorded));
    }
    gas.charge(recorded.gasLeftBefore() - recorded.gasLeft());
    counts.countHeld(recorded.heldBytes());
    return switch (recorded.outcome()) {
      case Outcome.Halted(var reason, var detail) -> throw new Halt(reason, detail);
      case Outcome.Done done -> done;
      case Outcome.Value value -> value;
      case Outcome.Called called -> called;
      case Outcome.Created created -> created;
    };
  }

  private String told(HostExchange exchange) {
    return told(exchange.request(), exchange.gasLeftBefore());
  }

  private String told(Request request, long gasLeft) {
    return "request " + asked + " is " + request + " with " + gasLeft + " gas left";
  }
}
