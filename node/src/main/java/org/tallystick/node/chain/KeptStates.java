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
/// back. Of those there is a number at most, however fast heads come and go.
///
/// Added to by one thread, read by any.
final class KeptStates {
  /// Longer than any call may run.
  private static final Duration GRACE = Duration.ofMinutes(2);

  /// Each holds up the clearing away of what was overwritten since.
  private static final int RETIRED_MAX = 4_096;

  /// A state that only who reads it still holds.
  private record Retired(Runnable release, Instant since) {}

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
    while (states.size() > statesMax) {
      retire(states.pollFirstEntry().getValue());
    }
    Instant before = clock.instant().minus(GRACE);
    while (!retired.isEmpty() && retired.peek().since.isBefore(before)) {
      retired.remove().release.run();
    }
  }

  /// Retires the states after all blocks above a number.
  void removeAbove(long number) {
    while (!states.isEmpty() && states.lastKey() > number) {
      retire(states.pollLastEntry().getValue());
    }
  }

  private void retire(KeptState state) {
    retired.add(new Retired(state.releaser(), clock.instant()));
    if (retired.size() > RETIRED_MAX) {
      retired.remove().release.run();
    }
  }

  void releaseAll() {
    states.values().forEach(KeptState::release);
    retired.forEach(each -> each.release.run());
    states.clear();
    retired.clear();
  }
}
