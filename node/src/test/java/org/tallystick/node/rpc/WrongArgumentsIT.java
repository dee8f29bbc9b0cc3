package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonObject;
import org.tallystick.node.rpc.protocol.RpcError;

/// No argument, however wrong, is a fault of the node.
class WrongArgumentsIT {
  private static final int CALLS = 20_000;

  /// What arguments are made of: every kind of value, right in one place and wrong in the others.
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1.5",
          "1e99",
          "18446744073709551616",
          "\"\"",
          "\"0x\"",
          "\"0x0\"",
          "\"0x1\"",
          "\"0x00\"",
          "\"0xg\"",
          "\"latest\"",
          "\"pending\"",
          "\"earliest\"",
          "\"nonsense\"",
          "\"0xffffffffffffffff\"",
          "\"0x7fffffffffffffff\"",
          "\"0x" + "f".repeat(64) + "\"",
          "\"0x" + "0".repeat(64) + "\"",
          "\"0x" + "1".repeat(65) + "\"",
          "\"0x00000000000000000000000000000000000c0de0\"",
          "\"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266\"",
          "\"\\ud800\"",
          "\"0x\\u0660\\u0661\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[{}]",
          "[10,50]",
          "\"0x6080604052\"",
          "\"0xef4a5301c0\"",
          "\"0x02c0\"",
          "\"0xc0\"",
          "\"callTracer\"",
          "\"prestateTracer\"",
          "\"muxTracer\"",
          "{\"tracer\":\"callTracer\"}",
          "{\"tracer\":\"muxTracer\",\"tracerConfig\":{\"4byteTracer\":null}}");

  private static final List<String> MEMBERS =
      List.of(
          "from",
          "to",
          "gas",
          "gasPrice",
          "maxFeePerGas",
          "maxPriorityFeePerGas",
          "value",
          "data",
          "input",
          "nonce",
          "chainId",
          "accessList",
          "address",
          "topics",
          "fromBlock",
          "toBlock",
          "blockHash",
          "blockNumber",
          "requireCanonical",
          "types",
          "primaryType",
          "domain",
          "message",
          "storageKeys",
          "balance",
          "code",
          "state",
          "stateDiff",
          "name",
          "type",
          "0x00000000000000000000000000000000000c0de0",
          "tracer",
          "tracerConfig",
          "stateOverrides",
          "blockOverrides",
          "diffMode",
          "EIP712Domain");

  /// Only a development chain has these. They wait for a block, and two of three have one meaning:
  /// asked below, but less often.
  private static boolean isRare(String method) {
    return method.equals("eth_sendTransaction")
        || Stream.of("evm_", "anvil_", "hardhat_", "ganache_").anyMatch(method::startsWith);
  }

  @TempDir Path folder;

  @Test
  void areRefusedWithWords() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (TestNode node = TestNode.development(folder)) {
      List<String> methods = new ArrayList<>(node.methods().names());
      int refusals = 0;
      for (int count = 0; count < CALLS; count++) {
        String method = methods.get(random.nextInt(methods.size()));
        if (isRare(method) && random.nextInt(5) != 0) {
          continue;
        }
        String[] arguments = arguments(random);
        JsonObject answer = node.call(method, arguments);
        Optional<Json> error = answer.get("error");
        if (error.isPresent()) {
          refusals++;
          requireCallersFault(seed, method, arguments, (JsonObject) error.get());
        }
      }
      assertTrue(refusals > CALLS / 3, "only " + refusals + " refusals, seed " + seed);
    }
  }

  @Test
  void areRefusedForEachMethodAndPlaceAndKind() {
    try (TestNode node = TestNode.development(folder)) {
      for (String method : node.methods().names()) {
        if (method.equals("evm_mine")) {
          continue;
        }
        for (int place = 0; place < 4; place++) {
          for (String value : List.of("{\"a\":[]}", "[[[]]]", "-1.5", "\"\\u0000\"", "false")) {
            String[] arguments = new String[place + 1];
            Arrays.fill(arguments, "\"0x00000000000000000000000000000000000c0de0\"");
            arguments[place] = value;
            JsonObject answer = node.call(method, arguments);
            answer
                .get("error")
                .ifPresent(error -> requireCallersFault(0, method, arguments, (JsonObject) error));
          }
        }
      }
    }
  }

  @Test
  void areTooManyForEveryMethod() {
    try (TestNode node = TestNode.development(folder)) {
      for (String method : node.methods().names()) {
        JsonObject error = node.error(method, "1", "2", "3", "4", "5", "6");

        assertEquals(Json.of(RpcError.INVALID_ARGUMENTS), error.get("code").orElseThrow(), method);
      }
    }
  }

  private static void requireCallersFault(
      long seed, String method, String[] arguments, JsonObject error) {
    long code = ((JsonNumber) error.get("code").orElseThrow()).decimal().longValueExact();
    String message = error.get("message").orElse(JsonNull.NULL).view().text();
    if (code == RpcError.INTERNAL_ERROR || message.isBlank()) {
      fail(method + List.of(arguments) + " gave " + error + ", seed " + seed);
    }
  }

  private static String[] arguments(Random random) {
    String[] arguments = new String[random.nextInt(5)];
    for (int at = 0; at < arguments.length; at++) {
      arguments[at] = value(random, 3);
    }
    return arguments;
  }

  private static String value(Random random, int depth) {
    int kind = random.nextInt(10);
    if (depth == 0 || kind < 6) {
      return VALUES.get(random.nextInt(VALUES.size()));
    }
    List<String> parts = new ArrayList<>();
    List<String> names = new ArrayList<>(MEMBERS);
    for (int count = random.nextInt(5); count > 0; count--) {
      String part = value(random, depth - 1);
      String name = names.remove(random.nextInt(names.size()));
      parts.add(kind < 9 ? "\"" + name + "\":" + part : part);
    }
    String joined = String.join(",", parts);
    return kind < 9 ? "{" + joined + "}" : "[" + joined + "]";
  }
}
