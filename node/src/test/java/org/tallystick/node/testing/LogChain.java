package org.tallystick.node.testing;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.Host;
import org.tallystick.machine.Invocation;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.LogIndexing;
import org.tallystick.node.store.RocksStore;

/// A chain with a few contracts that write the logs they are told to: each byte of their input is a
/// log, whose topics are its bits.
public final class LogChain implements AutoCloseable {
  /// How many contracts there are.
  public static final int CONTRACTS = 3;

  /// How many topics there are.
  public static final int TOPICS = 4;

  private static final KeyPair SENDER = People.person(0);
  private static final long GAS = 2_000_000;

  private final Supplier<TestChain> opening;
  private final Map<Hash, Long> nonces = new HashMap<>();
  private TestChain test;

  private LogChain(Supplier<TestChain> opening) {
    this.opening = opening;
    this.test = opening.get();
  }

  public static LogChain in(Path folder) {
    return in(folder, LogIndexing.USUAL);
  }

  /// The same, with a log index that is made in another way than usual.
  public static LogChain in(Path path, LogIndexing logIndexing) {
    return opened(() -> {
      DataFolder folder = DataFolder.claim(path);
      return open(folder, RocksStore.open(folder), logIndexing);
    });
  }

  /// A chain that is opened in this way, at first and with each restart.
  ///
  /// @param opening by [#open]
  public static LogChain opened(Supplier<TestChain> opening) {
    return new LogChain(opening);
  }

  public static TestChain open(DataFolder folder, RocksStore database, LogIndexing logIndexing) {
    return TestChain.open(
        folder,
        database,
        genesis(),
        new TestMachine(LogChain::run),
        InstantSource.system(),
        logIndexing);
  }

  private static Genesis genesis() {
    SortedMap<Address, Allocation> allocations =
        new TreeMap<>(
            Map.of(SENDER.address(), Allocation.of(U256.fromDecimal("1000000000000000000000000"))));
    for (int number = 0; number < CONTRACTS; number++) {
      allocations.put(
          contract(number),
          new Allocation(U256.ZERO, 1, Optional.of(TestMachine.CODE), new TreeMap<>()));
    }
    return Genesis.of(People.CHAIN_ID, allocations);
  }

  private static Bytes run(Invocation invocation, Host host) {
    byte[] input = invocation.data().toArray();
    for (byte each : input) {
      host.emit(topics(each), Bytes.of(each));
    }
    return Bytes.EMPTY;
  }

  private static List<Hash> topics(byte bits) {
    List<Hash> topics = new ArrayList<>();
    for (int place = 0; place < (bits & 0x3) + ((bits >> 2) & 0x1); place++) {
      topics.add(topic((bits >> (3 + place)) & 0x3));
    }
    return topics;
  }

  /// @param number from 0
  public static Address contract(int number) {
    return People.person(100 + number).address();
  }

  /// @param number from 0
  public static Hash topic(int number) {
    byte[] topic = new byte[Hash.LENGTH];
    Arrays.fill(topic, (byte) (0x11 * (number + 1)));
    return Hash.wrap(topic);
  }

  public Chain chain() {
    return test.chain();
  }

  /// Makes a block in which a contract writes logs, one for each byte.
  public Block add(int contract, byte... logs) {
    return addTo(chain().head().hash(), contract, logs);
  }

  /// The same beside the chain.
  public Block addTo(Hash parent, int contract, byte... logs) {
    return put(
        parent, Transfers.call(SENDER, nonce(parent), contract(contract), GAS, Bytes.wrap(logs)));
  }

  /// Makes a block of some calls, maybe of none.
  public Block addRandom(Hash parent, Random random) {
    SignedTransaction[] calls = new SignedTransaction[random.nextInt(3)];
    for (int at = 0; at < calls.length; at++) {
      byte[] logs = new byte[random.nextInt(4)];
      random.nextBytes(logs);
      calls[at] =
          Transfers.call(
              SENDER,
              nonce(parent) + at,
              contract(random.nextInt(CONTRACTS)),
              GAS,
              Bytes.wrap(logs));
    }
    return put(parent, calls);
  }

  private Block put(Hash parent, SignedTransaction... calls) {
    Block block = test.addTo(parent, calls);
    nonces.put(block.hash(), nonce(parent) + calls.length);
    return block;
  }

  private long nonce(Hash parent) {
    return nonces.getOrDefault(parent, 0L);
  }

  /// Closes it and opens it again.
  public void restart() {
    test.close();
    test = opening.get();
  }

  /// Ends it as if the process were killed, and opens it again.
  public void dieAndRestart() {
    test.die();
    test = opening.get();
  }

  @Override
  public void close() {
    test.close();
  }
}
