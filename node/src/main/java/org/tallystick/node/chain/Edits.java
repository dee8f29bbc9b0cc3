package org.tallystick.node.chain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Hash;
import org.tallystick.state.StateUpdate;

/// What was changed in the head's state by nobody's transaction, and that no block has taken in
/// yet. Never changes: with another edit there is another, which shares those before with this one.
public final class Edits {
  public static final Edits NONE = new Edits(null, null, 0);

  private final @Nullable Edits before;
  private final @Nullable StateUpdate last;
  private final int count;

  private Edits(@Nullable Edits before, @Nullable StateUpdate last, int count) {
    this.before = before;
    this.last = last;
    this.count = count;
  }

  static Edits of(List<StateUpdate> inOrder) {
    Edits edits = NONE;
    for (StateUpdate edit : inOrder) {
      edits = edits.and(edit);
    }
    return edits;
  }

  /// @param edit made for the state after these
  Edits and(StateUpdate edit) {
    return new Edits(this, edit, count + 1);
  }

  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  List<StateUpdate> inOrder() {
    Deque<StateUpdate> edits = new ArrayDeque<>(Math.max(1, count));
    Edits each = this;
    while (each.last != null && each.before != null) {
      edits.push(each.last);
      each = each.before;
    }
    return List.copyOf(edits);
  }

  /// All of them as one.
  Optional<StateUpdate> together() {
    return isEmpty() ? Optional.empty() : Optional.of(StateUpdate.inOrder(inOrder()));
  }

  /// Keccak-256 of the addresses of all accounts that one of them changed.
  Set<Hash> accountKeys() {
    Set<Hash> keys = new HashSet<>();
    inOrder().forEach(edit -> keys.addAll(edit.accountKeys()));
    return keys;
  }
}
