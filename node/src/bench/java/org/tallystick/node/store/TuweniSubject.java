package org.tallystick.node.store;

import java.nio.file.Path;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.concurrent.AsyncCompletion;
import org.apache.tuweni.concurrent.AsyncResult;
import org.apache.tuweni.trie.AsyncMerkleStorage;
import org.apache.tuweni.trie.StoredMerklePatriciaTrie;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Account;

/// Tuweni's stored trie over the same database, its nodes by their hashes, those of a block written
/// at once. Accounts only.
final class TuweniSubject implements Subject {
  private static final int ACCOUNTS_LOADED_AT_ONCE = 10_000;

  private final DataFolder folder;
  private RocksStore database;
  private StoredMerklePatriciaTrie<Bytes> trie;

  /// Nodes of the block at work.
  private final Map<Bytes32, Bytes> nodes = new HashMap<>();

  TuweniSubject(Path path) {
    Security.addProvider(new BouncyCastleProvider());
    folder = DataFolder.claim(path);
    database = RocksStore.open(folder);
    trie = StoredMerklePatriciaTrie.storingBytes(new Storage());
  }

  private final class Storage extends AsyncMerkleStorage {
    @Override
    public AsyncResult<Bytes> getAsync(Bytes32 hash) {
      Bytes waiting = nodes.get(hash);
      return AsyncResult.completed(
          waiting != null
              ? waiting
              : database
                  .get(Family.NODE, hash.toArrayUnsafe())
                  .map(node -> Bytes.wrap(node.arrayUnsafe()))
                  .orElse(null));
    }

    @Override
    public AsyncCompletion putAsync(Bytes32 hash, Bytes content) {
      nodes.put(hash, content);
      return AsyncCompletion.completed();
    }
  }

  @Override
  public Runnable load(Population population, int[] sorted) {
    return () -> loadNow(population, sorted);
  }

  private void loadNow(Population population, int[] sorted) {
    for (int at = 0; at < sorted.length; at++) {
      put(population.first(sorted[at]));
      if ((at + 1) % ACCOUNTS_LOADED_AT_ONCE == 0 || at == sorted.length - 1) {
        write();
      }
    }
  }

  @Override
  public Runnable ready(List<Population.Entry> changes) {
    return () -> {
      changes.forEach(this::put);
      write();
    };
  }

  private void put(Population.Entry change) {
    Bytes key = Bytes.wrap(Flat.key(change).toArray());
    Optional<Bytes> value = change.account().map(TuweniSubject::leaf);
    try {
      if (value.isPresent()) {
        trie.putAsync(key, value.get()).join();
      } else {
        trie.removeAsync(key).join();
      }
    } catch (InterruptedException | CompletionException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /// The account as the trie holds it (Yellow Paper, section 4.1).
  private static Bytes leaf(Account account) {
    return Bytes.wrap(
        new RlpWriter(128)
            .beginList()
            .writeLong(account.nonce())
            .writeU256(account.balanceWei())
            .writeBytes(account.storageRoot().bytes())
            .writeBytes(account.codeHash().bytes())
            .endList()
            .toBytes()
            .toArray());
  }

  private void write() {
    database.write(batch ->
        nodes.forEach((hash, node) ->
            batch.put(
                Family.NODE,
                org.tallystick.bytes.Bytes.wrap(hash.toArrayUnsafe()),
                org.tallystick.bytes.Bytes.wrap(node.toArrayUnsafe()))));
    nodes.clear();
  }

  @Override
  public void reopen() {
    Bytes32 root = trie.rootHash();
    database.close();
    database = RocksStore.open(folder);
    trie = StoredMerklePatriciaTrie.storingBytes(new Storage(), root);
  }

  @Override
  public void compact() {
    database.compact();
  }

  @Override
  public boolean read(Population.Place place) {
    try {
      byte[] key = org.tallystick.crypto.Keccak.hash(place.address().bytes()).toArray();
      return trie.getAsync(Bytes.wrap(key)).get() != null;
    } catch (InterruptedException | CompletionException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /// It has none.
  @Override
  public int prove(Population.Place place) {
    return 0;
  }

  @Override
  public void close() {
    database.close();
    folder.close();
  }
}
