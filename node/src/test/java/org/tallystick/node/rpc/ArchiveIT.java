package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.json.JsonView;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.trie.Proof;

/// What an archive tells of its blocks, of which there are more than others keep. Block n stores n,
/// and pays n wei to the contract.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchiveIT {
  private static final int BLOCKS = (int) ChainReader.HISTORY_BLOCKS + 40;
  private static final String CONTRACT = TestNode.quote(TestNode.CONTRACT);
  private static final Address SENDER = TestNode.KEYS.getFirst().address();

  private TestNode node;

  @BeforeAll
  void makeBlocks(@TempDir Path folder) {
    node = TestNode.development(folder, HistoryMode.ARCHIVE);
    for (int number = 1; number <= BLOCKS; number++) {
      Bytes input =
          Bytes.concat(Bytes.of(ScriptedMachine.STORE), Bytes.wrap(U256.of(number).toWord()));
      node.send(
          new FeeMarketTransaction(
              TestNode.CHAIN_ID,
              number - 1,
              U256.of(1_000_000_000),
              U256.of(10_000_000_000L),
              1_000_000,
              Optional.of(TestNode.CONTRACT),
              U256.of(number),
              input,
              List.of()),
          TestNode.KEYS.getFirst());
    }
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 39, 40, 41, 500, BLOCKS - 17, BLOCKS})
  void everyMethodReadsTheStateOfEveryBlock(int number) {
    String block = quantity(number);
    String call = "{\"to\":" + CONTRACT + ",\"data\":\"0x0a\"}";

    assertEquals(word(number), node.text("eth_call", call, block));
    assertEquals(word(number), node.text("eth_getStorageAt", CONTRACT, "\"0x0\"", block));
    assertEquals(quantity(paid(number)), quoted("eth_getBalance", CONTRACT, block));
    assertEquals(
        quantity(number), quoted("eth_getTransactionCount", TestNode.quote(SENDER), block));
    assertEquals(ScriptedMachine.CODE.bytes().toHex(), node.text("eth_getCode", CONTRACT, block));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 500, BLOCKS - 17, BLOCKS})
  void everyBlockHasItsProof(int number) {
    JsonView proof = node.result("eth_getProof", CONTRACT, "[\"0x0\"]", quantity(number)).view();
    Hash root =
        Hash.fromHex(
            node.result("eth_getBlockByNumber", quantity(number), "false")
                .view()
                .member("stateRoot")
                .text());

    assertEquals(quantity(paid(number)), TestNode.quote(proof.member("balance").text()));
    assertInstanceOf(
        Proof.Verdict.Present.class,
        Proof.verify(
            root, Keccak.hash(TestNode.CONTRACT.bytes()).bytes(), nodes(proof, "accountProof")));
    JsonView slot = proof.member("storageProof").elements().getFirst();
    assertEquals(quantity(number), TestNode.quote(slot.member("value").text()));
    assertInstanceOf(
        Proof.Verdict.Present.class,
        Proof.verify(
            Hash.fromHex(proof.member("storageHash").text()),
            Keccak.hash(Hash.ZERO.bytes()).bytes(),
            nodes(slot, "proof")));
  }

  /// What blocks 1 to a number paid.
  private static long paid(long number) {
    return number * (number + 1) / 2;
  }

  private String quoted(String method, String... arguments) {
    return TestNode.quote(node.text(method, arguments));
  }

  private static List<Bytes> nodes(JsonView proof, String member) {
    return proof.member(member).elements().stream()
        .map(node -> Bytes.fromHex(node.text()))
        .toList();
  }

  private static String word(long value) {
    return Hash.wrap(U256.of(value).toWord()).toHex();
  }

  private static String quantity(long value) {
    return TestNode.quote("0x" + Long.toHexString(value));
  }
}
