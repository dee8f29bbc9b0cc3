package org.tallystick.execution;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.crypto.Keccak;
import org.tallystick.gas.Limits;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.ReceiptCodec;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Account;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;
import org.tallystick.state.WorldState;

/// Where a chain begins: its rules, its engine, and who owns what before the first transaction.
///
/// Nodes with the same genesis have the same first block. Its header holds all of it: the money and
/// contracts by the state root, and the rest that no header has a field for by a hash in
/// `extraData`. So the hash of the first block names the chain, down to its engine's settings.
///
/// @param gasLimit of every block
/// @param baseFeePerGasWei of the first block
public record Genesis(
    ChainRules rules,
    long gasLimit,
    U256 baseFeePerGasWei,
    long timestampSeconds,
    Engine engine,
    SortedMap<Address, Allocation> allocations) {
  /// The Yellow Paper's least gas limit (section 4.4.4).
  public static final long GAS_LIMIT_MIN = 5_000;

  /// Small enough for every JSON reader to hold exactly.
  public static final long GAS_LIMIT_MAX = 1_000_000_000_000L;

  /// All money at the beginning together has at most this many bits. With the limit of the reward,
  /// 2^127 blocks have to follow before a balance could pass 256.
  private static final int SUPPLY_BITS_MAX = 255;

  private static final int REWARD_BITS_MAX = 128;

  /// Far enough from 2^63 that no account can get there by sending.
  private static final long NONCE_MAX = 1L << 62;

  /// @throws InvalidGenesisException naming what is out of range
  public Genesis {
    requireRange("chainId", rules.chainId(), 1, Transaction.CHAIN_ID_MAX);
    requireGasLimit(gasLimit);
    requireRange("timestamp", timestampSeconds, 0, Long.MAX_VALUE);
    requireBits("blockReward", rules.blockRewardWei().value(), REWARD_BITS_MAX);
    allocations = Collections.unmodifiableSortedMap(new TreeMap<>(allocations));
    BigInteger supplyWei =
        allocations.values().stream()
            .map(allocation -> allocation.balanceWei.value())
            .reduce(BigInteger.ZERO, BigInteger::add);
    requireBits("the sum of all balances", supplyWei, SUPPLY_BITS_MAX);
    allocations.forEach(Genesis::requireConsistent);
  }

  /// The consensus engine and its settings, which are the engine's to understand.
  ///
  /// @param settings none of them named `engine`
  public record Engine(String name, JsonObject settings) {
    /// One node makes all blocks.
    public static final Engine INSTANT = new Engine("instant", JsonObject.EMPTY);

    public Engine {
      if (settings.get("engine").isPresent()) {
        throw new InvalidGenesisException("no setting of an engine is named \"engine\"");
      }
    }
  }

  /// What an account holds in the beginning.
  ///
  /// @param nonce at least 1 for a contract
  /// @param storage only for a contract, without zeroes
  public record Allocation(
      U256 balanceWei, long nonce, Optional<Code> code, SortedMap<Hash, U256> storage) {
    public Allocation {
      storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
    }

    /// Money alone.
    public static Allocation of(U256 balanceWei) {
      return new Allocation(balanceWei, 0, Optional.empty(), Collections.emptySortedMap());
    }
  }

  /// A chain of one node with these accounts, and every default.
  public static Genesis of(long chainId, SortedMap<Address, Allocation> allocations) {
    return new Genesis(
        new ChainRules(chainId, U256.ZERO),
        Limits.BLOCK_GAS_DEFAULT,
        FeeRules.INITIAL_BASE_FEE_PER_GAS_WEI,
        0,
        Engine.INSTANT,
        allocations);
  }

  /// The first block, and what a store without anything has to write to have its state.
  public record Start(Block block, StateUpdate update) {}

  public Start start() {
    StateUpdate update = StateTrie.prepare(MemoryStateStore.EMPTY, changes());
    return new Start(new Block(header(update.root()), List.of(), new Seal.Genesis()), update);
  }

  private StateChanges changes() {
    WorldState nothing = new StoredState(MemoryStateStore.EMPTY);
    SortedMap<Address, StateChanges.AccountChange> accounts = new TreeMap<>();
    Map<Hash, Bytes> codes = new HashMap<>();
    allocations.forEach((address, allocation) -> {
      Account account =
          Account.EMPTY.withBalance(allocation.balanceWei).withNonce(allocation.nonce);
      if (allocation.code.isPresent()) {
        Code code = allocation.code.get();
        account = account.withCode(code.hash());
        codes.put(code.hash(), code.bytes());
      }
      if (!account.isEmpty()) {
        accounts.put(
            address,
            StateChanges.AccountChange.of(
                nothing, address, Optional.of(account), allocation.storage));
      }
    });
    return new StateChanges(accounts, codes);
  }

  private Header header(Hash stateRoot) {
    return new Header(
        Hash.ZERO,
        Header.NO_OMMERS,
        Address.ZERO,
        stateRoot,
        TransactionCodec.root(List.of()),
        ReceiptCodec.root(List.of()),
        Bloom.EMPTY,
        U256.ZERO,
        0,
        gasLimit,
        0,
        timestampSeconds,
        rulesHash().bytes(),
        Hash.ZERO,
        0,
        baseFeePerGasWei);
  }

  /// Commits to what the header has no field for.
  private Hash rulesHash() {
    return Keccak.hash(
        new RlpWriter()
            .beginList()
            .writeLong(rules.chainId())
            .writeU256(rules.blockRewardWei())
            .writeBytes(engine.name.getBytes(StandardCharsets.UTF_8))
            .writeBytes(GenesisJson.canonical(engine.settings).writeBytes())
            .endList()
            .toBytes());
  }

  private static void requireConsistent(Address address, Allocation allocation) {
    boolean isContract = allocation.code.isPresent();
    // The nonce of a contract is never zero (EIP-161).
    requireRange("the nonce of " + address, allocation.nonce, isContract ? 1 : 0, NONCE_MAX);
    if (!isContract && !allocation.storage.isEmpty()) {
      throw new InvalidGenesisException(
          address + " has storage but no code; give it code or leave the storage out");
    }
    allocation.storage.forEach((slot, value) -> {
      if (value.isZero()) {
        throw new InvalidGenesisException(
            "slot " + slot + " of " + address + " is zero; leave it out");
      }
    });
  }

  /// @throws InvalidGenesisException where no block may have it
  static void requireGasLimit(long gasLimit) {
    requireRange("gasLimit", gasLimit, GAS_LIMIT_MIN, GAS_LIMIT_MAX);
  }

  private static void requireRange(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidGenesisException(what + " is from " + min + " to " + max + ", got " + value);
    }
  }

  private static void requireBits(String what, BigInteger wei, int bitsMax) {
    if (wei.bitLength() > bitsMax) {
      throw new InvalidGenesisException(what + " is less than 2^" + bitsMax + " wei, got " + wei);
    }
  }
}
