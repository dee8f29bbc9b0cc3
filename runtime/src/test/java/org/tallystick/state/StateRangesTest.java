package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.ReferenceState.Edit;
import org.tallystick.state.StateRange.Verdict;
import org.tallystick.state.StateStore.Entry;
import org.tallystick.trie.MerkleTrie;

class StateRangesTest {
  private static final int SEEDS = 40;
  private static final int ANY_BYTES = Integer.MAX_VALUE;

  @Test
  void aStateIsReadAnswerByAnswerWhateverTheirSize() {
    int answers = 0;
    int inOne = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Case some = new Case(seed);
      for (Ask ask : List.of(some.askForAll(), some.askForSome(), some.askForSlots())) {
        List<Entry> got = new ArrayList<>();
        Optional<Hash> next = Optional.of(ask.first);
        while (next.isPresent()) {
          Ask rest = new Ask(ask.account, next.get(), ask.last);
          StateRange answer = some.answer(rest, 1 + some.random.nextInt(1_500));
          Verdict verdict = some.verify(rest, answer);
          next = assertInstanceOf(Verdict.Complete.class, verdict, some.where() + verdict).next();
          got.addAll(answer.entries());
          answers++;
        }
        assertEquals(some.truth(ask, ask.last), got, some.where());
        StateRange whole = some.answer(new Ask(ask.account, HashedKeys.FIRST, HashedKeys.LAST));
        assertEquals(List.of(), whole.proof(), some.where());
        inOne++;
      }
    }
    assertTrue(answers > 2 * inOne, "only " + answers + " answers");
  }

  @Test
  void whateverALiarChangesWhatIsTakenIsTrue() {
    int refused = 0;
    int taken = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Case some = new Case(seed);
      for (int round = 0; round < 60; round++) {
        Ask ask = some.random.nextBoolean() ? some.askForSome() : some.askForSlots();
        StateRange lie = some.lie(ask, some.answer(ask, 1 + some.random.nextInt(4_000)));
        switch (some.verify(ask, lie)) {
          case Verdict.Invalid _ -> refused++;
          case Verdict.Complete(Optional<Hash> next) -> {
            Hash end = lie.entries().isEmpty() ? ask.last : lie.entries().getLast().key();
            List<Entry> rest =
                some.truth(new Ask(ask.account, end, HashedKeys.LAST), HashedKeys.LAST);
            boolean hasMore = rest.stream().anyMatch(entry -> entry.key().compareTo(end) > 0);
            assertEquals(some.truth(ask, end), lie.entries(), some.where());
            assertEquals(hasMore && end.compareTo(ask.last) < 0, next.isPresent(), some.where());
            next.ifPresent(key -> assertEquals(HashedKeys.after(end), Optional.of(key)));
            taken++;
          }
        }
      }
    }
    assertTrue(refused > 1_000, "only " + refused + " lies were refused");
    assertTrue(taken > 30, "only " + taken + " answers were taken");
  }

  @Test
  void thatThereIsNothingHasToBeProved() {
    Case some = new Case(7);
    Hash root = some.store.root();
    Hash lowest = some.accounts().firstKey();
    StateRange nothing = new StateRange(List.of(), List.of());
    Ask before = new Ask(Optional.empty(), HashedKeys.FIRST, HashedKeys.FIRST);

    assertInvalid(
        "the entries give the root", nothing.verifyAccounts(root, HashedKeys.FIRST, lowest));
    assertEquals(
        new Verdict.Complete(Optional.empty()),
        nothing.verifyAccounts(MerkleTrie.EMPTY_ROOT, HashedKeys.FIRST, HashedKeys.LAST));
    assertEquals(
        new Verdict.Complete(Optional.empty()), some.verify(before, some.answer(before, 1)));
  }

  @Test
  void anAccountIsTakenInItsShortestFormOnly() {
    Hash key = Hash.fromHex("0x" + "5".repeat(64));
    Account account = Account.EMPTY.withNonce(3);
    StateStore store =
        MemoryStateStore.EMPTY.apply(
            StateTrie.prepare(
                MemoryStateStore.EMPTY,
                List.of(
                    new StateTrie.HashedChange(
                        key, Optional.empty(), Optional.of(account), List.of())),
                Map.of()));
    StateRange longer =
        new StateRange(List.of(new Entry(key, AccountCodec.toTrie(account))), List.of());
    StateRange none = new StateRange(List.of(new Entry(key, Bytes.fromHex("0xc0"))), List.of());

    for (StateRange range : List.of(longer, none)) {
      assertInvalid(
          "is none, or not in its shortest form",
          range.verifyAccounts(store.root(), HashedKeys.FIRST, HashedKeys.LAST));
    }
  }

  @Test
  void aSlotIsTakenWithoutLeadingZeroesOnly() {
    for (String value : List.of("0x", "0x0001", "0x" + "11".repeat(33))) {
      StateRange range =
          new StateRange(List.of(new Entry(Hash.ZERO, Bytes.fromHex(value))), List.of());

      assertInvalid(
          "is none, or not in its shortest form",
          range.verifySlots(Hash.ZERO, Hash.ZERO, HashedKeys.FIRST, HashedKeys.LAST));
    }
  }

  @Test
  void anAnswerThatIsTooLongIsNotLookedAt() {
    StateRange huge =
        new StateRange(List.of(), List.of(Bytes.wrap(new byte[StateRange.BYTES_MAX - 3])));
    StateRange many = new StateRange(List.of(), Collections.nCopies(300_000, Bytes.EMPTY));

    assertInvalid(
        "it has 1048577 bytes, at most 1048576 are taken",
        huge.verifyAccounts(Hash.ZERO, HashedKeys.FIRST, HashedKeys.LAST));
    assertInvalid(
        "it has 1200000 bytes, at most 1048576 are taken",
        many.verifyAccounts(Hash.ZERO, HashedKeys.FIRST, HashedKeys.LAST));
  }

  @Test
  void noAnswerIsLongerThanWhatIsTakenHoweverMuchIsAskedFor() {
    List<StateTrie.HashedChange> changes = new ArrayList<>();
    SortedMap<Hash, Account> accounts = new TreeMap<>();
    for (int number = 0; number < 20_000; number++) {
      accounts.put(Keccak.hash(Bytes.wrap(U256.of(number).toWord())), Account.EMPTY.withNonce(1));
    }
    accounts.forEach((key, account) ->
        changes.add(
            new StateTrie.HashedChange(key, Optional.empty(), Optional.of(account), List.of())));
    StateStore store =
        MemoryStateStore.EMPTY.apply(StateTrie.prepare(MemoryStateStore.EMPTY, changes, Map.of()));

    StateRange answer =
        StateRanges.accounts(store, accounts.firstKey(), HashedKeys.LAST, ANY_BYTES);

    Verdict verdict = answer.verifyAccounts(store.root(), accounts.firstKey(), HashedKeys.LAST);
    assertTrue(assertInstanceOf(Verdict.Complete.class, verdict).next().isPresent());
    assertTrue(answer.entries().size() > 10_000, "only " + answer.entries().size());
  }

  @Test
  void codesComeInTheOrderTheyWereAskedForAndAsManyAsFit() {
    Bytes one = Bytes.fromHex("0x01");
    Bytes two = Bytes.fromHex("0x0202");
    Hash first = Keccak.hash(one);
    Hash second = Keccak.hash(two);
    StateStore store =
        MemoryStateStore.EMPTY.apply(
            StateTrie.prepare(MemoryStateStore.EMPTY, List.of(), Map.of(first, one, second, two)));

    assertEquals(
        List.of(two, one), StateRanges.codes(store, List.of(second, Hash.ZERO, first), ANY_BYTES));
    assertEquals(List.of(two), StateRanges.codes(store, List.of(second, first), 1));
    assertEquals(List.of(), StateRanges.codes(store, List.of(Hash.ZERO), ANY_BYTES));
  }

  private static void assertInvalid(String reason, Verdict verdict) {
    String given = assertInstanceOf(Verdict.Invalid.class, verdict).reason();
    assertTrue(given.contains(reason), given);
  }

  /// What is asked for.
  ///
  /// @param account whose slots; absent for accounts
  private record Ask(Optional<Hash> account, Hash first, Hash last) {}

  /// A state of accounts and slots whose keys share paths of any length.
  private static final class Case {
    private final int seed;
    private final Random random;
    private final byte[] base = new byte[Hash.LENGTH];
    private final boolean keysAreUniform;
    private final ReferenceState reference = new ReferenceState();
    private final SortedMap<Hash, Hash> storageRoots = new TreeMap<>();
    private final NavigableMap<Hash, Bytes> flatAccounts = new TreeMap<>();
    private final MemoryStateStore store;

    Case(int seed) {
      this.seed = seed;
      random = new Random(seed);
      random.nextBytes(base);
      keysAreUniform = random.nextBoolean();
      SortedMap<Hash, Edit> edits = new TreeMap<>();
      for (int count = 1 + random.nextInt(150); count > 0; count--) {
        SortedMap<Hash, U256> slots = new TreeMap<>();
        for (int slot = random.nextInt(4) == 0 ? random.nextInt(90) : 0; slot > 0; slot--) {
          slots.put(key(), U256.of(1 + random.nextInt(300)));
        }
        edits.put(key(), new Edit(Optional.of(Account.EMPTY.withNonce(count)), slots));
      }
      reference.apply(edits);
      reference.accounts.forEach((key, account) -> {
        Hash storageRoot = reference.storageTrie(key).root();
        storageRoots.put(key, storageRoot);
        flatAccounts.put(key, AccountCodec.toFlat(account.withStorageRoot(storageRoot)));
      });
      store =
          MemoryStateStore.EMPTY.apply(
              StateTrie.prepare(MemoryStateStore.EMPTY, reference.asChanges(), Map.of()));
    }

    String where() {
      return "seed " + seed + ": ";
    }

    SortedMap<Hash, Account> accounts() {
      return reference.accounts;
    }

    private Hash key() {
      byte[] key = base.clone();
      if (keysAreUniform) {
        random.nextBytes(key);
      } else {
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
          int at = random.nextBoolean() ? key.length - 1 - random.nextInt(2) : random.nextInt(32);
          key[at] ^= (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt(4) << 4);
        }
      }
      return Hash.wrap(key);
    }

    Ask askForAll() {
      return new Ask(Optional.empty(), HashedKeys.FIRST, HashedKeys.LAST);
    }

    Ask askForSome() {
      Hash one = key();
      Hash other = random.nextInt(3) == 0 ? HashedKeys.LAST : key();
      return one.compareTo(other) < 0
          ? new Ask(Optional.empty(), one, other)
          : new Ask(Optional.empty(), other, one);
    }

    Ask askForSlots() {
      List<Hash> keys = List.copyOf(accounts().keySet());
      Ask some = askForSome();
      return new Ask(Optional.of(keys.get(random.nextInt(keys.size()))), some.first, some.last);
    }

    StateRange answer(Ask ask) {
      return answer(ask, ANY_BYTES);
    }

    StateRange answer(Ask ask, int bytesMax) {
      return ask.account
          .map(key -> StateRanges.slots(store, key, ask.first, ask.last, bytesMax))
          .orElseGet(() -> StateRanges.accounts(store, ask.first, ask.last, bytesMax));
    }

    Verdict verify(Ask ask, StateRange answer) {
      return ask.account
          .map(key ->
              answer.verifySlots(
                  key, storageRoots.getOrDefault(key, Account.NO_STORAGE), ask.first, ask.last))
          .orElseGet(() -> answer.verifyAccounts(store.root(), ask.first, ask.last));
    }

    /// What there is from the lowest key that is asked for up to an end.
    List<Entry> truth(Ask ask, Hash end) {
      NavigableMap<Hash, Bytes> all = flatAccounts;
      if (ask.account.isPresent()) {
        all = new TreeMap<>();
        for (Map.Entry<Hash, U256> slot : reference.slots(ask.account.get()).entrySet()) {
          all.put(slot.getKey(), slot.getValue().toTrimmedBytes());
        }
      }
      return all.subMap(ask.first, true, end, true).entrySet().stream()
          .map(entry -> new Entry(entry.getKey(), entry.getValue()))
          .toList();
    }

    /// Another answer than the right one.
    StateRange lie(Ask ask, StateRange right) {
      List<Entry> entries = new ArrayList<>(right.entries());
      List<Bytes> proof = new ArrayList<>(right.proof());
      int at = entries.isEmpty() ? 0 : random.nextInt(entries.size());
      switch (random.nextInt(9)) {
        case 0 -> entries.subList(0, at).clear();
        case 1 -> entries.subList(at, entries.size()).clear();
        case 2 -> {
          entries.add(new Entry(key(), new RlpWriter().writeLong(1 + at).toBytes()));
          entries.sort((one, other) -> one.key().compareTo(other.key()));
        }
        case 3 -> Collections.reverse(entries);
        case 4 -> proof.clear();
        case 5 -> entries.clear();
        case 6 -> {
          Ask other = random.nextBoolean() ? askForSome() : ask;
          proof.clear();
          proof.addAll(answer(new Ask(ask.account, other.first, other.last), 1_000).proof());
        }
        case 7 -> {
          // From further up than was asked.
          Hash first = entries.isEmpty() ? key() : entries.get(at).key();
          return answer(new Ask(ask.account, first, ask.last), 1_000);
        }
        default -> {
          if (!entries.isEmpty()) {
            entries.remove(at);
          }
        }
      }
      return new StateRange(entries, proof);
    }
  }
}
