package org.tallystick.node.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tallystick.node.store.KeptState;

/// The states after the newest blocks. A state that is no longer among them stays readable for a
/// while, since whoever took it before may be in the middle of a call; so nobody has to give one
/// back. Of those there is a number at most, however fast heads come and go.
///
/// For one thread. Others get the lists that it gives, which do not change.
final class KeptStates {
  /// Longer than any call may run.
  private static final Duration GRACE = Duration.ofMinutes(2);

  /// Each holds up the clearing away of what was overwritten since.
  private static final int RETIRED_MAX = 4_096;

  /// A state that only who reads it still holds.
  private record Retired(Runnable release, Instant since) {}

  private final int statesMax;
  private final InstantSource clock;

  /// By number of the block.
  private List<KeptState> states = List.of();

  private final Deque<Retired> retired = new ArrayDeque<>();

  KeptStates(int statesMax, InstantSource clock) {
    this.statesMax = statesMax;
    this.clock = clock;
  }

  /// Makes a state the newest, in the place of those after blocks of its number and above.
  ///
  /// @return all that are kept now, by number of the block
  List<KeptState> add(KeptState newest) {
    List<KeptState> kept = new ArrayList<>(states);
    kept.removeIf(state -> state.blockNumber() >= newest.blockNumber());
    kept.add(newest);
    List<KeptState> left = new ArrayList<>(states);
    states = List.copyOf(kept.subList(Math.max(0, kept.size() - statesMax), kept.size()));
    left.removeAll(states);
    left.forEach(this::retire);
    Instant before = clock.instant().minus(GRACE);
    while (!retired.isEmpty() && retired.peek().since.isBefore(before)) {
      retired.remove().release.run();
    }
    return states;
  }

  private void retire(KeptState state) {
    retired.add(new Retired(state.releaser(), clock.instant()));
    if (retired.size() > RETIRED_MAX) {
      retired.remove().release.run();
    }
  }

  void releaseAll() {
    states.forEach(KeptState::release);
    retired.forEach(each -> each.release.run());
    states = List.of();
    retired.clear();
  }
}
