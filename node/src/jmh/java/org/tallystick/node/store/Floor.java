package org.tallystick.node.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Account;

/// The same values under the same keys in the same database, and nothing else: no trie, no undo.
final class Floor implements Subject {
  private static final int LOADED_AT_ONCE = 10_000;

  private final DataFolder folder;
  private RocksStore database;

  Floor(Path path) {
    folder = DataFolder.claim(path);
    database = RocksStore.open(folder);
  }

  @Override
  public void load(List<Population.Change> accounts) {
    for (int from = 0; from < accounts.size(); from += LOADED_AT_ONCE) {
      commit(accounts.subList(from, Math.min(from + LOADED_AT_ONCE, accounts.size())));
    }
  }

  @Override
  public void commit(List<Population.Change> changes) {
    database.write(batch -> {
      for (Population.Change change : changes) {
        Hash key = Keccak.hash(change.address().bytes());
        batch.set(Family.ACCOUNT, key.bytes(), change.after().map(Floor::flat));
      }
    });
  }

  static Bytes flat(Account account) {
    return new RlpWriter(64)
        .beginList()
        .writeLong(account.nonce())
        .writeU256(account.balanceWei())
        .writeBytes(Bytes.EMPTY)
        .writeBytes(Bytes.EMPTY)
        .endList()
        .toBytes();
  }

  @Override
  public void reopen() {
    database.close();
    database = RocksStore.open(folder);
  }

  @Override
  public void compact() {
    database.compact();
  }

  @Override
  public boolean read(Address address) {
    Optional<Bytes> value =
        database.get(Family.ACCOUNT, Keccak.hash(address.bytes()).arrayUnsafe());
    return value.isPresent();
  }

  @Override
  public int prove(Address address) {
    return 0;
  }

  @Override
  public void close() {
    database.close();
    folder.close();
  }
}
