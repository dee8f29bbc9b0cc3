package org.tallystick.node.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.state.Account;
import org.tallystick.state.AccountCodec;
import org.tallystick.state.HashedKeys;

/// Goes over the accounts in a database, in the order of their keys. Belongs to one thread.
final class AccountWalk {
  private static final int ACCOUNTS_AT_ONCE = 1_000;

  private final RocksStore database;
  private final Deque<Named> ahead = new ArrayDeque<>();

  /// The lowest key that was not read yet.
  private Optional<Hash> unread;

  /// An account under its key.
  record Named(Hash key, Account account) {}

  /// @param first lowest key
  AccountWalk(RocksStore database, Hash first) {
    this.database = database;
    unread = Optional.of(first);
  }

  /// The account at which the walk is; absent at the end.
  ///
  /// @throws org.tallystick.state.CorruptStateException where one is unreadable
  Optional<Named> current() {
    if (ahead.isEmpty() && unread.isPresent()) {
      read(unread.get());
    }
    return Optional.ofNullable(ahead.peek());
  }

  /// Goes on to the next account.
  void advance() {
    ahead.remove();
  }

  private void read(Hash first) {
    RocksStore.Pin pin = database.pin();
    try {
      List<RocksStore.Entry> some =
          pin.range(Family.ACCOUNT, first.bytes(), HashedKeys.LAST.bytes(), ACCOUNTS_AT_ONCE);
      for (RocksStore.Entry entry : some) {
        Hash key = Hash.of(entry.key());
        ahead.add(new Named(key, AccountCodec.fromFlat(key, entry.value())));
      }
      unread =
          some.size() < ACCOUNTS_AT_ONCE ? Optional.empty() : HashedKeys.after(ahead.getLast().key);
    } finally {
      pin.release();
    }
  }
}
