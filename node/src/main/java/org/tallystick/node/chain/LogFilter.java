package org.tallystick.node.chain;

import java.util.List;
import java.util.Set;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Log;

/// Tells wanted logs from others, by contract and topics as `eth_getLogs` does.
///
/// @param addresses contracts, any of which will do; none means all
/// @param topics for each place the topics of which any will do; none at a place means all, but the
///   log has to have a topic there
public record LogFilter(Set<Address> addresses, List<Set<Hash>> topics) {
  /// Takes every log.
  public static final LogFilter ALL = new LogFilter(Set.of(), List.of());

  public LogFilter {
    addresses = Set.copyOf(addresses);
    topics = topics.stream().map(Set::copyOf).toList();
  }

  public boolean matches(Log log) {
    if (!addresses.isEmpty() && !addresses.contains(log.address())) {
      return false;
    }
    if (topics.size() > log.topics().size()) {
      return false;
    }
    for (int place = 0; place < topics.size(); place++) {
      Set<Hash> wanted = topics.get(place);
      if (!wanted.isEmpty() && !wanted.contains(log.topics().get(place))) {
        return false;
      }
    }
    return true;
  }

  /// By which blocks without such logs are passed over.
  BloomCheck bloomCheck() {
    return BloomCheck.of(addresses, topics);
  }
}
