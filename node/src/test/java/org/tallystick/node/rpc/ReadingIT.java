package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonView;
import org.tallystick.trie.Proof;

/// What can be read of a chain with two logs, in blocks 1 and 3, and a stored 7 in block 2.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingIT {
  private static final String CONTRACT = TestNode.quote(TestNode.CONTRACT);
  private static final String FROM = TestNode.quote(TestNode.KEYS.get(0).address());

  private TestNode node;
  private List<String> transactions = List.of();
  private String blockHash = "";

  @BeforeAll
  void start(@TempDir Path folder) {
    node = TestNode.development(folder);
    transactions =
        List.of(
            node.send(Bytes.of(ScriptedMachine.LOG, (byte) 0xaa)),
            node.send(Bytes.of(ScriptedMachine.STORE, (byte) 7)),
            node.send(Bytes.of(ScriptedMachine.LOG, (byte) 0xbb)));
    blockHash = node.awaitReceipt(transactions.get(1)).get("blockHash").orElseThrow().write();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  Stream<String> formsOfBlockTwo() {
    return Stream.of(
        "\"0x2\"",
        blockHash,
        "{\"blockNumber\":\"0x2\"}",
        "{\"blockHash\":" + blockHash + "}",
        "{\"blockHash\":" + blockHash + ",\"requireCanonical\":true}");
  }

  @ParameterizedTest
  @MethodSource("formsOfBlockTwo")
  void takesEveryFormOfABlock(String block) {
    assertEquals("0x2", node.text("eth_getTransactionCount", FROM, block));
    assertEquals(word(7), node.text("eth_getStorageAt", CONTRACT, "\"0x0\"", block));
  }

  @Test
  void readsTheStateOfEachBlock() {
    assertEquals(word(0), node.text("eth_getStorageAt", CONTRACT, "\"0x0\"", "\"0x1\""));
    assertEquals(word(7), node.text("eth_getStorageAt", CONTRACT, "\"0x0\"", "\"0x2\""));
    assertEquals(word(7), node.text("eth_getStorageAt", CONTRACT, "\"0x0\""));
    assertEquals("0x0", node.text("eth_getTransactionCount", FROM, "\"earliest\""));
    assertEquals("0x3", node.text("eth_getTransactionCount", FROM, "\"finalized\""));
    assertEquals("0x3", node.text("eth_getTransactionCount", FROM, "null"));
  }

  @Test
  void givesTheCodeOfAContract() {
    assertEquals(
        ScriptedMachine.CODE.bytes().toHex(), node.text("eth_getCode", CONTRACT, "\"latest\""));
    assertEquals("0x", node.text("eth_getCode", FROM, "\"latest\""));
  }

  @Test
  void provesSlotsAgainstTheBlocksRoot() {
    String longKey = "\"" + word(1) + "\"";
    JsonView proof =
        node.result("eth_getProof", CONTRACT, "[\"0x0\"," + longKey + "]", "\"latest\"").view();
    Hash root =
        Hash.fromHex(
            node.result("eth_getBlockByNumber", "\"latest\"", "false")
                .view()
                .member("stateRoot")
                .text());

    assertInstanceOf(
        Proof.Verdict.Present.class,
        Proof.verify(
            root, Keccak.hash(TestNode.CONTRACT.bytes()).bytes(), nodes(proof, "accountProof")));
    Hash storageRoot = Hash.fromHex(proof.member("storageHash").text());
    JsonView present = proof.member("storageProof").elements().get(0);
    assertEquals("0x0", present.member("key").text());
    assertEquals("0x7", present.member("value").text());
    assertInstanceOf(
        Proof.Verdict.Present.class,
        Proof.verify(storageRoot, Keccak.hash(Hash.ZERO.bytes()).bytes(), nodes(present, "proof")));
    JsonView absent = proof.member("storageProof").elements().get(1);
    assertEquals(word(1), absent.member("key").text());
    assertEquals("0x0", absent.member("value").text());
    assertInstanceOf(
        Proof.Verdict.Absent.class,
        Proof.verify(
            storageRoot, Keccak.hash(Bytes.fromHex(word(1))).bytes(), nodes(absent, "proof")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'fromBlock':'earliest'}                                   | 2",
        "{'fromBlock':'0x1','toBlock':'0x2'}                        | 1",
        "{'fromBlock':'0x2','toBlock':'0x2'}                        | 0",
        "{'fromBlock':'0x9','toBlock':'0xff'}                       | 0",
        "{}                                                         | 1",
        "{'fromBlock':'0x0','topics':[]}                            | 2",
        "{'fromBlock':'0x0','topics':[[]]}                          | 2",
        "{'fromBlock':'0x0','topics':[null]}                        | 2",
        "{'fromBlock':'0x0','topics':['TOPIC']}                     | 2",
        "{'fromBlock':'0x0','topics':[['TOPIC','WORD_AA']]}         | 2",
        "{'fromBlock':'0x0','topics':['WORD_AA']}                   | 0",
        "{'fromBlock':'0x0','topics':[null,'WORD_AA']}              | 1",
        "{'fromBlock':'0x0','topics':[[],['WORD_AA','WORD_BB']]}    | 2",
        "{'fromBlock':'0x0','topics':[null,['WORD_AA',null]]}       | 2",
        "{'fromBlock':'0x0','topics':[null,null,null]}              | 0",
        "{'fromBlock':'0x0','address':'CONTRACT'}                   | 2",
        "{'fromBlock':'0x0','address':['CONTRACT','STRANGER']}      | 2",
        "{'fromBlock':'0x0','address':'STRANGER'}                   | 0",
        "{'fromBlock':'0x0','address':[],'topics':null}             | 2",
        "{'blockHash':BLOCK_TWO}                                    | 0",
      })
  void findsLogs(String filter, int count) {
    String json =
        filter
            .replace("BLOCK_TWO", blockHash)
            .replace("TOPIC", ScriptedMachine.TOPIC.toHex())
            .replace("WORD_AA", word(0xaa))
            .replace("WORD_BB", word(0xbb))
            .replace("CONTRACT", TestNode.CONTRACT.toHex())
            .replace("STRANGER", "0x" + "11".repeat(20))
            .replace('\'', '"');

    assertEquals(count, ((JsonArray) node.result("eth_getLogs", json)).elements().size());
  }

  @Test
  void countsOnlyBlocksThatAreThereInARange() {
    Json logs =
        node.result("eth_getLogs", "{\"fromBlock\":\"0x1\",\"toBlock\":\"0x7fffffffffffffff\"}");

    assertEquals(2, ((JsonArray) logs).elements().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'stateDiff':{'0x0':'0x9'}}                                    | 9",
        "{'state':{'0x1':'0x9'}}                                        | 0",
        "{'state':{'WORD_ZERO':'WORD_NINE'},'balance':'0x1','nonce':'0x5'} | 9",
        "{}                                                             | 7",
      })
  void estimatesWithPretendedState(String override, int stored) {
    String json =
        override.replace("WORD_ZERO", word(0)).replace("WORD_NINE", word(9)).replace('\'', '"');
    // Writing what is there already is cheap.
    String call = "{\"to\":%s,\"data\":\"0x02%02x\"}".formatted(CONTRACT, stored);
    String other = "{\"to\":%s,\"data\":\"0x02%02x\"}".formatted(CONTRACT, stored + 1);
    String overrides = "{" + CONTRACT + ":" + json + "}";

    long same = quantity(node.text("eth_estimateGas", call, "\"latest\"", overrides));
    long changed = quantity(node.text("eth_estimateGas", other, "\"latest\"", overrides));

    assertTrue(changed - same > 2_000, same + " for the same value, " + changed + " for another");
  }

  @Test
  void pretendsCode() {
    String nobody = "0x" + "22".repeat(20);
    String call = "{\"to\":\"%s\",\"data\":\"0x00abcd\"}".formatted(nobody);
    String override =
        "{\"%s\":{\"code\":\"%s\"}}".formatted(nobody, ScriptedMachine.CODE.bytes().toHex());

    assertEquals("0x", node.text("eth_call", call, "\"latest\""));
    assertEquals("0xabcd", node.text("eth_call", call, "\"latest\"", override));
    assertEquals(
        "0x",
        node.text(
            "eth_call",
            "{\"to\":%s,\"data\":\"0x00abcd\"}".formatted(CONTRACT),
            "\"latest\"",
            "{" + CONTRACT + ":{\"code\":\"0x\"}}"));
  }

  @Test
  void takesCallsAsEveryClientWritesThem() {
    for (String members :
        List.of(
            "\"data\":\"0x00abcd\"",
            "\"input\":\"0x00abcd\"",
            "\"data\":\"0x00abcd\",\"input\":\"0x00ABCD\"",
            "\"data\":\"0x00abcd\",\"type\":\"0x2\",\"nonce\":\"0x0\",\"chainId\":\"0x7a69\","
                + "\"gas\":\"0x186a0\",\"accessList\":[],\"blobs\":null,\"whatever\":{}",
            "\"data\":\"0x00abcd\",\"from\":" + FROM + ",\"gasPrice\":\"0x77359400\"",
            "\"data\":\"0x00abcd\",\"from\":" + FROM + ",\"maxFeePerGas\":\"0x77359400\"",
            "\"data\":\"0x00abcd\",\"gas\":\"0xffffffffffffffff\"")) {
      String call = "{\"to\":" + CONTRACT + "," + members + "}";

      assertEquals("0xabcd", node.text("eth_call", call), call);
    }
  }

  @Test
  void tellsFeesAsTheyWere() {
    JsonView history = node.result("eth_feeHistory", "\"0x2\"", "\"latest\"", "[0,50,100]").view();

    assertEquals("0x2", history.member("oldestBlock").text());
    List<String> baseFees = texts(history.member("baseFeePerGas"));
    assertEquals(3, baseFees.size());
    assertEquals(blockMember("0x2", "baseFeePerGas"), baseFees.get(0));
    assertEquals(blockMember("0x3", "baseFeePerGas"), baseFees.get(1));
    assertEquals(2, history.member("gasUsedRatio").elements().size());
    // The tip that all transactions here pay.
    assertEquals(
        List.of("0x3b9aca00", "0x3b9aca00", "0x3b9aca00"),
        texts(history.member("reward").elements().getFirst()));
  }

  @Test
  void givesWhatIsThereOfALongHistory() {
    JsonView history = node.result("eth_feeHistory", "1024", "\"0x1\"", "[]").view();

    assertEquals("0x0", history.member("oldestBlock").text());
    assertEquals(3, history.member("baseFeePerGas").elements().size());
    assertTrue(history.optional("reward").isEmpty());
  }

  @Test
  void givesNothingOfAnEmptyHistory() {
    assertEquals(
        "{\"oldestBlock\":\"0x0\",\"baseFeePerGas\":[],\"gasUsedRatio\":[]}",
        node.result("eth_feeHistory", "0", "\"latest\"", "[]").write());
  }

  @Test
  void rawBytesHashToTheirNames() {
    for (String transaction : transactions) {
      String raw = node.text("debug_getRawTransaction", transaction);

      assertEquals(transaction, TestNode.quote(Keccak.hash(Bytes.fromHex(raw)).toHex()));
      assertEquals(raw, node.text("eth_getRawTransactionByHash", transaction));
    }
    String header = node.text("debug_getRawHeader", "\"0x2\"");
    assertEquals(blockHash, TestNode.quote(Keccak.hash(Bytes.fromHex(header)).toHex()));
    long size = Bytes.fromHex(node.text("debug_getRawBlock", "\"0x2\"")).length();
    assertEquals(Long.toHexString(size), blockMember("0x2", "size").substring(2));
  }

  @Test
  void answersNullForWhatIsNotThere() {
    String nothing = "\"0x" + "33".repeat(32) + "\"";
    for (JsonObject answer :
        List.of(
            node.call("eth_getBlockByHash", nothing, "false"),
            node.call("eth_getBlockByNumber", "\"0x999\"", "false"),
            node.call("eth_getBlockTransactionCountByHash", nothing),
            node.call("eth_getBlockReceipts", "\"0x999\""),
            node.call("eth_getTransactionByHash", nothing),
            node.call("eth_getTransactionByBlockHashAndIndex", nothing, "\"0x0\""),
            node.call("eth_getTransactionByBlockNumberAndIndex", "\"0x1\"", "\"0x1\""),
            node.call("eth_getTransactionReceipt", nothing))) {
      assertEquals(JsonNull.NULL, answer.members().get("result"), answer.toString());
    }
    assertEquals("0x", node.text("debug_getRawTransaction", nothing));
  }

  @Test
  void saysWhoItIs() {
    assertEquals("0x7a69", node.text("eth_chainId"));
    assertEquals("31337", node.text("net_version"));
    assertEquals(Json.of(true), node.result("net_listening"));
    assertEquals(Json.of(false), node.result("eth_syncing"));
    assertEquals("tallystick/test", node.text("web3_clientVersion"));
    assertEquals(
        "0x1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8",
        node.text("web3_sha3", "\"0x68656c6c6f\""));
    assertEquals(
        TestNode.KEYS.stream().map(key -> key.address().toHex()).toList(),
        texts(node.result("eth_accounts").view()));
  }

  private String blockMember(String number, String member) {
    return node.result("eth_getBlockByNumber", TestNode.quote(number), "false")
        .view()
        .member(member)
        .text();
  }

  private static List<Bytes> nodes(JsonView proof, String member) {
    List<Bytes> nodes = new ArrayList<>();
    proof.member(member).elements().forEach(node -> nodes.add(Bytes.fromHex(node.text())));
    return nodes;
  }

  private static List<String> texts(JsonView array) {
    return array.elements().stream().map(JsonView::text).toList();
  }

  private static String word(long number) {
    return Hash.wrap(U256.of(number).toWord()).toHex();
  }

  private static long quantity(String text) {
    return Long.parseLong(text.substring(2), 16);
  }
}
