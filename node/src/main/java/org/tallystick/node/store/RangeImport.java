package org.tallystick.node.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.ledger.Header;
import org.tallystick.node.store.ImportCursor.Stage;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.Account;
import org.tallystick.state.HashedKeys;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateRange;
import org.tallystick.state.StateStore;

/// Fills a database without a chain with the state after a block, from the answers of others, of
/// whom nobody is believed: only the block's header is. It says what to ask for next, and takes of
/// what comes only what is proved to be the state's.
///
/// It is the part of joining a chain that ends with a state. Who asks, over which wire, and what is
/// written of the chain itself is not here.
///
/// First all accounts come, in the order of their keys, then the slots of those that have storage,
/// then the codes; in the end the nodes are made from them. What was taken is written at once, with
/// how far that is. So an import that was broken off goes on where it stood.
///
/// Belongs to one thread.
public final class RangeImport {
  /// Codes that are asked for together.
  private static final int CODES_AT_ONCE = 64;

  private final RocksStore database;
  private ImportCursor cursor;
  private AccountWalk walk;

  /// Codes that accounts name and the database does not have, each with the first that names it.
  private final SequencedMap<Hash, Hash> codesMissing = new LinkedHashMap<>();

  private Optional<Request> wanted;

  /// What to ask for.
  public sealed interface Request {
    /// Accounts of the state, from a key on.
    record Accounts(Hash first) implements Request {}

    /// Slots of an account, from a key on.
    record Slots(Hash account, Hash storageRoot, Hash first) implements Request {}

    /// Codes by their hashes.
    record Codes(List<Hash> hashes) implements Request {
      public Codes {
        hashes = List.copyOf(hashes);
      }
    }
  }

  /// What became of an answer.
  public sealed interface Outcome {
    /// All of it is kept.
    record Taken() implements Outcome {}

    /// Nothing of it is kept.
    ///
    /// @param words what was asked for, and what is wrong with what came
    record Refused(String words) implements Outcome {}
  }

  private RangeImport(RocksStore database, ImportCursor cursor) {
    this.database = database;
    this.cursor = cursor;
    walk = new AccountWalk(database, cursor.account());
    wanted = advance();
  }

  /// Begins an import, or goes on with one that was broken off. What was taken of another state is
  /// thrown away.
  ///
  /// @param target header of the block, from who is believed
  /// @throws StoreException where the database holds a chain
  public static RangeImport open(RocksStore database, Header target) {
    if (ChainStore.isIn(database)) {
      throw new StoreException("a state can only be imported where there is no chain yet");
    }
    Position position = new Position(target.number(), target.stateRoot());
    Optional<ImportCursor> found =
        ImportCursor.find(database).filter(cursor -> cursor.target().equals(position));
    ImportCursor cursor = found.orElseGet(() -> ImportCursor.begin(position));
    if (found.isEmpty()) {
      StateDatabase.clear(database, cursor::put);
    }
    return new RangeImport(database, cursor);
  }

  /// What to ask for next; absent where all values are there.
  public Optional<Request> wanted() {
    return wanted;
  }

  /// Takes the answer to what is wanted, which has to be accounts or slots.
  public Outcome take(StateRange answer) {
    Request request = wanted.orElseThrow(RangeImport::nothingIsWanted);
    return switch (request) {
      case Request.Accounts(Hash first) ->
          switch (answer.verifyAccounts(cursor.target().stateRoot(), first, HashedKeys.LAST)) {
            case StateRange.Verdict.Complete(Optional<Hash> next) ->
                takeAccounts(answer.entries(), next);
            case StateRange.Verdict.Invalid(String reason) -> refuse(request, reason);
          };
      case Request.Slots(Hash account, Hash storageRoot, Hash first) ->
          switch (answer.verifySlots(account, storageRoot, first, HashedKeys.LAST)) {
            case StateRange.Verdict.Complete(Optional<Hash> next) ->
                takeSlots(account, answer.entries(), next);
            case StateRange.Verdict.Invalid(String reason) -> refuse(request, reason);
          };
      case Request.Codes _ -> refuse(request, "values came");
    };
  }

  /// Takes the answer to what is wanted, which has to be codes.
  ///
  /// @param codes in any order, and not all of them, but one at least
  public Outcome takeCodes(List<Bytes> codes) {
    Request request = wanted.orElseThrow(RangeImport::nothingIsWanted);
    return switch (request) {
      case Request.Accounts _, Request.Slots _ -> refuse(request, "codes came");
      case Request.Codes(List<Hash> hashes) -> {
        if (codes.size() > hashes.size()) {
          yield refuse(request, "more came");
        }
        Map<Hash, Bytes> byHash = new HashMap<>();
        for (Bytes code : codes) {
          byHash.put(Keccak.hash(code), code);
        }
        if (byHash.isEmpty()) {
          yield refuse(request, "none came");
        }
        if (!hashes.containsAll(byHash.keySet())) {
          yield refuse(request, "one came that was not asked for");
        }
        yield keepCodes(byHash);
      }
    };
  }

  private Outcome keepCodes(Map<Hash, Bytes> byHash) {
    codesMissing.keySet().removeAll(byHash.keySet());
    ImportCursor next =
        codesMissing.isEmpty() ? cursor : cursor.at(codesMissing.firstEntry().getValue());
    return keep(
        next, batch -> byHash.forEach((hash, code) -> batch.put(Family.CODE, hash.bytes(), code)));
  }

  private static Outcome refuse(Request request, String reason) {
    String what =
        switch (request) {
          case Request.Accounts(Hash first) -> "the accounts from the key " + first + " on";
          case Request.Slots(Hash account, _, Hash first) ->
              "the slots of the account under the key "
                  + account
                  + " from the key "
                  + first
                  + " on";
          case Request.Codes(List<Hash> hashes) ->
              hashes.size() + " codes, the first with the hash " + hashes.getFirst();
        };
    return new Outcome.Refused(what + ": " + reason);
  }

  private static IllegalStateException nothingIsWanted() {
    return new IllegalStateException("all values are there");
  }

  private Outcome takeAccounts(List<StateStore.Entry> entries, Optional<Hash> next) {
    return keep(
        next.map(cursor::at).orElseGet(() -> cursor.begin(Stage.SLOTS)),
        batch -> {
          for (StateStore.Entry entry : entries) {
            batch.put(Family.ACCOUNT, entry.key().bytes(), entry.value());
          }
        });
  }

  private Outcome takeSlots(Hash account, List<StateStore.Entry> entries, Optional<Hash> next) {
    return keep(
        next.map(slot -> cursor.at(account, slot)).orElseGet(() -> behind(account)),
        batch -> {
          for (StateStore.Entry entry : entries) {
            batch.put(Family.SLOT, new SlotKey(account, entry.key()).toBytes(), entry.value());
          }
        });
  }

  private ImportCursor behind(Hash account) {
    return HashedKeys.after(account).map(cursor::at).orElseGet(() -> cursor.begin(Stage.CODES));
  }

  /// Writes what was taken, and how far that is.
  private Outcome keep(ImportCursor next, Consumer<Batch> values) {
    database.writeLazily(batch -> {
      values.accept(batch);
      next.put(batch);
    });
    moveTo(next);
    wanted = advance();
    return new Outcome.Taken();
  }

  private void moveTo(ImportCursor next) {
    if (next.stage() != cursor.stage()) {
      walk = new AccountWalk(database, next.account());
    }
    cursor = next;
  }

  private Optional<Request> advance() {
    return switch (cursor.stage()) {
      case ACCOUNTS -> Optional.of(new Request.Accounts(cursor.account()));
      case SLOTS -> advanceToSlots();
      case CODES -> advanceToCodes();
    };
  }

  private Optional<Request> advanceToSlots() {
    Optional<AccountWalk.Named> named = walk.current();
    while (named.isPresent()) {
      Hash key = named.get().key();
      Hash storageRoot = named.get().account().storageRoot();
      boolean isOpen = key.compareTo(cursor.account()) >= 0;
      if (isOpen && !storageRoot.equals(Account.NO_STORAGE)) {
        boolean isBegun = key.equals(cursor.account());
        return Optional.of(
            new Request.Slots(key, storageRoot, isBegun ? cursor.slot() : HashedKeys.FIRST));
      }
      walk.advance();
      named = walk.current();
    }
    moveTo(cursor.begin(Stage.CODES));
    return advanceToCodes();
  }

  private Optional<Request> advanceToCodes() {
    Optional<AccountWalk.Named> named = walk.current();
    while (named.isPresent() && codesMissing.size() < CODES_AT_ONCE) {
      Account account = named.get().account();
      Hash code = account.codeHash();
      if (account.hasCode() && database.get(Family.CODE, code.arrayUnsafe()).isEmpty()) {
        codesMissing.putIfAbsent(code, named.get().key());
      }
      walk.advance();
      named = walk.current();
    }
    return codesMissing.isEmpty()
        ? Optional.empty()
        : Optional.of(new Request.Codes(List.copyOf(codesMissing.keySet())));
  }

  /// Makes the nodes over all values, and the state the database's own. That is a state and no
  /// chain: no node starts on it before the caller has written the block it belongs to as the head,
  /// and has said from which block on there are blocks, and states that can be gone back to.
  /// Nothing does so yet.
  ///
  /// @param block writes what the caller has of the chain, in the same breath
  /// @throws IllegalStateException where values are wanted
  /// @throws StoreException where the values do not give the header's state root
  public void finish(Consumer<Batch> block) {
    if (wanted.isPresent()) {
      throw new IllegalStateException("still wanted: " + wanted.get());
    }
    StateDatabase states = new StateDatabase(database);
    StateDatabase.Moment now = states.pinToScan();
    try {
      states.buildNodes(
          now.state(cursor.target().stateRoot()),
          cursor.target(),
          _ -> {},
          batch -> {
            ImportCursor.remove(batch);
            block.accept(batch);
          });
    } finally {
      now.pin().release();
    }
  }
}
