package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Header;
import org.tallystick.node.store.RangeImport.Outcome;
import org.tallystick.node.store.RangeImport.Request;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.RandomWorld;
import org.tallystick.state.HashedKeys;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.NodeKey;
import org.tallystick.state.StateBuilder;
import org.tallystick.state.StateRange;
import org.tallystick.state.StateRanges;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StoredState;

final class RangeImportTest {
  private static final int ADDRESSES = 250;
  private static final int SLOTS = 60;
  private static final RandomWorld WORLD = new RandomWorld(ADDRESSES, SLOTS, 150);
  private static final Genesis GENESIS = People.genesis(3);
  private static final int ALL_BYTES = Integer.MAX_VALUE;

  private static final long SEED = Long.getLong("seed", 20_261_127);
  private static final Random RANDOM = new Random(SEED);
  private static final StateStore OLDER = state(4);
  private static final StateStore SOURCE = state(8);
  private static final Header HEADER = header(SOURCE);

  private final DataFolder folder;
  private RocksStore database;

  RangeImportTest(@TempDir Path temp) {
    folder = DataFolder.claim(temp);
    database = RocksStore.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void anImportThatIsBrokenOffGoesOnWhereItStoodAndEndsWithTheState() {
    RangeImport state = RangeImport.open(database, HEADER);
    Set<Request> answered = new HashSet<>();
    while (state.wanted().isPresent()) {
      Request request = state.wanted().get();
      if (RANDOM.nextInt(15) == 0) {
        database.close();
        database = RocksStore.open(folder);
        state = RangeImport.open(database, HEADER);
        assertEquals(Optional.of(request), state.wanted(), "seed " + SEED);
      }
      assertTrue(answered.add(request), () -> "seed " + SEED + ": again " + request);
      assertEquals(new Outcome.Taken(), answer(state, SOURCE, 1 + RANDOM.nextInt(3_000)));
    }
    state.finish(_ -> {});

    assertTrue(answered.size() > 100, "only " + answered.size() + " answers");
    assertIsSource();
  }

  @Test
  void whateverALiarSendsTheStateIsRightAndHisLiesLeaveNothingBehind() {
    RangeImport state = RangeImport.open(database, HEADER);
    int refused = 0;
    while (state.wanted().isPresent()) {
      for (int lie = 0; lie < 3 && state.wanted().isPresent(); lie++) {
        Request request = state.wanted().get();
        List<Object> before = everything();
        if (lie(state) instanceof Outcome.Refused(String words)) {
          assertEquals(before, everything(), "seed " + SEED + ": " + words);
          assertEquals(Optional.of(request), state.wanted(), "seed " + SEED + ": " + words);
          assertTrue(words.contains(place(request)), words);
          refused++;
        }
      }
      if (state.wanted().isPresent()) {
        assertEquals(new Outcome.Taken(), answer(state, SOURCE, 4_000));
      }
    }
    state.finish(_ -> {});

    assertTrue(refused > 150, "only " + refused + " lies were refused");
    assertIsSource();
  }

  @Test
  void whatWasTakenOfAnotherStateIsThrownAway() {
    RangeImport older = RangeImport.open(database, header(OLDER));
    while (older.wanted().isPresent()) {
      answer(older, OLDER, 2_000);
    }

    RangeImport newer = RangeImport.open(database, HEADER);

    assertEquals(Optional.of(new Request.Accounts(HashedKeys.FIRST)), newer.wanted());
    assertEquals(0, database.count(Family.ACCOUNT) + database.count(Family.SLOT));
    takeAll(newer);
    newer.finish(_ -> {});
    assertIsSource();
  }

  @Test
  void aStateWithoutAccountsIsTakenToo() {
    RangeImport state = RangeImport.open(database, header(MemoryStateStore.EMPTY));

    assertEquals(new Outcome.Taken(), answer(state, MemoryStateStore.EMPTY, 1));
    assertEquals(Optional.empty(), state.wanted());
    state.finish(_ -> {});

    assertEquals(HEADER.number(), new StateDatabase(database).nodesPosition().blockNumber());
  }

  @Test
  void anImportThatIsNotCompleteIsNoState() {
    RangeImport state = RangeImport.open(database, HEADER);
    answer(state, SOURCE, 2_000);

    assertThrows(IllegalStateException.class, () -> state.finish(_ -> {}));
    StoreException refusal =
        assertThrows(StoreException.class, () -> ChainStore.open(database, folder, GENESIS));
    assertTrue(
        refusal.words().contains("holds a part of the state after block 1, of which not all"),
        refusal.words());
  }

  @Test
  void noChainIsBegunOverAStateThatIsComplete() {
    RangeImport state = RangeImport.open(database, HEADER);
    takeAll(state);
    state.finish(_ -> {});

    StoreException refusal =
        assertThrows(StoreException.class, () -> ChainStore.open(database, folder, GENESIS));

    assertTrue(refusal.words().contains(" holds a state and no chain; "), refusal.words());
    assertIsSource();
  }

  @Test
  void aValueThatIsLostAfterwardsIsFoundInTheEnd() {
    RangeImport state = RangeImport.open(database, HEADER);
    takeAll(state);
    Hash lost = SOURCE.accounts(HashedKeys.FIRST, HashedKeys.LAST, 1).getFirst().key();
    database.write(batch -> batch.delete(Family.ACCOUNT, lost.bytes()));

    StoreException fault = assertThrows(StoreException.class, () -> state.finish(_ -> {}));

    assertTrue(fault.words().contains("damaged"), fault.words());
    assertThrows(StoreException.class, () -> new StateDatabase(database).nodesPosition());
  }

  @Test
  void noStateIsImportedOverAChain() {
    ChainStore.open(database, folder, GENESIS);

    StoreException refusal =
        assertThrows(StoreException.class, () -> RangeImport.open(database, HEADER));

    assertEquals("a state can only be imported where there is no chain yet", refusal.words());
  }

  private static StateStore state(int blocks) {
    MemoryStateStore state = MemoryStateStore.EMPTY;
    for (int block = 0; block < blocks; block++) {
      state = state.apply(StateTrie.prepare(state, WORLD.changes(RANDOM, new StoredState(state))));
    }
    return state;
  }

  private static Header header(StateStore state) {
    return RandomWorld.child(GENESIS.start().block(), state.root()).header();
  }

  private static void takeAll(RangeImport state) {
    while (state.wanted().isPresent()) {
      assertEquals(new Outcome.Taken(), answer(state, SOURCE, ALL_BYTES));
    }
  }

  /// Gives what is wanted, out of a state.
  private static Outcome answer(RangeImport state, StateStore source, int bytesMax) {
    return switch (state.wanted().orElseThrow()) {
      case Request.Codes(List<Hash> hashes) ->
          state.takeCodes(StateRanges.codes(source, hashes, bytesMax));
      case Request.Accounts accounts -> state.take(range(accounts, source, bytesMax));
      case Request.Slots slots -> state.take(range(slots, source, bytesMax));
    };
  }

  private static StateRange range(Request request, StateStore source, int bytesMax) {
    return switch (request) {
      case Request.Accounts(Hash first) ->
          StateRanges.accounts(source, first, HashedKeys.LAST, bytesMax);
      case Request.Slots(Hash account, _, Hash first) ->
          StateRanges.slots(source, account, first, HashedKeys.LAST, bytesMax);
      case Request.Codes _ -> new StateRange(List.of(), List.of());
    };
  }

  /// What a refusal has to name.
  private static String place(Request request) {
    return switch (request) {
      case Request.Accounts(Hash first) -> "the accounts from the key " + first;
      case Request.Slots(Hash account, _, Hash first) ->
          "the slots of the account under the key " + account + " from the key " + first;
      case Request.Codes(List<Hash> hashes) ->
          "codes, the first with the hash " + hashes.getFirst();
    };
  }

  /// Gives something else than what is wanted, or, by chance, what is.
  private static Outcome lie(RangeImport state) {
    Request request = state.wanted().orElseThrow();
    int kind = RANDOM.nextInt(12);
    if (kind == 0) {
      return state.takeCodes(List.of(Bytes.fromHex("0xc0de")));
    }
    if (request instanceof Request.Codes(List<Hash> hashes)) {
      List<Bytes> codes = new ArrayList<>(StateRanges.codes(SOURCE, hashes, ALL_BYTES));
      switch (kind) {
        case 1 -> codes.clear();
        case 2 -> codes.add(Bytes.fromHex("0xbad0c0de"));
        case 4 -> codes.set(codes.size() - 1, Bytes.fromHex("0xbad0c0de"));
        case 3 -> {
          return state.take(new StateRange(List.of(), List.of()));
        }
        default -> codes.set(0, Bytes.concat(codes.getFirst(), Bytes.of((byte) 0)));
      }
      return state.takeCodes(codes);
    }
    StateRange right = range(request, SOURCE, 1 + RANDOM.nextInt(3_000));
    List<StateStore.Entry> entries = new ArrayList<>(right.entries());
    List<Bytes> proof = new ArrayList<>(right.proof());
    int at = entries.isEmpty() ? 0 : RANDOM.nextInt(entries.size());
    switch (kind) {
      case 1 -> entries.clear();
      case 2 -> proof.clear();
      case 3 -> entries.subList(0, at).clear();
      case 4 -> entries.subList(at, entries.size()).clear();
      case 5 -> Collections.reverse(entries);
      case 6 -> entries.addAll(right.entries());
      case 7 -> {
        // What was so before: true, but of another state.
        return state.take(range(request, OLDER, 1 + RANDOM.nextInt(3_000)));
      }
      case 8 -> proof.add(Bytes.wrap(new byte[StateRange.BYTES_MAX]));
      case 9 -> {
        if (!entries.isEmpty()) {
          entries.set(at, new StateStore.Entry(entries.get(at).key(), Bytes.of((byte) 7)));
        }
      }
      case 10 -> {
        entries.clear();
        proof.clear();
      }
      default -> {
        if (!entries.isEmpty()) {
          entries.remove(at);
        }
      }
    }
    return state.take(new StateRange(entries, proof));
  }

  /// All that the database holds.
  private List<Object> everything() {
    byte[] end = new byte[70];
    Arrays.fill(end, (byte) 0xff);
    List<Object> all = new ArrayList<>();
    for (Family family : Family.values()) {
      all.add(database.range(family, new byte[0], end));
    }
    return all;
  }

  private void assertIsSource() {
    StateDatabase states = new StateDatabase(database);
    assertEquals(SOURCE.root(), states.nodesPosition().stateRoot());
    StateDatabase.Moment now = states.pin();
    StateStore state = now.state(SOURCE.root());
    assertEquals(
        SOURCE.accounts(HashedKeys.FIRST, HashedKeys.LAST, ALL_BYTES),
        state.accounts(HashedKeys.FIRST, HashedKeys.LAST, ALL_BYTES));
    StoredState source = new StoredState(SOURCE);
    StoredState taken = new StoredState(state);
    for (int number = 0; number < ADDRESSES; number++) {
      Address address = RandomWorld.address(number);
      Hash key = Keccak.hash(address.bytes());
      assertEquals(
          SOURCE.slots(key, HashedKeys.FIRST, HashedKeys.LAST, ALL_BYTES),
          state.slots(key, HashedKeys.FIRST, HashedKeys.LAST, ALL_BYTES));
      source
          .account(address)
          .ifPresent(account ->
              assertEquals(source.code(account.codeHash()), taken.code(account.codeHash())));
      Hash slot = RandomWorld.slot(number % SLOTS);
      assertEquals(
          StateTrie.prove(SOURCE, address, List.of(slot)),
          StateTrie.prove(state, address, List.of(slot)));
    }
    TreeMap<NodeKey, Bytes> nodes = new TreeMap<>();
    StateBuilder.build(SOURCE, nodes::put, _ -> {});
    nodes.forEach((key, node) -> assertEquals(Optional.of(node), state.node(key)));
    assertEquals(nodes.size(), database.count(Family.NODE));
    now.pin().release();
    assertEquals(Optional.empty(), ImportCursor.find(database));
  }
}
