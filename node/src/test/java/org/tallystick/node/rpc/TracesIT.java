package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.abi.Abi;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonView;
import org.tallystick.ledger.BlockCodec;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.Transfers;

/// What a node tells of the inside of transactions. The chain is made once: a block for each
/// deployment, then one of six transactions of one sender, of which two fail.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesIT {
  private static final String ABI =
      """
      function add(uint256 n) returns (uint256)
      function total() view returns (uint256)
      function fail()
      function spin()
      function through(address peer, uint256 n) returns (uint256)
      function failing(address peer)
      function failed(address peer)
      function checked(uint8 n)
      function deep()
      function shout(address peer, uint256 n)
      function pay(address to) payable
      event Added(uint256 n)
      """;

  private static final String SOURCE =
      """
      import { Contract, call, contract, msg, self, send, uint8, uint256 } from 'tally';
      const Peer = contract(`
        function add(uint256 n) returns (uint256)
        function total() view returns (uint256)
        function fail()
      `);
      export default class Till extends Contract {
        static abi = `%s`;
        static reentrant = true;
        static state = { sum: uint256, small: uint8 };
        add(n) { this.sum += n; this.emit.Added(n); return this.sum; }
        total() { return this.sum; }
        fail() { this.emit.Added(99n); throw new Error('closed'); }
        spin() { for (;;); }
        through(peer, n) {
          this.emit.Added(1n);
          const till = Peer.at(peer);
          till.add(n);
          this.sum = till.total();
          this.emit.Added(2n);
          return this.sum;
        }
        failing(peer) {
          try { Peer.at(peer).fail(); } catch { this.sum = 7n; }
          this.emit.Added(3n);
        }
        failed(peer) { Peer.at(peer).add(1n); Peer.at(peer).fail(); }
        checked(n) { this.small = n + 255n; }
        shout(peer, n) {
          const data = '0x' + '00'.repeat(60_000);
          for (let i = 0n; i < n; i++) try { call(peer, { data }); } catch {}
        }
        deep() { call(self, { data: msg.data }); }
        pay(to) { send(to, msg.value); }
      }
      """
          .formatted(ABI);

  private static final int LINE_OF_SPIN = 26;
  private static final Address ALICE = TestNode.KEYS.get(0).address();
  private static final String CALLS = tracer("callTracer", "{\"withLog\":true}");
  private static final String LINES = tracer("lineTracer", "{}");
  private static final String PRESTATE = tracer("prestateTracer", "{}");
  private static final String DIFFERENCE = tracer("prestateTracer", "{\"diffMode\":true}");
  private static final String COUNTS = tracer("4byteTracer", "{}");

  private final Map<String, String> hashes = new LinkedHashMap<>();
  private DevNode node;
  private JsonRpc rpc;
  private Address till;
  private Address peer;
  private long nonce;
  private String block;

  @BeforeAll
  void makeBlocks(@TempDir Path folder) {
    node = DevNode.startIdle(folder);
    rpc = JsonRpc.over(node.url());
    till = deploy("deploy till");
    peer = deploy("deploy peer");
    send("through", Optional.of(till), data("through", peer, 5), 0, 1_000_000);
    send("failing", Optional.of(till), data("failing", peer), 0, 1_000_000);
    send("failed", Optional.of(till), data("failed", peer), 0, 1_000_000);
    send("spin", Optional.of(till), data("spin"), 0, 200_000);
    send("transfer", Optional.of(Address.ZERO), Bytes.EMPTY, 3, 21_000);
    send("through again", Optional.of(till), data("through", peer, 6), 0, 1_000_000);
    rpc.result("evm_mine");
    block = receipt("through").get("blockNumber").orElseThrow().write();
    for (String name : List.of("failing", "failed", "spin", "transfer", "through again")) {
      assertEquals(block, receipt(name).get("blockNumber").orElseThrow().write());
    }
    send("pay", Optional.of(till), data("pay", Address.ZERO), 9, 1_000_000);
    rpc.result("evm_mine");
  }

  @Test
  void otterscanSeesCallsInTheirOrderWithTheirDepth() {
    List<JsonView> calls = rpc.result("ots_traceTransaction", hash("through")).view().elements();

    assertEquals(
        List.of("CALL 0", "CALL 1", "STATICCALL 1"),
        calls.stream()
            .map(call -> call.member("type").text() + " " + call.member("depth").integer())
            .toList());
    assertEquals(till.toHex(), calls.get(1).member("from").text());
    assertEquals(peer.toHex(), calls.get(1).member("to").text());
    assertTrue(calls.get(2).member("value").isNull());
  }

  @Test
  void otterscanSeesMoneyThatContractsMovedAndNoOther() {
    JsonView paid = rpc.result("ots_getInternalOperations", hash("pay")).view();

    assertEquals(1, paid.elements().size());
    JsonView operation = paid.elements().getFirst();
    assertEquals(0, operation.member("type").integer(0, 9));
    assertEquals(till.toHex(), operation.member("from").text());
    assertEquals(Address.ZERO.toHex(), operation.member("to").text());
    assertEquals("0x9", operation.member("value").text());
    for (String name : List.of("through", "failed", "transfer")) {
      assertEquals("[]", rpc.result("ots_getInternalOperations", hash(name)).write(), name);
    }
  }

  @Test
  void otterscanSeesWhatAFailedTransactionGaveBack() {
    String closed = trace("failed", CALLS).view().member("output").text();

    assertTrue(closed.startsWith("0x08c379a0"), closed);
    assertEquals(closed, rpc.text("ots_getTransactionError", hash("failed")));
    assertEquals("0x", rpc.text("ots_getTransactionError", hash("spin")));
    assertEquals("0x", rpc.text("ots_getTransactionError", hash("through")));
    String nobody = JsonRpc.quote("0x" + "12".repeat(32));
    for (String method : List.of("ots_traceTransaction", "ots_getTransactionError")) {
      assertEquals("null", rpc.result(method, nobody).write());
    }
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private static String tracer(String name, String config) {
    return "{\"tracer\":\"%s\",\"tracerConfig\":%s}".formatted(name, config);
  }

  private Address deploy(String name) {
    Bytes code = Code.of(1, "Till.js", List.of(new SourceFile("Till.js", SOURCE))).bytes();
    send(name, Optional.empty(), code, 0, 3_000_000);
    rpc.result("evm_mine");
    return Address.fromHex(receipt(name).view().member("contractAddress").text());
  }

  private static Bytes data(String function, Object... arguments) {
    List<Object> values = new ArrayList<>();
    for (Object argument : arguments) {
      values.add(argument instanceof Integer number ? BigInteger.valueOf(number) : argument);
    }
    return Abi.parse(ABI).functionsNamed(function).getFirst().encodeCall(values);
  }

  private void send(String name, Optional<Address> to, Bytes data, long valueWei, long gasLimit) {
    Transaction payload =
        new FeeMarketTransaction(
            TestNode.CHAIN_ID,
            nonce++,
            U256.of(Transfers.GWEI),
            U256.of(10 * Transfers.GWEI),
            gasLimit,
            to,
            U256.of(valueWei),
            data,
            List.of());
    SignedTransaction transaction = TransactionCodec.sign(payload, TestNode.KEYS.get(0));
    String encoded = JsonRpc.quote(transaction.encoded().toHex());
    hashes.put(name, JsonRpc.quote(rpc.text("eth_sendRawTransaction", encoded)));
  }

  private JsonObject receipt(String name) {
    return rpc.awaitReceipt(hash(name));
  }

  private String hash(String name) {
    return Optional.ofNullable(hashes.get(name)).orElseThrow();
  }

  private JsonObject trace(String name, String options) {
    return (JsonObject) rpc.result("debug_traceTransaction", hash(name), options);
  }

  private static String text(JsonObject object, String... path) {
    return object(object, path.length - 1, path)
        .get(path[path.length - 1])
        .orElseThrow(() -> new AssertionError(String.join(".", path) + " of " + object))
        .view()
        .text();
  }

  private static JsonObject object(JsonObject object, int depth, String... path) {
    JsonObject inner = object;
    for (int at = 0; at < depth; at++) {
      Json next = inner.get(path[at]).orElseThrow(() -> new AssertionError(object.toString()));
      inner = (JsonObject) next;
    }
    return inner;
  }

  private static List<JsonObject> list(JsonObject object, String name) {
    return object
        .get(name)
        .map(all -> ((JsonArray) all).elements().stream().map(JsonObject.class::cast).toList())
        .orElse(List.of());
  }

  private static long number(JsonObject object, String name) {
    return ((JsonNumber) object.get(name).orElseThrow()).decimal().longValueExact();
  }

  private static long quantity(String text) {
    return Long.parseLong(text.substring(2), 16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy till",
        "deploy peer",
        "through",
        "failing",
        "failed",
        "spin",
        "transfer",
        "through again"
      })
  void everyTransactionHasTheGasAndTheEndOfItsReceipt(String name) {
    JsonObject receipt = receipt(name);

    JsonObject calls = trace(name, CALLS);
    JsonObject lines = trace(name, LINES);

    assertEquals(text(receipt, "gasUsed"), text(calls, "gasUsed"));
    assertEquals(text(receipt, "status").equals("0x0"), calls.get("error").isPresent());
    assertEquals(text(receipt, "gasUsed"), "0x" + Long.toHexString(number(lines, "gasUsed")));
    long sum =
        list(lines, "lines").stream().mapToLong(line -> number(line, "gas")).sum()
            + list(lines, "items").stream().mapToLong(item -> number(item, "gas")).sum();
    assertEquals(number(lines, "gasUsed"), sum, lines.toString());
    assertEquals(JsonObject.EMPTY, trace(name, tracer("noopTracer", "{}")));
  }

  @Test
  void callsHaveTheMembersOfGethInItsOrder() {
    JsonObject root = trace("through", CALLS);

    assertEquals(
        List.of(
            "from", "gas", "gasUsed", "to", "input", "output", "calls", "logs", "value", "type"),
        List.copyOf(root.members().keySet()));
    assertEquals("CALL", text(root, "type"));
    assertEquals(ALICE.toHex(), text(root, "from"));
    assertEquals(till.toHex(), text(root, "to"));
    assertEquals("0xf4240", text(root, "gas"));
    assertEquals("0x0", text(root, "value"));
    assertEquals(data("through", peer, 5).toHex(), text(root, "input"));
    assertEquals(U256.of(5), U256.fromBytes(Bytes.fromHex(text(root, "output"))));
    List<JsonObject> calls = list(root, "calls");
    assertEquals(
        List.of("CALL", "STATICCALL"), calls.stream().map(it -> text(it, "type")).toList());
    assertEquals(data("add", 5).toHex(), text(calls.get(0), "input"));
    assertEquals(till.toHex(), text(calls.get(1), "from"));
    assertEquals(peer.toHex(), text(calls.get(1), "to"));
    assertEquals(Optional.empty(), calls.get(1).get("value"));
  }

  @Test
  void aCreationGivesTheCode() {
    JsonObject root = trace("deploy till", CALLS);

    assertEquals("CREATE", text(root, "type"));
    assertEquals(till.toHex(), text(root, "to"));
    assertEquals(
        rpc.text("eth_getCode", JsonRpc.quote(till.toHex()), "\"latest\""), text(root, "output"));
  }

  @Test
  void logsAreNumberedAsInTheReceipt() {
    for (String name : List.of("through", "failing", "failed", "through again")) {
      JsonObject receipt = receipt(name);
      List<String> expected =
          list(receipt, "logs").stream()
              .map(log -> text(log, "logIndex") + text(log, "address") + text(log, "data"))
              .toList();

      List<String> traced = new ArrayList<>();
      collectLogs(trace(name, CALLS), traced);

      traced.sort(null);
      assertEquals(expected, traced, name);
    }
    List<JsonObject> logs = list(trace("through", CALLS), "logs");
    assertEquals(List.of("0x0", "0x2"), logs.stream().map(it -> text(it, "position")).toList());
  }

  private static void collectLogs(JsonObject call, List<String> into) {
    list(call, "logs")
        .forEach(log -> into.add(text(log, "index") + text(log, "address") + text(log, "data")));
    list(call, "calls").forEach(inner -> collectLogs(inner, into));
  }

  @Test
  void failuresAreToldWhereTheyHappened() {
    JsonObject caught = trace("failing", CALLS);
    assertEquals(Optional.empty(), caught.get("error"));
    JsonObject inner = list(caught, "calls").getFirst();
    assertEquals("execution reverted", text(inner, "error"));
    assertEquals("closed", text(inner, "revertReason"));
    assertEquals(Optional.empty(), inner.get("logs"));

    JsonObject failed = trace("failed", CALLS);
    assertEquals("execution reverted", text(failed, "error"));
    List<JsonObject> calls = list(failed, "calls");
    assertEquals(Optional.empty(), calls.get(0).get("error"));
    assertEquals("closed", text(calls.get(1), "revertReason"));
  }

  @Test
  void whereTheGasRanOutHasItsLine() {
    JsonObject calls = trace("spin", CALLS);
    assertEquals("out of gas", text(calls, "error"));
    assertEquals("0x30d40", text(calls, "gas"));
    assertEquals("0x30d40", text(calls, "gasUsed"));

    JsonObject loop =
        list(trace("spin", LINES), "lines").stream()
            .filter(line -> number(line, "line") == LINE_OF_SPIN && number(line, "gas") > 100_000)
            .findFirst()
            .orElseThrow();
    assertEquals(till.toHex(), text(loop, "address"));
    assertEquals("Till.js", text(loop, "file"));
    assertEquals("  spin() { for (;;); }", text(loop, "text"));
    assertEquals("  spin() { for (;;); }".indexOf("for") + 1, number(loop, "column"));
  }

  @Test
  void aTransactionInTheMiddleBeginsWhereTheOneBeforeEnded() {
    JsonObject third = object(trace("failed", PRESTATE), 1, ALICE.toHex());
    JsonObject fifth = object(trace("transfer", PRESTATE), 1, ALICE.toHex());
    long gasOfThree = 0;
    for (String name : List.of("failed", "spin")) {
      gasOfThree += quantity(text(receipt(name), "gasUsed"));
    }

    assertEquals(4, number(third, "nonce"));
    assertEquals(6, number(fifth, "nonce"));
    BigInteger price = new BigInteger(text(receipt("spin"), "effectiveGasPrice").substring(2), 16);
    assertEquals(
        new BigInteger(text(third, "balance").substring(2), 16)
            .subtract(price.multiply(BigInteger.valueOf(gasOfThree))),
        new BigInteger(text(fifth, "balance").substring(2), 16));
  }

  @Test
  void thePrestateIsTheStateBeforeAndTheDifferenceLeadsToTheStateAfter() {
    String before = "\"0x" + Long.toHexString(quantity(block.replace("\"", "")) - 1) + "\"";
    JsonObject prestate = trace("through", PRESTATE);
    for (Map.Entry<String, Json> account : prestate.members().entrySet()) {
      JsonObject state = (JsonObject) account.getValue();
      String address = JsonRpc.quote(account.getKey());
      assertEquals(rpc.text("eth_getBalance", address, before), text(state, "balance"));
      assertEquals(
          rpc.text("eth_getCode", address, before),
          state.get("code").map(it -> it.view().text()).orElse("0x"));
      for (Map.Entry<String, Json> slot :
          state.get("storage").map(it -> ((JsonObject) it).members()).orElse(Map.of()).entrySet()) {
        assertEquals(
            rpc.text("eth_getStorageAt", address, JsonRpc.quote(slot.getKey()), before),
            slot.getValue().view().text());
      }
    }

    JsonObject difference = trace("through again", DIFFERENCE);

    JsonObject post = object(difference, 2, "post", peer.toHex());
    JsonObject slots = object(post, 1, "storage");
    assertEquals(1, slots.members().size());
    slots
        .members()
        .forEach((slot, value) ->
            assertEquals(
                rpc.text(
                    "eth_getStorageAt", JsonRpc.quote(peer.toHex()), JsonRpc.quote(slot), block),
                value.view().text()));
    assertEquals(List.of("storage"), List.copyOf(post.members().keySet()));
    assertEquals(
        rpc.text("eth_getBalance", JsonRpc.quote(ALICE.toHex()), block),
        text(difference, "post", ALICE.toHex(), "balance"));
    assertEquals(7, number(object(difference, 2, "pre", ALICE.toHex()), "nonce"));
  }

  @Test
  void codeAndStorageCanBeLeftOut() {
    JsonObject bare =
        trace(
            "through", tracer("prestateTracer", "{\"disableCode\":true,\"disableStorage\":true}"));

    assertEquals(
        List.of("balance", "nonce"), List.copyOf(object(bare, 1, peer.toHex()).members().keySet()));
  }

  @Test
  void functionsAreCounted() {
    JsonObject counts = trace("through", COUNTS);

    assertEquals(3, counts.members().size());
    assertEquals(1, number(counts, data("add", 5).slice(0, 4).toHex() + "-32"));
    assertEquals(1, number(counts, data("total").toHex() + "-0"));
  }

  @Test
  void severalTracersLookAtOnce() {
    JsonObject both =
        trace(
            "through again",
            tracer(
                "muxTracer",
                "{\"callTracer\":{\"withLog\":true},\"lineTracer\":null,\"4byteTracer\":{}}"));

    assertEquals(
        Map.of(
            "callTracer", trace("through again", CALLS),
            "lineTracer", trace("through again", LINES),
            "4byteTracer", trace("through again", COUNTS)),
        both.members());
  }

  @ParameterizedTest
  @ValueSource(strings = {"callTracer", "prestateTracer", "lineTracer", "4byteTracer"})
  void aBlockIsAllItsTransactionsHoweverItIsNamed(String name) {
    String options = tracer(name, "{}");
    JsonArray traced = (JsonArray) rpc.result("debug_traceBlockByNumber", block, options);

    List<String> inBlock =
        List.of("through", "failing", "failed", "spin", "transfer", "through again");
    assertEquals(inBlock.size(), traced.elements().size());
    for (int index = 0; index < inBlock.size(); index++) {
      JsonObject one = (JsonObject) traced.elements().get(index);
      assertEquals(hash(inBlock.get(index)), JsonRpc.quote(text(one, "txHash")));
      assertEquals(trace(inBlock.get(index), options), one.get("result").orElseThrow());
    }
    String blockHash = JsonRpc.quote(text(receipt("through"), "blockHash"));
    assertEquals(traced, rpc.result("debug_traceBlockByHash", blockHash, options));
    String encoded = JsonRpc.quote(rpc.text("debug_getRawBlock", block));
    assertEquals(traced, rpc.result("debug_traceBlock", encoded, options));
  }

  @Test
  void aBlockNeedNotBeOnTheChain() {
    Draft made = BlockCodec.decodeDraft(Bytes.fromHex(rpc.text("debug_getRawBlock", block)));

    JsonArray traced = (JsonArray) traceBlock(made, made.transactions().subList(0, 2));

    assertEquals(
        List.of(trace("through", CALLS), trace("failing", CALLS)),
        traced.elements().stream()
            .map(one -> ((JsonObject) one).get("result").orElseThrow())
            .toList());
    assertTrue(
        refusal("debug_traceBlock", encoded(made, made.transactions().subList(1, 2)), CALLS)
            .startsWith("transaction 0 of the block is invalid: nonce too high"));
  }

  private Json traceBlock(Draft like, List<SignedTransaction> transactions) {
    return rpc.result("debug_traceBlock", encoded(like, transactions), CALLS);
  }

  private static String encoded(Draft like, List<SignedTransaction> transactions) {
    return JsonRpc.quote(BlockCodec.encode(new Draft(like.header(), transactions)).toHex());
  }

  private String call(String function, Object... arguments) {
    return "{\"from\":\"%s\",\"to\":\"%s\",\"data\":\"%s\",\"gas\":\"0x30d40\"}"
        .formatted(ALICE.toHex(), till.toHex(), data(function, arguments).toHex());
  }

  @Test
  void aCallIsTracedAsItWouldRun() {
    String call = call("through", peer, 100);

    JsonObject now = (JsonObject) rpc.result("debug_traceCall", call, "\"latest\"", CALLS);
    JsonObject then = (JsonObject) rpc.result("debug_traceCall", call, "\"0x2\"", CALLS);

    assertEquals(rpc.text("eth_call", call, "\"latest\""), text(now, "output"));
    assertEquals(U256.of(111), U256.fromBytes(Bytes.fromHex(text(now, "output"))));
    assertEquals(U256.of(100), U256.fromBytes(Bytes.fromHex(text(then, "output"))));
    assertEquals(2, list(now, "calls").size());
    JsonObject lines = (JsonObject) rpc.result("debug_traceCall", call, "\"latest\"", LINES);
    assertEquals(text(now, "gasUsed"), "0x" + Long.toHexString(number(lines, "gasUsed")));
  }

  @Test
  void aPanicHasItsWords() {
    JsonObject call =
        (JsonObject) rpc.result("debug_traceCall", call("checked", 1), "\"latest\"", CALLS);

    assertEquals("execution reverted", text(call, "error"));
    assertEquals("arithmetic underflow or overflow", text(call, "revertReason"));
    assertTrue(text(call, "detail").contains("Till.js:"), call.toString());
  }

  @Test
  void callsMayBeAsDeepAsTheyGet() {
    String call = "{\"to\":\"%s\",\"data\":\"%s\"}".formatted(till.toHex(), data("deep").toHex());
    String document =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"debug_traceCall\",\"params\":[%s,null,%s]}"
            .formatted(call, CALLS);

    String answer = rpc.answer(document);

    assertEquals(257, answer.split("\"type\":\"CALL\"", -1).length - 1, answer);
    assertEquals(1, answer.split("max call depth exceeded", -1).length - 1);
  }

  @Test
  void aTraceThatIsTooLongIsRefusedAndAShorterOneIsNot() {
    String call =
        "{\"to\":\"%s\",\"data\":\"%s\"}".formatted(till.toHex(), data("shout", peer, 250).toHex());

    JsonObject error = rpc.error("debug_traceCall", call, "null", CALLS);
    JsonObject top =
        (JsonObject)
            rpc.result(
                "debug_traceCall", call, "null", tracer("callTracer", "{\"onlyTopCall\":true}"));

    assertEquals(Json.of(RpcError.LIMIT_EXCEEDED), error.get("code").orElseThrow());
    assertTrue(text(error, "message").startsWith("the trace is more than 25000000 bytes"));
    assertEquals(Optional.empty(), top.get("error"), top.toString());
    assertEquals(List.of(), list(top, "calls"));
  }

  @Test
  void aCallMayPretendAnotherState() {
    String options =
        """
        {"tracer":"callTracer","stateOverrides":{"%s":{"code":"0x"},"%s":{"balance":"0x5"}},
        "blockOverrides":{"number":"0x77","time":"0x7fffffff"}}\
        """
            .formatted(till.toHex(), ALICE.toHex());
    String call = "{\"from\":\"%s\",\"to\":\"%s\",\"value\":\"%s\"}";

    JsonObject enough =
        (JsonObject)
            rpc.result(
                "debug_traceCall",
                call.formatted(ALICE.toHex(), till.toHex(), "0x5"),
                "\"latest\"",
                options);
    JsonObject tooMuch =
        rpc.error(
            "debug_traceCall",
            call.formatted(ALICE.toHex(), till.toHex(), "0x6"),
            "\"latest\"",
            options);

    assertEquals("0x5", text(enough, "value"));
    assertEquals(Optional.empty(), enough.get("error"));
    assertTrue(text(tooMuch, "message").startsWith("insufficient funds"), tooMuch.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {"tracer":"structTracer"} | tracer not found: structTracer; name one as "tracer": callTracer, prestateTracer, 4byteTracer, lineTracer, noopTracer, muxTracer
          {"tracer":"muxTracer","tracerConfig":{"{}":{}}} | tracer not found: {}; name one as "tracer": callTracer, prestateTracer, 4byteTracer, lineTracer, noopTracer, muxTracer
          {} | no tracer is named, and contracts here have no opcodes to log; name one as "tracer": callTracer, prestateTracer, 4byteTracer, lineTracer, noopTracer, muxTracer
          null | no tracer is named, and contracts here have no opcodes to log; name one as "tracer": callTracer, prestateTracer, 4byteTracer, lineTracer, noopTracer, muxTracer
          {"tracer":7} | invalid argument 1: tracer: expected a string, got number 7
          {"tracer":"callTracer","tracerConfig":[]} | invalid argument 1: tracerConfig: expected an object, got array
          {"tracer":"callTracer","tracerConfig":{"withLog":1}} | invalid argument 1: tracerConfig: withLog: expected true or false, got number 1
          {"tracer":"muxTracer","tracerConfig":{"muxTracer":{}}} | invalid argument 1: tracerConfig: muxTracer: a muxTracer holds no other
          {"tracer":"prestateTracer","tracerConfig":{"diffMode":true,"includeEmpty":true}} | cannot use diffMode with includeEmpty
          """)
  void aTracerThatIsNotThereIsRefused(String options, String words) {
    assertEquals(
        words, text(rpc.error("debug_traceTransaction", hash("through"), options), "message"));
    assertEquals(words, text(rpc.error("debug_traceBlockByNumber", block, options), "message"));
  }

  @Test
  void whatIsNotThereIsRefusedInTheWordsOfGeth() {
    String nothing = "\"0x" + "77".repeat(32) + "\"";
    assertEquals("transaction not found", refusal("debug_traceTransaction", nothing, CALLS));
    assertEquals("genesis is not traceable", refusal("debug_traceBlockByNumber", "\"0x0\"", CALLS));
    assertEquals(
        "genesis is not traceable",
        refusal(
            "debug_traceBlock", JsonRpc.quote(rpc.text("debug_getRawBlock", "\"0x0\"")), CALLS));
    assertEquals("block #4096 not found", refusal("debug_traceBlockByNumber", "\"0x1000\"", CALLS));
    assertEquals(
        "block 0x" + "77".repeat(32) + " not found",
        refusal("debug_traceBlockByHash", nothing, CALLS));
    assertTrue(refusal("debug_traceBlock", "\"0xc0\"", CALLS).startsWith("invalid argument 0: "));
    assertEquals(
        "header not found", refusal("debug_traceCall", call("total"), "\"0x1000\"", CALLS));
  }

  private String refusal(String method, String... arguments) {
    return text(rpc.error(method, arguments), "message");
  }

  /// The head that all of them look at moves meanwhile.
  @Test
  void tracesAreTheSameWhileBlocksAreMade() {
    long seed = System.nanoTime();
    List<String> names = List.copyOf(hashes.keySet());
    List<String> tracers = List.of(CALLS, LINES, PRESTATE, DIFFERENCE, COUNTS);
    Map<String, Json> first = new ConcurrentHashMap<>();
    AtomicBoolean isOver = new AtomicBoolean();
    List<CompletableFuture<Integer>> readers = new ArrayList<>();
    String before = rpc.text("eth_blockNumber");
    for (int reader = 0; reader < 3; reader++) {
      Random random = new Random(seed + reader);
      readers.add(
          CompletableFuture.supplyAsync(() -> {
            int count = 0;
            while (!isOver.get()) {
              String name = names.get(random.nextInt(names.size()));
              String options = tracers.get(random.nextInt(tracers.size()));
              Json trace = trace(name, options);
              Json earlier = first.putIfAbsent(name + options, trace);
              assertEquals(earlier == null ? trace : earlier, trace, "seed " + seed);
              count++;
            }
            return count;
          }));
    }

    try {
      for (int made = 0; made < 40; made++) {
        rpc.result("evm_mine");
      }
    } finally {
      isOver.set(true);
    }

    assertTrue(readers.stream().mapToInt(CompletableFuture::join).sum() > 10);
    assertNotEquals(before, rpc.text("eth_blockNumber"));
  }
}
