package org.tallystick.node.rpc.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;

public class TypedDataTest {
  /// The example of [EIP-712](https://eips.ethereum.org/EIPS/eip-712).
  public static final String MAIL =
      """
      {"types":{
        "EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},
          {"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],
        "Person":[{"name":"name","type":"string"},{"name":"wallet","type":"address"}],
        "Mail":[{"name":"from","type":"Person"},{"name":"to","type":"Person"},
          {"name":"contents","type":"string"}]},
       "primaryType":"Mail",
       "domain":{"name":"Ether Mail","version":"1","chainId":1,
         "verifyingContract":"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},
       "message":{
         "from":{"name":"Cow","wallet":"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
         "to":{"name":"Bob","wallet":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
         "contents":"Hello, Bob!"}}\
      """;

  private static final String MAIL_HASH =
      "0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2";

  @Test
  void hashesTheExampleOfTheStandard() {
    assertEquals(Hash.fromHex(MAIL_HASH), hash(MAIL));
  }

  @Test
  void takesTheTextOfTheDataToo() {
    assertEquals(Hash.fromHex(MAIL_HASH), TypedData.hash(Argument.at(1, Json.of(MAIL))));
  }

  @Test
  void addsTheTypeOfTheDomainWhereItIsLeftOut() {
    int from = MAIL.indexOf("\"EIP712Domain\"");
    int to = MAIL.indexOf("\"Person\":");

    assertEquals(Hash.fromHex(MAIL_HASH), hash(MAIL.substring(0, from) + MAIL.substring(to)));
  }

  @Test
  void takesNumbersInEveryForm() {
    Hash expected = hash(data("uint256", "255"));

    assertEquals(expected, hash(data("uint256", "\"255\"")));
    assertEquals(expected, hash(data("uint256", "\"0xff\"")));
    assertEquals(expected, hash(data("uint256", "2.55e2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uint8   | 256                | number 256 is out of range for uint8",
        "uint8   | -1                 | number -1 is out of range for uint8",
        "int8    | 128                | number 128 is out of range for int8",
        "int8    | 1.5                | expected a whole number",
        "uint7   | 1                  | there is no type uint7",
        "uint264 | 1                  | there is no type uint264",
        "bytes4  | \"0x112233\"       | expected 4 bytes, got 3",
        "bytes33 | \"0x11\"           | there is no type bytes33",
        "bytes   | \"0x1\"            | hex string of odd length",
        "bool    | \"true\"           | expected true or false, got string",
        "address | \"0x11\"           | hex string has length 2, want 40 for address",
        "string  | 5                  | expected a string, got number 5",
        "string  | null               | the member \"value\" is missing",
        "uint8[2]| [1,2,3]            | expected 2 elements, got 3",
        "uint8[] | 5                  | expected an array, got number 5",
        "Person  | {}                 | there is no type Person",
        "uint8[] | [[1]]              | expected a string, got array",
      })
  void saysWhatDoesNotFitItsType(String type, String value, String words) {
    RpcException fault = assertThrows(RpcException.class, () -> hash(data(type, value)));

    assertEquals(RpcError.INVALID_ARGUMENTS, fault.error().code());
    assertTrue(fault.error().message().contains(words), fault.error().message());
  }

  @Test
  void hashesAStructThatIsNullAsZero() {
    String types =
        "\"Node\":[{\"name\":\"value\",\"type\":\"uint8\"},{\"name\":\"next\",\"type\":\"Node\"}]";

    // keccak256("Node(uint8 value,Node next)"), 1, and zero.
    Hash withNull = hash(document(types, "Node", "{\"value\":1,\"next\":null}"));
    Hash without = hash(document(types, "Node", "{\"value\":1}"));

    assertEquals(withNull, without);
  }

  @Test
  void refusesMoreTypesThanAnybodyReads() {
    StringBuilder types = new StringBuilder("\"T\":[]");
    for (int count = 0; count < 300; count++) {
      types.append(",\"T").append(count).append("\":[]");
    }

    RpcException fault =
        assertThrows(RpcException.class, () -> hash(document(types.toString(), "T", "{}")));

    assertTrue(fault.error().message().contains("at most 200 types"), fault.error().message());
  }

  private static String data(String type, String value) {
    return document(
        "\"T\":[{\"name\":\"value\",\"type\":\"" + type + "\"}]", "T", "{\"value\":" + value + "}");
  }

  private static String document(String types, String primaryType, String message) {
    return "{\"types\":{%s},\"primaryType\":\"%s\",\"domain\":{\"name\":\"x\"},\"message\":%s}"
        .formatted(types, primaryType, message);
  }

  private static Hash hash(String document) {
    return TypedData.hash(Argument.at(1, Json.parse(document)));
  }
}
