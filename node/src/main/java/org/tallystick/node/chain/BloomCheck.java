package org.tallystick.node.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Bloom;

/// A [LogFilter] as it is asked of many blocks, with everything hashed once.
///
/// @param alternatives groups of which each has to have one that is there; none is empty
record BloomCheck(List<List<Bloom.Bits>> alternatives) {
  static BloomCheck of(Set<Address> addresses, List<Set<Hash>> topics) {
    List<List<Bloom.Bits>> alternatives = new ArrayList<>();
    alternatives.add(addresses.stream().map(Bloom.Bits::of).toList());
    topics.forEach(wanted -> alternatives.add(wanted.stream().map(Bloom.Bits::of).toList()));
    alternatives.removeIf(List::isEmpty);
    return new BloomCheck(List.copyOf(alternatives));
  }

  /// Whether a log that is wanted may be among those in the filter of bits; `false` is certain.
  boolean mayMatch(Bloom bloom) {
    for (List<Bloom.Bits> group : alternatives) {
      if (group.stream().noneMatch(bloom::mayContain)) {
        return false;
      }
    }
    return true;
  }
}
