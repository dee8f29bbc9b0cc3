package org.tallystick.node.chain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Bloom;
import org.tallystick.node.store.LogSection;

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

  /// Whether it lets every block pass that has logs.
  boolean isOpen() {
    return alternatives.isEmpty();
  }

  /// The blocks of a part of a section among whose logs one that is wanted may be, by number.
  ///
  /// @param to itself included
  LongStream mayMatch(LogSection section, long from, long to) {
    long first = section.firstBlock();
    BitSet left = new BitSet();
    left.set(Math.toIntExact(from - first), Math.toIntExact(to - first) + 1);
    // The last first: those who took part are rarer than the contract and the kind of event.
    for (List<Bloom.Bits> group : alternatives.reversed()) {
      BitSet any = new BitSet();
      for (Bloom.Bits value : group) {
        any.or(section.mayContain(value, left));
      }
      left = any;
    }
    return left.stream().mapToLong(place -> first + place);
  }
}
