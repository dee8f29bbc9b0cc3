package org.tallystick.node.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.tallystick.node.store.KeptState;

/// The states after the newest blocks. A state that is no longer among them stays readable for a
/// while, since whoever took it before may be in the middle of a call; so nobody has to give one
/// back.
///
/// Added to by one thread, read by any.
final class KeptStates {
  /// Longer than any call may run.
  private static final Duration GRACE = Duration.ofMinutes(2);

  private record Retired(KeptState state, Instant since) {}

  private final int statesMax;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<Long, KeptState> states = new ConcurrentSkipListMap<>();
  private final Deque<Retired> retired = new ArrayDeque<>();

  KeptStates(int statesMax, InstantSource clock) {
    this.statesMax = statesMax;
    this.clock = clock;
  }

  Optional<KeptState> find(long blockNumber) {
    return Optional.ofNullable(states.get(blockNumber));
  }

  KeptState newest() {
    return states.lastEntry().getValue();
  }

  void add(KeptState state) {
    states.put(state.blockNumber(), state);
    Instant now = clock.instant();
    while (states.size() > statesMax) {
      retired.add(new Retired(states.pollFirstEntry().getValue(), now));
    }
    Instant before = now.minus(GRACE);
    while (!retired.isEmpty() && retired.peek().since.isBefore(before)) {
      retired.remove().state.release();
    }
  }

  /// Retires the states after all blocks above a number.
  void removeAbove(long number) {
    Instant now = clock.instant();
    while (!states.isEmpty() && states.lastKey() > number) {
      retired.add(new Retired(states.pollLastEntry().getValue(), now));
    }
  }

  void releaseAll() {
    states.values().forEach(KeptState::release);
    retired.forEach(each -> each.state.release());
    states.clear();
    retired.clear();
  }
}
