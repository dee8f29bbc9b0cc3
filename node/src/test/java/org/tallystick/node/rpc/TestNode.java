package org.tallystick.node.rpc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.Config;
import org.tallystick.node.Node;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.rpc.dev.DevAccounts;
import org.tallystick.node.rpc.eth.MethodLimits;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.http.HttpLimits;
import org.tallystick.node.rpc.live.Live;
import org.tallystick.node.rpc.live.LiveLimits;
import org.tallystick.node.rpc.protocol.Budget;
import org.tallystick.node.rpc.protocol.Caller;
import org.tallystick.node.rpc.protocol.RpcDispatcher;
import org.tallystick.node.rpc.protocol.RpcMethods;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.People;

/// A node in a folder with a scripted machine, asked as its clients ask, but without a network.
final class TestNode implements JsonRpc, AutoCloseable {
  static final long CHAIN_ID = 31337;
  static final List<KeyPair> KEYS = IntStream.range(0, 3).mapToObj(People::developer).toList();

  /// Ten thousand coin.
  static final U256 BALANCE_WEI = U256.fromDecimal("10000000000000000000000");

  /// A contract that is there from the beginning.
  static final Address CONTRACT = Address.fromHex("0x00000000000000000000000000000000000c0de0");

  static final String CLIENT_VERSION = "tallystick/test";

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Node node;
  private final Live live;
  private final RpcMethods methods;
  private final RpcDispatcher dispatcher;

  private TestNode(Node node, Live live, RpcMethods methods) {
    this.node = node;
    this.live = live;
    this.methods = methods;
    ContractMachine machine = new ScriptedMachine();
    this.dispatcher =
        new RpcDispatcher(
            methods,
            HttpLimits.DEVELOPMENT.documents(),
            new Budget(HttpLimits.DEVELOPMENT.heldBytesMax()),
            threads,
            task -> threads.execute(() -> task.accept(machine)));
  }

  /// A development chain that makes a block for each transaction.
  static TestNode development(Path folder) {
    return development(folder, HistoryMode.WINDOW);
  }

  static TestNode development(Path folder, HistoryMode history) {
    return served(start(folder, history, Node::startDevelopment));
  }

  /// A development chain that makes no block by itself while a test lasts.
  static TestNode slow(Path folder) {
    Config config = config(folder, allocations(), HistoryMode.WINDOW);
    return served(
        Node.startDevelopment(
            new Config(
                folder,
                config.genesis(),
                Optional.of(Duration.ofHours(1)),
                config.feeRecipient(),
                config.poolRules(),
                config.history(),
                config.syncedWithin()),
            task -> task.accept(new ScriptedMachine())));
  }

  private static TestNode served(Node node) {
    NodeView view = view(node, tracers());
    Live live = live(view);
    return new TestNode(
        node,
        live,
        NodeMethods.ofDevelopment(
            view, live, new DevAccounts(KEYS), node.development().orElseThrow()));
  }

  /// The same chain, served as any other is.
  static TestNode ordinary(Path folder) {
    Node node = start(folder, HistoryMode.WINDOW, Node::start);
    NodeView view = view(node, tracers());
    Live live = live(view);
    return new TestNode(node, live, NodeMethods.of(view, live));
  }

  private static Live live(NodeView view) {
    return Live.start(view, LiveLimits.DEFAULT, InstantSource.system());
  }

  private static Node start(
      Path folder, HistoryMode history, BiFunction<Config, ContractRunner, Node> start) {
    SortedMap<Address, Allocation> allocations = allocations();
    allocations.put(
        CONTRACT, new Allocation(U256.ZERO, 1, Optional.of(ScriptedMachine.CODE), new TreeMap<>()));
    return start.apply(
        config(folder, allocations, history), task -> task.accept(new ScriptedMachine()));
  }

  /// What the accounts with keys hold in the beginning.
  static SortedMap<Address, Allocation> allocations() {
    SortedMap<Address, Allocation> allocations = new TreeMap<>();
    KEYS.forEach(key -> allocations.put(key.address(), Allocation.of(BALANCE_WEI)));
    return allocations;
  }

  static Config config(
      Path folder, SortedMap<Address, Allocation> allocations, HistoryMode history) {
    return new Config(
        folder,
        Genesis.of(CHAIN_ID, allocations),
        Optional.empty(),
        Optional.of(Address.ZERO),
        PoolRules.DEVELOPMENT,
        history,
        Optional.empty());
  }

  static NodeView view(Node node, ContractRunner tracers) {
    return view(node, tracers, CLIENT_VERSION);
  }

  static NodeView view(Node node, ContractRunner tracers, String clientVersion) {
    return new NodeView(
        node.chain(),
        node.pool(),
        node.engine(),
        node.codes(),
        tracers,
        MethodLimits.DEFAULT,
        clientVersion);
  }

  /// Runs what it is given at once.
  private static ContractRunner tracers() {
    ContractMachine machine = new ScriptedMachine();
    return task -> task.accept(machine);
  }

  RpcMethods methods() {
    return methods;
  }

  Node node() {
    return node;
  }

  @Override
  public String answer(String document) {
    return answer(document, Caller.TRUSTED);
  }

  String answer(String document, Caller caller) {
    return dispatcher
        .answer(document.getBytes(StandardCharsets.UTF_8), caller)
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  /// The whole answer to a call, some time later.
  CompletableFuture<JsonObject> ask(String method, String... arguments) {
    String document =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, String.join(",", arguments));
    return dispatcher
        .answer(document.getBytes(StandardCharsets.UTF_8), Caller.TRUSTED)
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .thenApply(answer -> (JsonObject) Json.parse(answer.orElseThrow()));
  }

  /// Sends a call of the contract with an input and waits until it is in a block.
  String send(Bytes data) {
    return send(0, Optional.of(CONTRACT), data);
  }

  /// Sends a transaction of type 2 and waits until it is in a block.
  ///
  /// @return its hash as JSON text
  String send(int sender, Optional<Address> to, Bytes data) {
    KeyPair key = KEYS.get(sender);
    return send(
        new FeeMarketTransaction(
            CHAIN_ID,
            node.pool().nextNonce(key.address()),
            U256.of(1_000_000_000),
            U256.of(10_000_000_000L),
            1_000_000,
            to,
            U256.ZERO,
            data,
            List.of()),
        key);
  }

  /// Sends a transaction and waits until it is in a block.
  ///
  /// @return its hash as JSON text
  String send(Transaction payload, KeyPair key) {
    SignedTransaction transaction = TransactionCodec.sign(payload, key);
    String hash = quote(transaction.hash().toHex());
    String sent = text("eth_sendRawTransaction", quote(transaction.encoded().toHex()));
    if (!quote(sent).equals(hash)) {
      throw new AssertionError("sent " + hash + ", the node says " + sent);
    }
    awaitReceipt(hash);
    return hash;
  }

  static String quote(String text) {
    return JsonRpc.quote(text);
  }

  static String quote(Address address) {
    return quote(address.toHex());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    live.close();
    node.close();
  }
}
