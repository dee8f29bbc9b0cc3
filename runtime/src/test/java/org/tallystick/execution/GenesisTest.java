package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.json.Json;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Seal;
import org.tallystick.state.Account;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StoredState;

final class GenesisTest {
  private static final Code CODE = Code.of(1, "a.js", List.of(new SourceFile("a.js", "1")));
  private static final String CODE_HEX = "0xef4a5301ce0184612e6a73c7c684612e6a7331";
  private static final Address CONTRACT =
      Address.fromHex("0x00000000000000000000000000000000000c0de0");
  private static final String FILE =
      """
      {
        "chainId": 31337,
        "timestamp": 1700000000,
        "gasLimit": "0x1c9c380",
        "baseFeePerGas": "7",
        "blockReward": 12,
        "consensus": {"engine": "interval", "seconds": 2},
        "alloc": {
          "0x0000000000000000000000000000000000000B0b": {"balance": "1000000000000000000000"},
          "0x00000000000000000000000000000000000c0de0": {
            "code": "%s",
            "storage": {"0x1": "0xff"}
          }
        }
      }
      """
          .formatted(CODE_HEX);

  @Test
  void aFileSaysEverything() {
    Genesis genesis = GenesisJson.parse(FILE);

    assertEquals(new ChainRules(31_337, U256.of(12)), genesis.rules());
    assertEquals(1_700_000_000, genesis.timestampSeconds());
    assertEquals(30_000_000, genesis.gasLimit());
    assertEquals(U256.of(7), genesis.baseFeePerGasWei());
    assertEquals(
        new Genesis.Engine("interval", Json.object().put("seconds", 2).build()), genesis.engine());
    assertEquals(
        Map.of(
            Accounts.BOB,
            Allocation.of(U256.fromDecimal("1000000000000000000000")),
            CONTRACT,
            new Allocation(
                U256.ZERO,
                1,
                Optional.of(CODE),
                new TreeMap<>(Map.of(Hash.wrap(U256.ONE.toWord()), U256.of(255))))),
        genesis.allocations());
  }

  @Test
  void whatIsWrittenReadsAsTheSame() {
    Genesis genesis = GenesisJson.parse(FILE);

    assertEquals(genesis, GenesisJson.parse(GenesisJson.write(genesis)));
  }

  @Test
  void onlyTheChainIdMustBeThere() {
    assertEquals(
        Genesis.of(5, Collections.emptySortedMap()), GenesisJson.parse("{\"chainId\": 5}"));
    assertEquals(30_000_000, GenesisJson.parse("{\"chainId\": 5}").gasLimit());
    assertEquals(U256.of(1_000_000_000), GenesisJson.parse("{\"chainId\": 5}").baseFeePerGasWei());
  }

  @Test
  void theFirstBlockIsOrdinaryAndNobodys() {
    Genesis.Start start = GenesisJson.parse(FILE).start();

    Header header = start.block().header();
    assertEquals(0, header.number());
    assertEquals(Hash.ZERO, header.parentHash());
    assertEquals(Address.ZERO, header.feeRecipient());
    assertEquals(1_700_000_000, header.timestampSeconds());
    assertEquals(30_000_000, header.gasLimit());
    assertEquals(U256.of(7), header.baseFeePerGasWei());
    assertEquals(start.update().root(), header.stateRoot());
    assertEquals(new Seal.Genesis(), start.block().seal());
  }

  @Test
  void theFirstStateHasTheMoneyAndTheContracts() {
    StoredState state =
        new StoredState(MemoryStateStore.EMPTY.apply(GenesisJson.parse(FILE).start().update()));

    assertEquals(
        Optional.of(Account.EMPTY.withBalance(U256.fromDecimal("1000000000000000000000"))),
        state.account(Accounts.BOB));
    assertEquals(CODE.hash(), state.account(CONTRACT).orElseThrow().codeHash());
    assertEquals(1, state.account(CONTRACT).orElseThrow().nonce());
    assertEquals(U256.of(255), state.storage(CONTRACT, Hash.wrap(U256.ONE.toWord())));
    assertEquals(CODE.bytes(), state.code(CODE.hash()));
  }

  @Test
  void anAccountWithNothingIsNotStored() {
    Genesis genesis =
        GenesisJson.parse(
            "{\"chainId\": 5, \"alloc\": {\"%s\": {\"balance\": 0}}}".formatted(Accounts.BOB));

    assertEquals(Account.NO_STORAGE, genesis.start().block().header().stateRoot());
  }

  @Test
  void everythingInTheFileChangesTheHashOfTheFirstBlock() {
    Hash hash = hash(FILE);

    assertNotEquals(hash, hash(FILE.replace("31337", "31338")), "chain id");
    assertNotEquals(hash, hash(FILE.replace("1700000000", "1700000001")), "timestamp");
    assertNotEquals(hash, hash(FILE.replace("0x1c9c380", "0x1c9c381")), "gas limit");
    assertNotEquals(hash, hash(FILE.replace("\"7\"", "\"8\"")), "base fee");
    assertNotEquals(hash, hash(FILE.replace("12,", "13,")), "reward");
    assertNotEquals(hash, hash(FILE.replace("interval", "instant")), "engine");
    assertNotEquals(hash, hash(FILE.replace("\"seconds\": 2", "\"seconds\": 3")), "settings");
    assertNotEquals(hash, hash(FILE.replace("0xff", "0xfe")), "storage");
  }

  @Test
  void theOrderOfMembersChangesNothing() {
    String other =
        """
        {
          "consensus": {"b": {"y": 2, "x": [1, {"q": 1, "p": 2}]}, "engine": "e", "a": 1},
          "chainId": 5
        }
        """;
    String one =
        """
        {
          "chainId": 5,
          "consensus": {"engine": "e", "a": 1, "b": {"x": [1, {"p": 2, "q": 1}], "y": 2}}
        }
        """;

    assertEquals(hash(one), hash(other));
  }

  /// Computed once and kept: should it ever change, every existing chain would have another name.
  @Test
  void theHashOfAPlainGenesisStaysWhatItIs() {
    assertEquals(
        "0x9fe226b11baed5bdecb296bb3106e71ec78bf00c6da44dbd1245445bacce4948",
        GenesisJson.parse("{\"chainId\": 31337}").start().block().hash().toHex());
  }

  @Test
  void refusalsNameThePlaceAndTheFault() {
    assertRefused("the member \"chainId\" is missing", "{}");
    assertRefused("unknown member \"gaslimit\"", "{\"chainId\": 5, \"gaslimit\": 1}");
    assertRefused("chainId is from 1 to", "{\"chainId\": 0}");
    assertRefused(
        "$.chainId: expected a whole number, as in \"12\" or \"0xc\", got \"-1\"",
        "{\"chainId\": -1}");
    assertRefused("$.chainId: expected a number, got boolean", "{\"chainId\": true}");
    assertRefused("gasLimit is from 5000 to", "{\"chainId\": 5, \"gasLimit\": 4999}");
    assertRefused(
        "blockReward is less than 2^128 wei",
        "{\"chainId\": 5, \"blockReward\": \"0x1%s\"}".formatted("0".repeat(32)));
    assertRefused(
        "$.consensus: the member \"engine\" is missing",
        "{\"chainId\": 5, \"consensus\": {\"seconds\": 1}}");
    assertRefused("wrong checksum", alloc("0x0000000000000000000000000000000000000b0B", "{}"));
    assertRefused("unknown member \"balanc\"", alloc(Accounts.BOB.toHex(), "{\"balanc\": 1}"));
    assertRefused(
        "make it with \"tally build\"", alloc(Accounts.BOB.toHex(), "{\"code\": \"0x6080\"}"));
    assertRefused(
        "has storage but no code",
        alloc(Accounts.BOB.toHex(), "{\"storage\": {\"0x1\": \"0x1\"}}"));
    assertRefused(
        "is zero; leave it out",
        alloc(
            Accounts.BOB.toHex(),
            "{\"code\": \"" + CODE_HEX + "\", \"storage\": {\"0x1\": \"0x0\"}}"));
    assertRefused(
        "is from 1 to 4611686018427387904, got 0",
        alloc(Accounts.BOB.toHex(), "{\"code\": \"" + CODE_HEX + "\", \"nonce\": 0}"));
    assertRefused(
        "is from 0 to 4611686018427387904, got 4611686018427387905",
        alloc(Accounts.BOB.toHex(), "{\"nonce\": 4611686018427387905}"));
    assertRefused(
        "the sum of all balances is less than 2^255 wei",
        alloc(Accounts.BOB.toHex(), "{\"balance\": \"" + U256.MAX + "\"}"));
    assertRefused("expected", "[");
  }

  @Test
  void theSameAddressInTwoSpellingsIsRefused() {
    assertRefused(
        "in another spelling",
        "{\"chainId\": 5, \"alloc\": {\"0x%s\": {}, \"0x%s\": {}}}"
            .formatted("ab".repeat(20), "AB".repeat(20)));
  }

  private static String alloc(String address, String allocation) {
    return "{\"chainId\": 5, \"alloc\": {\"" + address + "\": " + allocation + "}}";
  }

  private static Hash hash(String file) {
    return GenesisJson.parse(file).start().block().hash();
  }

  private static void assertRefused(String words, String file) {
    String message =
        assertThrows(InvalidGenesisException.class, () -> GenesisJson.parse(file)).getMessage();
    assertTrue(
        message != null && message.contains(words), () -> "wanted: " + words + "\ngot: " + message);
  }
}
