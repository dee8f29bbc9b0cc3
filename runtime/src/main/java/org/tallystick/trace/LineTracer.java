package org.tallystick.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.execution.Message;
import org.tallystick.execution.TraceEvent;
import org.tallystick.execution.TraceEvent.CodeCharge;
import org.tallystick.execution.Tracer;
import org.tallystick.gas.GasSchedule;
import org.tallystick.machine.LineMeter;
import org.tallystick.trace.GasPurpose.Item;

/// Divides the gas of one transaction among the lines of its contracts.
public final class LineTracer implements Tracer {
  private final LineMeter lines;

  /// The frames that run, the innermost first.
  private final Deque<Open> open = new ArrayDeque<>();

  private final Map<Spender, Long> gasBySpender = new LinkedHashMap<>();
  private @Nullable LineTrace result;

  private record Spender(Optional<Address> contract, GasPurpose purpose) {}

  /// A frame that runs.
  private static final class Open {
    private final Address contract;
    private long charged;

    private Open(Address contract) {
      this.contract = contract;
    }
  }

  /// @param lines of the machine that runs the transaction
  public LineTracer(LineMeter lines) {
    this.lines = lines;
  }

  /// @throws IllegalStateException where no transaction was traced to its end
  public LineTrace result() {
    if (result == null) {
      throw new IllegalStateException("no transaction was traced to its end");
    }
    return result;
  }

  @Override
  public void on(TraceEvent event) {
    switch (event) {
      case TraceEvent.Begun begun -> begin(begun.message());
      case TraceEvent.Entered entered -> {
        lines.enterFrame(entered.gas());
        open.push(new Open(entered.to()));
      }
      case TraceEvent.Charged(CodeCharge charge, long gas) -> charge(charge, gas);
      case TraceEvent.Left _ -> leave(open.pop(), lines.leaveFrame());
      case TraceEvent.Settled settled -> settle(settled);
      case TraceEvent.Refused _,
          TraceEvent.Logged _,
          TraceEvent.AccountTouched _,
          TraceEvent.SlotTouched _ -> {}
    }
  }

  private void begin(Message message) {
    lines.begin();
    Bytes data = message.data();
    int addresses = message.accessList().size();
    int slots = message.accessList().stream().mapToInt(entry -> entry.slots().size()).sum();
    long bare = GasSchedule.intrinsic(Bytes.EMPTY, false, 0, 0);
    long withData = GasSchedule.intrinsic(data, false, 0, 0);
    long withList = GasSchedule.intrinsic(data, false, addresses, slots);
    long all = GasSchedule.intrinsic(data, message.to().isEmpty(), addresses, slots);
    spend(Item.TRANSACTION, bare);
    spend(Item.CALLDATA, withData - bare);
    spend(Item.ACCESS_LIST, withList - withData);
    spend(Item.CREATION, all - withList);
  }

  private void charge(CodeCharge charge, long gas) {
    Open frame = open.element();
    frame.charged += gas;
    spend(Optional.of(frame.contract), item(charge), gas);
  }

  private static Item item(CodeCharge charge) {
    return switch (charge) {
      case LOAD -> Item.CODE_LOAD;
      case PARSE -> Item.CODE_PARSE;
      case DEPOSIT -> Item.CODE_DEPOSIT;
    };
  }

  private void leave(Open frame, LineMeter.FrameGas gas) {
    Optional<Address> contract = Optional.of(frame.contract);
    gas.byLine().forEach((line, spent) -> spend(contract, new GasPurpose.Line(line), spent));
    spend(contract, Item.ABI, gas.outside() - frame.charged);
    spend(contract, Item.FORFEITED, gas.forfeited());
  }

  private void settle(TraceEvent.Settled settled) {
    long gasUsed = settled.outcome().gasUsed();
    spend(Item.REFUND, -settled.refund());
    spend(Item.FLOOR, gasUsed - (settled.gasBeforeRefund() - settled.refund()));
    List<LineTrace.Spent> spent = new ArrayList<>();
    gasBySpender.forEach(
        (spender, gas) -> spent.add(new LineTrace.Spent(spender.contract, spender.purpose, gas)));
    result = new LineTrace(gasUsed, spent);
  }

  private void spend(Item item, long gas) {
    spend(Optional.empty(), item, gas);
  }

  private void spend(Optional<Address> contract, GasPurpose purpose, long gas) {
    if (gas != 0) {
      gasBySpender.merge(new Spender(contract, purpose), gas, Long::sum);
    }
  }
}
