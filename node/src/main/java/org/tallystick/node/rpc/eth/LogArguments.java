package org.tallystick.node.rpc.eth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.gas.Limits;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.rpc.protocol.Argument;

/// Reads which logs a client wants, wherever it may say so.
public final class LogArguments {
  private final MethodLimits limits;

  public LogArguments(MethodLimits limits) {
    this.limits = limits;
  }

  /// The addresses and topics of an object with the members `address` and `topics`.
  public LogFilter filter(Argument wanted) {
    return new LogFilter(
        wanted.member("address").map(this::addresses).orElse(Set.of()),
        wanted.member("topics").map(this::topics).orElse(List.of()));
  }

  private Set<Address> addresses(Argument argument) {
    Set<Address> addresses = new HashSet<>();
    for (Argument one : argument.isArray() ? bounded(argument) : List.of(argument)) {
      addresses.add(one.address());
    }
    return addresses;
  }

  private List<Set<Hash>> topics(Argument argument) {
    List<Argument> places = argument.elements();
    if (places.size() > Limits.EVENT_TOPICS_MAX) {
      throw argument.fault(
          "exceed max topics: a log has at most "
              + Limits.EVENT_TOPICS_MAX
              + ", got "
              + places.size());
    }
    List<Set<Hash>> topics = new ArrayList<>(places.stream().map(this::topicsAt).toList());
    // An empty list at the end asks for nothing, not even that a log has a topic there.
    for (int last = places.size() - 1; last >= 0 && isEmptyArray(places.get(last)); last--) {
      topics.removeLast();
    }
    return topics;
  }

  private static boolean isEmptyArray(Argument argument) {
    return argument.isArray() && argument.elements().isEmpty();
  }

  /// The topics of which any will do; none means all.
  private Set<Hash> topicsAt(Argument place) {
    if (place.isNull()) {
      return Set.of();
    }
    if (!place.isArray()) {
      return Set.of(place.hash());
    }
    Set<Hash> topics = new HashSet<>();
    for (Argument one : bounded(place)) {
      if (one.isNull()) {
        return Set.of();
      }
      topics.add(one.hash());
    }
    return topics;
  }

  private List<Argument> bounded(Argument argument) {
    List<Argument> elements = argument.elements();
    if (elements.size() > limits.logsFilterMax()) {
      throw argument.fault(
          "at most " + limits.logsFilterMax() + " of them, got " + elements.size());
    }
    return elements;
  }
}
