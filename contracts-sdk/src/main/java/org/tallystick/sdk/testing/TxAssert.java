package org.tallystick.sdk.testing;

import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.tallystick.sdk.values.Event;
import org.tallystick.sdk.values.Value;

/// What a test says of a transaction.
public final class TxAssert {
  private final Tx transaction;

  TxAssert(Tx transaction) {
    this.transaction = transaction;
  }

  /// Expects an event of this name; more is said of the first one that fits.
  public EventAssert emitted(String name) {
    List<Event> events = transaction.events(name);
    if (events.isEmpty()) {
      throw new AssertionFailedError("expected the event " + name + ", got " + listed());
    }
    return new EventAssert(transaction.chain(), events);
  }

  /// Expects an event of this name with exactly these arguments.
  public TxAssert emitted(String name, Object... arguments) {
    List<Event> events = transaction.events(name);
    boolean isThere =
        events.stream().anyMatch(event -> event.arguments().equals(expected(event, arguments)));
    if (!isThere) {
      String wanted =
          events.isEmpty()
              ? name
              : name
                  + "("
                  + Value.shown(
                      events.getFirst().parameters(),
                      expected(events.getFirst(), arguments),
                      transaction.chain()::nameOf)
                  + ")";
      throw new AssertionFailedError("expected the event " + wanted + ", got " + listed());
    }
    return this;
  }

  private List<Value> expected(Event event, Object[] arguments) {
    return Value.all(
        event.parameters(),
        transaction.chain().arguments(event.name(), event.parameters(), arguments));
  }

  /// Expects that no contract emitted anything.
  public TxAssert emittedNothing() {
    if (!transaction.events().isEmpty()) {
      throw new AssertionFailedError("expected no events, got " + listed());
    }
    return this;
  }

  /// Expects a result.
  public TxAssert returned(Object expected) {
    Reading.requireEqual(transaction.chain(), "the result", transaction.result(), expected);
    return this;
  }

  public GasAssert gasUsed() {
    return new GasAssert(transaction.gasUsed());
  }

  private String listed() {
    return transaction.events().isEmpty()
        ? "none"
        : transaction.events().stream()
            .map(event -> event.shown(transaction.chain()::nameOf))
            .collect(Collectors.joining(", "));
  }

  /// What a test says of an event.
  public static final class EventAssert {
    private final Chain chain;
    private final List<Event> candidates;

    EventAssert(Chain chain, List<Event> candidates) {
      this.chain = chain;
      this.candidates = candidates;
    }

    /// Expects that the argument of this name has a value.
    public EventAssert with(String argument, Object expected) {
      List<Event> fitting =
          candidates.stream()
              .filter(event -> Reading.isEqual(chain, event.argument(argument), expected))
              .toList();
      if (fitting.isEmpty()) {
        Reading.requireEqual(chain, argument, candidates.getFirst().argument(argument), expected);
      }
      return new EventAssert(chain, fitting);
    }
  }

  /// What a test says of an amount of gas.
  public static final class GasAssert {
    private final long gas;

    GasAssert(long gas) {
      this.gas = gas;
    }

    public GasAssert isLessThan(long bound) {
      if (gas >= bound) {
        throw new AssertionFailedError(
            "expected less than %,d gas, got %,d".formatted(bound, gas), bound, gas);
      }
      return this;
    }

    public GasAssert isGreaterThan(long bound) {
      if (gas <= bound) {
        throw new AssertionFailedError(
            "expected more than %,d gas, got %,d".formatted(bound, gas), bound, gas);
      }
      return this;
    }
  }
}
