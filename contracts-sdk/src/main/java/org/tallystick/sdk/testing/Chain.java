package org.tallystick.sdk.testing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.Log;
import org.tallystick.sdk.bundle.Checker.Checked;
import org.tallystick.sdk.values.Arguments;
import org.tallystick.sdk.values.Coins;
import org.tallystick.sdk.values.Event;

/// A chain of one test class, in memory. A transaction is in a block by itself as soon as it is
/// sent; gas costs no coins; time stands still until it is moved. Belongs to one thread.
public final class Chain {
  /// Name of the account that deploys where nobody else is named.
  public static final String DEPLOYER = "deployer";

  /// What every account holds in the beginning.
  private static final U256 FUNDS_WEI = coins("10000");

  private final MemoryChain chain = new MemoryChain();
  private final Time time = new Time(chain);
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<Address, String> names = new HashMap<>();
  private final Map<Address, Deployed> contracts = new HashMap<>();

  Chain() {}

  /// Whole coins in the smallest unit: `coins("1.5")` is 1,500,000,000,000,000,000.
  public static U256 coins(String amount) {
    return Coins.read(amount);
  }

  // ---- Who
  // ---------------------------------------------------------------------------------------

  /// The account of this name. It holds 10,000 coins when it is first named.
  public Account account(String name) {
    Account account = accounts.computeIfAbsent(name, Account::named);
    names.put(account.address(), name);
    chain.fund(account.address(), FUNDS_WEI);
    return account;
  }

  /// So many accounts, named `voter-1` and on for the prefix `voter`.
  public List<Account> accounts(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(at -> account(prefix + "-" + at)).toList();
  }

  public U256 balanceOf(Addressed who) {
    return chain.balanceWei(who.address());
  }

  /// Sets a balance, as no real chain can.
  public void deal(Addressed who, U256 wei) {
    chain.deal(who.address(), wei);
  }

  Optional<String> nameOf(Address address) {
    return Optional.ofNullable(names.get(address));
  }

  // ---- Contracts
  // ---------------------------------------------------------------------------------

  /// Deploys a contract.
  ///
  /// @param path of its file, as in [Deploy#value()]
  /// @throws Reverted where its constructor throws
  public Deployed deploy(String path, Object... arguments) {
    return from(account(DEPLOYER)).deploy(path, arguments);
  }

  /// What an account may do.
  public Sender from(Account account) {
    return new Sender(this, Terms.of(account(account.name())));
  }

  /// A contract that another contract deployed.
  ///
  /// @param path of its file, to have its abi
  public Deployed at(Address address, String path) {
    return register(address, Contracts.build(path));
  }

  Deployed register(Address address, Checked.Passed built) {
    Deployed deployed = new Deployed(this, address, built);
    contracts.put(address, deployed);
    names.put(address, built.artifact().name());
    return deployed;
  }

  // ---- Time and blocks
  // ---------------------------------------------------------------------------

  public Time time() {
    return time;
  }

  /// When the next block is made, and what calls see.
  public Instant now() {
    return time.now();
  }

  /// When the next day begins.
  public Instant nextUtcMidnight() {
    return now()
        .atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .plusDays(1)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC);
  }

  /// Number of the latest block.
  public long blockNumber() {
    return chain.moment().head().number();
  }

  /// Makes empty blocks.
  public void mine(int count) {
    for (int made = 0; made < count; made++) {
      chain.mine();
    }
  }

  /// A moment to come back to. Takes and costs nothing, however much is on the chain.
  public Snapshot snapshot() {
    return new Snapshot(this, chain.moment());
  }

  /// Makes everything what it was: balances, contracts, blocks, logs, time.
  public void restore(Snapshot snapshot) {
    chain.restore(snapshot.momentOf(this));
    accounts.values().forEach(account -> chain.fund(account.address(), FUNDS_WEI));
  }

  // ---- Logs
  // --------------------------------------------------------------------------------------

  /// All events of the chain, the oldest first.
  public List<Event> logs() {
    return chain.moment().allLogs().stream()
        .flatMap(block -> block.logs().stream().map(log -> event(log, block.blockNumber())))
        .toList();
  }

  Event event(Log log, long blockNumber) {
    return Event.read(
        log, blockNumber, Optional.ofNullable(contracts.get(log.address())).map(Deployed::abi));
  }

  // ---- For the kit itself
  // ------------------------------------------------------------------------

  MemoryChain memory() {
    return chain;
  }

  /// The values of a call's arguments; a text for an address is the name of an account.
  List<Object> arguments(String called, AbiParameters parameters, Object[] written) {
    try {
      return new Arguments(name -> Optional.of(account(name).address()))
          .read(parameters, List.of(written));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(called + ": " + e.getMessage(), e);
    }
  }

  /// The abis of all contracts, that of the one asked first.
  Stream<Abi> abis(Optional<Abi> first) {
    List<Abi> abis = new ArrayList<>();
    first.ifPresent(abis::add);
    contracts.values().forEach(contract -> abis.add(contract.abi()));
    return abis.stream();
  }
}
