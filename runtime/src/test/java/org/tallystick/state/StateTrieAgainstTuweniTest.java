package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.Security;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.trie.MerklePatriciaTrie;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.ReferenceState.Edit;
import org.tallystick.state.StateTrie.HashedChange;
import org.tallystick.trie.Nibbles;

/// Large random blocks, on a chain that changes its mind, against Tuweni's tries and against maps
/// in memory without a cache. The cache in the middle is so small that most of it is always lost,
/// and it is the same for all branches of the chain.
class StateTrieAgainstTuweniTest {
  private static final int SEEDS = 3;
  private static final int STEPS = 30;
  private static final int BLOCKS_BACK_MAX = 6;
  private static final int ACCOUNTS = 160;

  /// More change at once in most blocks than it takes to share the work between threads.
  private static final int CHANGES_MAX = 140;

  private static final int SLOTS_MANY = 90;
  private static final int CACHE_BYTES = 40_000;

  @BeforeAll
  static void giveThePeerItsHashFunction() {
    Security.addProvider(new BouncyCastleProvider());
  }

  @Test
  void whereverTheChainGoesItsRootsAreTuwenisAndItsNodesThoseOfMemory() throws Exception {
    long inlineBranches = 0;
    int parallel = 0;
    int reorganisations = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed);
      run.run();
      inlineBranches += run.inlineBranches;
      parallel += run.parallelBlocks;
      reorganisations += run.reorganisations;
    }
    assertTrue(inlineBranches > 20, "only " + inlineBranches + " branches lay in their parents");
    assertTrue(parallel > 25, "only " + parallel + " blocks were large");
    assertTrue(reorganisations > 8, "only " + reorganisations + " reorganisations");
  }

  /// A state with a cache of its own.
  private record Cached(StateStore store, BranchCache branches) implements StateStore {
    @Override
    public Hash root() {
      return store.root();
    }

    @Override
    public Optional<Bytes> account(Hash accountKey) {
      return store.account(accountKey);
    }

    @Override
    public List<Entry> accounts(Hash first, Hash last, int entriesMax) {
      return store.accounts(first, last, entriesMax);
    }

    @Override
    public Optional<Bytes> slot(SlotKey key) {
      return store.slot(key);
    }

    @Override
    public List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax) {
      return store.slots(accountKey, first, last, entriesMax);
    }

    @Override
    public Optional<Bytes> node(NodeKey key) {
      return store.node(key);
    }

    @Override
    public Optional<Bytes> code(Hash codeHash) {
      return store.code(codeHash);
    }
  }

  /// The same state in Tuweni's tries.
  private static final class Peer {
    private final MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> accounts =
        MerklePatriciaTrie.storingBytes();
    private final Map<Hash, MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes>> storage =
        new HashMap<>();

    Peer(ReferenceState state) throws Exception {
      for (Map.Entry<Hash, Account> account : state.accounts.entrySet()) {
        Hash key = account.getKey();
        apply(key, new Edit(Optional.of(account.getValue()), state.slots(key)));
      }
    }

    void apply(Hash key, Edit edit) throws Exception {
      MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> slots =
          storage.computeIfAbsent(key, _ -> MerklePatriciaTrie.storingBytes());
      for (Map.Entry<Hash, U256> slot : edit.slots().entrySet()) {
        set(
            slots,
            slot.getKey(),
            Optional.of(slot.getValue())
                .filter(value -> !value.isZero())
                .map(value -> new RlpWriter().writeU256(value).toBytes()));
      }
      Hash storageRoot = root(slots);
      set(
          accounts,
          key,
          edit.account().map(next -> ReferenceState.rlp(next.withStorageRoot(storageRoot))));
    }

    Hash root() {
      return root(accounts);
    }

    private static Hash root(MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> trie) {
      return Hash.wrap(trie.rootHash().toArray());
    }

    private static void set(
        MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> trie, Hash key, Optional<Bytes> value)
        throws Exception {
      Bytes32 at = Bytes32.wrap(key.toArray());
      if (value.isPresent()) {
        trie.putAsync(at, org.apache.tuweni.bytes.Bytes.wrap(value.get().toArray())).join();
      } else {
        trie.removeAsync(at).join();
      }
    }
  }

  /// A block, by what it led to.
  ///
  /// @param update that led there
  private record Block(
      Optional<StateUpdate> update, MemoryStateStore memory, ReferenceState state) {}

  private static final class Run {
    private final long seed;
    private final Random random;
    private final byte[] base = new byte[Hash.LENGTH];
    private final BranchCache cache = new BranchCache(CACHE_BYTES);
    private final List<Hash> accountKeys = new ArrayList<>();

    /// The newest last.
    private final List<Block> blocks = new ArrayList<>();

    private LayeredState head;
    private Peer peer;
    private long inlineBranches;
    private int parallelBlocks;
    private int reorganisations;

    Run(long seed) throws Exception {
      this.seed = seed;
      random = new Random(seed);
      random.nextBytes(base);
      for (int count = 0; count < ACCOUNTS; count++) {
        accountKeys.add(key());
      }
      ReferenceState nothing = new ReferenceState();
      blocks.add(new Block(Optional.empty(), MemoryStateStore.EMPTY, nothing));
      head = LayeredState.over(new Cached(MemoryStateStore.EMPTY, cache));
      peer = new Peer(nothing);
    }

    void run() throws Exception {
      for (int step = 0; step < STEPS; step++) {
        String where = "seed " + seed + " step " + step;
        if (blocks.size() > 1 && random.nextInt(5) == 0) {
          goBack(1 + random.nextInt(Math.min(BLOCKS_BACK_MAX, blocks.size() - 1)), where);
          reorganisations++;
        }
        if (random.nextInt(6) == 0) {
          prune();
        }
        addBlock(where);
        assertSame(where);
      }
    }

    private void addBlock(String where) throws Exception {
      Block parent = blocks.getLast();
      ReferenceState state = parent.state.copy();
      SortedMap<Hash, Edit> edits = edits(state);
      List<HashedChange> changes = ReferenceState.changes(head, edits);

      StateUpdate update = StateTrie.prepare(head, changes, Map.of());

      assertEquals(StateTrie.prepare(parent.memory, changes, Map.of()), update, where);
      state.apply(edits);
      for (Map.Entry<Hash, Edit> edit : edits.entrySet()) {
        peer.apply(edit.getKey(), edit.getValue());
      }
      assertEquals(peer.root(), update.root(), where);
      head = head.apply(update);
      blocks.add(new Block(Optional.of(update), parent.memory.apply(update), state));
      parallelBlocks += edits.size() >= 64 ? 1 : 0;
    }

    /// Undoes blocks, as a chain does that changes its mind.
    private void goBack(int count, String where) throws Exception {
      for (int back = 0; back < count; back++) {
        StateUpdate way = blocks.removeLast().update.orElseThrow().reversed();
        StateUpdate undo = StateTrie.prepare(head, way.accounts(), way.slots());
        assertEquals(blocks.getLast().memory.root(), undo.root(), where + ", back by " + back);
        head = head.apply(undo);
      }
      peer = new Peer(blocks.getLast().state);
      assertEquals(peer.root(), head.root(), where);
      assertSame(where + ", gone back");
    }

    /// Forgets how the newest state came about.
    private void prune() {
      Block newest = blocks.getLast();
      blocks.clear();
      blocks.add(new Block(Optional.empty(), newest.memory, newest.state));
      head = LayeredState.over(new Cached(newest.memory, cache));
    }

    /// The layers, read in every way there is, are the maps.
    private void assertSame(String where) {
      MemoryStateStore memory = blocks.getLast().memory;
      Hash first = key();
      int entriesMax = 1 + random.nextInt(40);
      assertEquals(
          memory.accounts(first, HashedKeys.LAST, entriesMax),
          head.accounts(first, HashedKeys.LAST, entriesMax),
          where);
      Hash account = accountKeys.get(random.nextInt(ACCOUNTS));
      assertEquals(
          memory.slots(account, HashedKeys.FIRST, first, entriesMax),
          head.slots(account, HashedKeys.FIRST, first, entriesMax),
          where);
      for (Hash key : List.of(account, first)) {
        assertEquals(
            TrieProver.prove(TrieReader.ofAccounts(memory), memory.root(), key),
            TrieProver.prove(TrieReader.ofAccounts(head), head.root(), key),
            where);
      }
      Map<NodeKey, Bytes> nodes = new TreeMap<>();
      assertEquals(head.root(), StateBuilder.build(head, nodes::put, _ -> {}), where);
      nodes.forEach((key, node) -> assertEquals(Optional.of(node), head.node(key), where));
      inlineBranches += nodes.values().stream().mapToLong(Run::inlineBranches).sum();
    }

    private static long inlineBranches(Bytes node) {
      FoldedBranch branch = FoldedBranch.read(node);
      return IntStream.range(0, Nibbles.RADIX)
          .mapToObj(branch::child)
          .filter(child -> child instanceof Subtree.StoredBranch || child instanceof Subtree.Twig)
          .filter(child -> child.reference().isInline())
          .count();
    }

    /// Half of them anywhere, half near one place, where most share long paths.
    private Hash key() {
      byte[] key = base.clone();
      if (random.nextBoolean()) {
        random.nextBytes(key);
      } else {
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
          int at = random.nextInt(3) > 0 ? key.length - 1 - random.nextInt(2) : random.nextInt(32);
          key[at] ^= (byte) (random.nextBoolean() ? random.nextInt(16) : random.nextInt(16) << 4);
        }
      }
      return Hash.wrap(key);
    }

    private SortedMap<Hash, Edit> edits(ReferenceState state) {
      SortedMap<Hash, Edit> edits = new TreeMap<>();
      for (int count = 1 + random.nextInt(CHANGES_MAX); count > 0; count--) {
        Hash key = accountKeys.get(random.nextInt(ACCOUNTS));
        edits.put(key, random.nextInt(6) == 0 ? removal(state, key) : change(state, key));
      }
      return edits;
    }

    private static Edit removal(ReferenceState state, Hash key) {
      SortedMap<Hash, U256> cleared = new TreeMap<>(state.slots(key));
      cleared.replaceAll((_, _) -> U256.ZERO);
      return new Edit(Optional.empty(), cleared);
    }

    private Edit change(ReferenceState state, Hash key) {
      SortedMap<Hash, U256> slots = new TreeMap<>();
      List<Hash> known = List.copyOf(state.slots(key).keySet());
      int written = random.nextInt(40) == 0 ? SLOTS_MANY : random.nextInt(4);
      for (int count = 0; count < written; count++) {
        boolean again = !known.isEmpty() && random.nextBoolean();
        slots.put(again ? known.get(random.nextInt(known.size())) : key(), value());
      }
      return new Edit(Optional.of(Account.EMPTY.withNonce(random.nextInt(1_000))), slots);
    }

    private U256 value() {
      return switch (random.nextInt(4)) {
        case 0 -> U256.ZERO;
        case 1, 2 -> U256.of(1 + random.nextInt(100));
        default -> new U256(new BigInteger(256, random));
      };
    }
  }
}
