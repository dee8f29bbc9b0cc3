package org.tallystick.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonException;

class AbiTest {
  private static final Abi COIN =
      Abi.parse(
          """
          constructor(string name, string symbol, uint256 supply)
          function balanceOf(address owner) view returns (uint256)
          function transfer(address to, uint256 value) returns (bool)
          function transfer(address to, uint256 value, bytes data) returns (bool)
          event Transfer(address indexed from, address indexed to, uint256 value)
          event Hidden(uint256 indexed what) anonymous
          error ERC20InvalidSender(address sender)
          receive() external payable
          fallback() external
          """);

  @Test
  void findsFunctionsByTheFirstFourBytesOfACall() {
    assertEquals(
        Optional.of("transfer(address,uint256)"),
        COIN.functionOf(Bytes.fromHex("0xa9059cbb00")).map(AbiFunction::signature));
    assertEquals(
        Optional.of("balanceOf(address)"),
        COIN.functionOf(Bytes.fromHex("0x70a08231")).map(AbiFunction::signature));
    assertEquals(Optional.empty(), COIN.functionOf(Bytes.fromHex("0xa9059cbc")));
    assertEquals(Optional.empty(), COIN.functionOf(Bytes.fromHex("0xa9059c")));
    assertEquals(Optional.empty(), COIN.functionOf(Bytes.EMPTY));
    for (AbiFunction function : COIN.functions()) {
      assertEquals(Optional.of(function), COIN.functionOf(function.selector()));
    }
  }

  @Test
  void findsItemsByNameSignatureAndHash() {
    assertEquals(2, COIN.functionsNamed("transfer").size());
    assertEquals(
        COIN.functionsNamed("transfer").get(1),
        COIN.function("transfer(address,uint256,bytes)").orElseThrow());
    assertEquals(
        Optional.of("Transfer"),
        COIN.eventOf(
                Hash.fromHex("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"))
            .map(AbiEvent::name));
    AbiEvent hidden = COIN.eventsNamed("Hidden").getFirst();
    assertEquals(Optional.empty(), COIN.eventOf(hidden.topic0()));
    AbiError error = COIN.errorsNamed("ERC20InvalidSender").getFirst();
    assertEquals("0x96c6fd1e", error.selector().toHex());
    assertEquals(
        Optional.of(error), COIN.errorOf(Bytes.concat(error.selector(), Bytes.fromHex("0x00"))));
    assertEquals(3, COIN.constructor().orElseThrow().inputs().size());
  }

  @Test
  void printsTheStandardJson() {
    assertEquals(
        Json.parse(
            """
            [
              {"type": "constructor", "stateMutability": "payable",
               "inputs": [{"name": "owner", "type": "address"}]},
              {"type": "function", "name": "tally", "stateMutability": "view",
               "inputs": [{"name": "id", "type": "uint256"}, {"name": "", "type": "bytes32[2][]"}],
               "outputs": [{"name": "", "type": "tuple[]", "internalType": "struct Tally[]",
                 "components": [{"name": "label", "type": "string"},
                                {"name": "votes", "type": "uint256"}]}]},
              {"type": "event", "name": "Voted", "anonymous": false,
               "inputs": [{"name": "id", "type": "uint256", "indexed": true},
                          {"name": "day", "type": "uint64", "indexed": false}]},
              {"type": "error", "name": "Closed", "inputs": []},
              {"type": "receive", "stateMutability": "payable"},
              {"type": "fallback", "stateMutability": "nonpayable"}
            ]
            """),
        Abi.parse(
                """
                constructor(address owner) payable
                struct Tally { string label; uint256 votes; }
                function tally(uint256 id, bytes32[2][]) view returns (Tally[])
                event Voted(uint256 indexed id, uint64 day)
                error Closed()
                receive() external payable
                fallback() external
                """)
            .toJson());
  }

  @Test
  void readsTheJsonItPrints() {
    assertEquals(COIN, Abi.fromJson(COIN.toJson()));
    Abi structs = Abi.parse("struct S { uint8 a; }\nfunction f((S[2] s, bool b)[] x, S y)");
    assertEquals(structs, Abi.fromJson(structs.toJson()));
  }

  @Test
  void readsTheAbiOfAnArtifact() {
    assertEquals(
        COIN,
        Abi.fromJson(
            Json.object()
                .put("contractName", "Coin")
                .put("abi", COIN.toJson())
                .put("bytecode", "0x")
                .build()));
  }

  @Test
  void readsTheJsonOfOldCompilers() {
    Abi abi =
        Abi.fromJson(
            Json.parse(
                """
                [{"name": "a", "inputs": [], "constant": true},
                 {"type": "function", "name": "b", "payable": true},
                 {"type": "function", "name": "c", "constant": false, "payable": false}]
                """));
    assertEquals(
        List.of(StateMutability.VIEW, StateMutability.PAYABLE, StateMutability.NONPAYABLE),
        abi.functions().stream().map(AbiFunction::stateMutability).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | $: the member \"abi\" is missing; there is none",
        "[{\"type\": \"function\"}] | $[0]: the member \"name\" is missing; there is type",
        "[{\"type\": \"modifier\"}] | $[0].type: unknown \"modifier\": there are function, event,"
            + " error, constructor, receive and fallback",
        "[{\"name\": \"f\", \"inputs\": [{\"type\": \"uint2\"}]}] | $[0].inputs[0].type: unknown"
            + " type \"uint2\": integers have 8, 16, … 256 bits",
        "[{\"name\": \"f\", \"inputs\": [{\"type\": \"bool[\"}]}] | $[0].inputs[0].type: \"bool[\""
            + " is no type: brackets do not pair",
        "[{\"name\": \"f\", \"inputs\": [{\"type\": \"bool[]x\"}]}] | $[0].inputs[0].type:"
            + " \"bool[]x\" is no type: brackets do not pair",
        "[{\"name\": \"f\", \"inputs\": [{\"type\": \"bool[0]\"}]}] | $[0].inputs[0].type: an array"
            + " of fixed length has at least 1 element, got 0",
        "[{\"name\": \"f\", \"inputs\": [{\"type\": \"bool[1e3]\"}]}] | $[0].inputs[0].type:"
            + " \"1e3\" is no length of an array: write [3] or []",
        "[{\"name\": \"f\", \"inputs\": [{\"type\": \"tuple\"}]}] | $[0].inputs[0]: a struct has at"
            + " least one field, the tuple has none",
        "[{\"name\": \"f\", \"stateMutability\": \"free\"}] | $[0].stateMutability: there are pure,"
            + " view, nonpayable and payable",
        "[{\"name\": \"f g\"}] | $[0]: \"f g\" is no name: letters, digits, _ and $ make one, no"
            + " digit first",
        "[{\"name\": \"f\"}, {\"name\": \"f\"}] | $[1]: function f() is declared twice",
        "[{\"type\": \"event\", \"name\": 5}] | $[0].name: expected a string, got number 5",
      })
  void saysWhereTheJsonIsWrong(String json, String message) {
    Json parsed = Json.parse(json);
    assertEquals(
        message, assertThrows(JsonException.class, () -> Abi.fromJson(parsed)).getMessage());
  }

  @Test
  void mergesBaseAndDerivedBySignature() {
    Abi base =
        Abi.parse(
            """
            constructor(address owner)
            struct S { bool a; }
            function f(uint256 x) view returns (S)
            function g()
            event E(uint256 indexed a)
            error F()
            """);
    Abi derived =
        Abi.parse(
            """
            constructor(string name) payable
            /// better
            function f(uint256 y) view returns (bool)
            function f(int256 y)
            event E(uint256 a)
            receive() payable
            """);
    assertEquals(
        """
        constructor(string name) payable
        function f(uint256 y) view returns (bool)
        function g()
        event E(uint256 a)
        error F()
        function f(int256 y)
        receive() external payable
        """,
        Abi.merge(base, derived).human());
    assertEquals("better", Abi.merge(base, derived).function("f(uint256)").orElseThrow().doc());
    assertTrue(Abi.merge(base, derived).structs().containsKey("S"));
    assertEquals(base, Abi.merge(base, Abi.EMPTY));
    assertEquals(derived, Abi.merge(Abi.EMPTY, derived));
  }

  @Test
  void refusesToMergeFunctionsWithOneSelector() {
    Abi base = Abi.parse("function collate_propagate_storage(bytes16 x)");
    Abi derived = Abi.parse("function burn(uint256 amount)");
    assertThrows(IllegalArgumentException.class, () -> Abi.merge(base, derived));
  }

  @Test
  void readsWhatItPrintsForPeople() {
    for (long seed = 0; seed < 500; seed++) {
      RandomAbi random = new RandomAbi(seed);
      AbiFunction function =
          new AbiFunction(
              "f", random.parameters(3), random.parameters(3), StateMutability.VIEW, "");
      Abi abi = Abi.of(List.of(function));
      assertEquals(abi, Abi.parse(abi.human()), "seed " + seed);
      assertEquals(abi, Abi.fromJson(abi.toJson()), "seed " + seed);
      for (AbiParameter parameter : function.inputs()) {
        assertEquals(
            parameter.type().canonicalName(),
            AbiType.parse(parameter.type().canonicalName()).canonicalName(),
            "seed " + seed);
      }
    }
  }
}
