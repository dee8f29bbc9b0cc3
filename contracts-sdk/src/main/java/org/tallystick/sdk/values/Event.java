package org.tallystick.sdk.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiDataException;
import org.tallystick.abi.AbiEvent;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.ledger.Log;

/// An event of a contract, read from its log.
///
/// @param contract that emitted it
/// @param name no text where the abi does not know it
/// @param parameters of the event
/// @param arguments in the order of the declaration; of one that is indexed and larger than a word,
///   only the hash
/// @param blockNumber of the block it is in
public record Event(
    Address contract,
    String name,
    AbiParameters parameters,
    List<Value> arguments,
    long blockNumber,
    Log log) {
  public Event {
    arguments = List.copyOf(arguments);
  }

  /// Reads a log by the abi of its contract, where that is known.
  public static Event read(Log log, long blockNumber, Optional<Abi> abi) {
    return abi.filter(known -> !log.topics().isEmpty())
        .flatMap(known -> known.eventOf(log.topics().getFirst()))
        .flatMap(event -> read(log, blockNumber, event))
        .orElseGet(
            () -> new Event(log.address(), "", AbiParameters.NONE, List.of(), blockNumber, log));
  }

  private static Optional<Event> read(Log log, long blockNumber, AbiEvent event) {
    List<Object> decoded;
    try {
      decoded = event.decode(log.topics(), log.data());
    } catch (AbiDataException anotherEvent) {
      return Optional.empty();
    }
    List<Value> values = new ArrayList<>(decoded.size());
    for (int at = 0; at < decoded.size(); at++) {
      values.add(Value.logged(event.inputs().get(at).parameter().type(), decoded.get(at)));
    }
    AbiParameters parameters =
        AbiParameters.of(event.inputs().stream().map(AbiEvent.Input::parameter).toList());
    return Optional.of(
        new Event(log.address(), event.name(), parameters, values, blockNumber, log));
  }

  /// The argument of this name.
  ///
  /// @throws IllegalArgumentException where the event has no such argument
  public Value argument(String argument) {
    for (int at = 0; at < arguments.size(); at++) {
      if (parameters.get(at).name().equals(argument)) {
        return arguments.get(at);
      }
    }
    throw new IllegalArgumentException(name + " has no argument " + argument + ": " + parameters);
  }

  /// `Transfer(from: alice, to: bob, value: 40)`.
  public String shown(Function<Address, Optional<String>> names) {
    return name.isEmpty()
        ? log.toString()
        : name + "(" + Value.shown(parameters, arguments, names) + ")";
  }

  @Override
  public String toString() {
    return shown(address -> Optional.empty());
  }
}
