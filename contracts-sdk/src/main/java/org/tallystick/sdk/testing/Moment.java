package org.tallystick.sdk.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.state.MemoryStateStore;

/// A test chain as it is at one moment. Moments share what did not change between them, so keeping
/// one is all it takes to come back to it.
///
/// @param head header of the latest block
/// @param timeSeconds when the next block is made, since 1970
/// @param funded who was given money to begin with
/// @param logged the latest block with logs, absent before the first
record Moment(
    MemoryStateStore state,
    Header head,
    long timeSeconds,
    Set<Address> funded,
    @Nullable Logged logged) {

  /// The logs of a block, and of those before it.
  record Logged(@Nullable Logged before, long blockNumber, List<Log> logs) {}

  Moment after(MemoryStateStore nextState, Header nextHead, List<Log> logs) {
    return new Moment(
        nextState,
        nextHead,
        timeSeconds,
        funded,
        logs.isEmpty() ? logged : new Logged(logged, nextHead.number(), List.copyOf(logs)));
  }

  Moment at(long nextTimeSeconds) {
    return new Moment(state, head, nextTimeSeconds, funded, logged);
  }

  Moment withFunded(Address address) {
    Set<Address> more = new HashSet<>(funded);
    more.add(address);
    return new Moment(state, head, timeSeconds, Set.copyOf(more), logged);
  }

  /// All logs so far, the oldest first.
  List<Logged> allLogs() {
    List<Logged> all = new ArrayList<>();
    for (Logged block = logged; block != null; block = block.before) {
      all.addFirst(block);
    }
    return all;
  }
}
