package org.tallystick.sdk.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.abi.AbiValueException;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.CreationData;
import org.tallystick.json.Json;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonObject;

class ArtifactTest {
  private static final String SOURCE =
      """
      import { Contract, uint256 } from 'tally';
      export default class Counter extends Contract {
        static abi = `
          constructor(uint256 from)
          function count() view returns (uint256)
        `;
        static state = { count: uint256 };
        init(from) { this.count = from; }
      }
      """;

  @TempDir Path folder;

  private Artifact counter() throws IOException {
    return new Project(folder)
        .with("contracts/counter.js", SOURCE)
        .artifact("contracts/counter.js");
  }

  @Test
  void itsJsonHasAllFieldsOfHardhats() throws IOException {
    JsonObject json = counter().toJson();

    assertEquals(
        List.of(
            "_format",
            "contractName",
            "sourceName",
            "abi",
            "bytecode",
            "deployedBytecode",
            "linkReferences",
            "deployedLinkReferences"),
        List.copyOf(json.members().keySet()));
    assertEquals(Json.of("hh-sol-artifact-1"), json.members().get("_format"));
    assertEquals(Json.of("Counter"), json.members().get("contractName"));
    assertEquals(Json.of("counter.js"), json.members().get("sourceName"));
    assertEquals(JsonObject.EMPTY, json.members().get("linkReferences"));
    assertEquals(JsonObject.EMPTY, json.members().get("deployedLinkReferences"));
    assertEquals(json.members().get("bytecode"), json.members().get("deployedBytecode"));
  }

  /// By hand: the prefix, a list of 266 bytes (f9010a), sdk 1, then "counter.js" (8a…), the list of
  /// files and so on, as architecture has it.
  @Test
  void itsBytecodeIsThePrefixAndTheRlpOfItsFiles() throws IOException {
    String bytecode = counter().code().bytes().toHex();
    String name = Bytes.of("counter.js".getBytes(StandardCharsets.US_ASCII)).toHex().substring(2);

    assertEquals("0xef4a5301", bytecode.substring(0, 10));
    assertTrue(bytecode.substring(10).startsWith("f9"), bytecode);
    assertEquals("018a" + name, bytecode.substring(16, 16 + 4 + 20));
  }

  @Test
  void itsAbiIsReadByEveryTool() throws IOException {
    assertEquals(
        """
        [{"type":"constructor","inputs":[{"name":"from","type":"uint256"}],\
        "stateMutability":"nonpayable"},{"type":"function","name":"count","inputs":[],\
        "outputs":[{"name":"","type":"uint256"}],"stateMutability":"view"}]\
        """,
        counter().abi().toJson().write());
  }

  @Test
  void itIsReadBackFromItsFile() throws IOException {
    Path file = counter().write(folder.resolve("out/deep"));

    assertEquals("Counter.json", file.getFileName().toString());
    assertEquals(counter(), Artifact.fromJson(Json.parse(Files.readAllBytes(file))));
  }

  @Test
  void creationDataAreTheCodeAndTheArguments() throws IOException {
    CreationData data = CreationData.parse(counter().creationData(List.of(7)));

    assertEquals(counter().code(), data.code());
    assertEquals("0x" + "0".repeat(63) + "7", data.arguments().toHex());
  }

  @Test
  void argumentsThatDoNotFitTheConstructorAreRefused() throws IOException {
    Artifact counter = counter();

    assertThrows(AbiValueException.class, () -> counter.creationData(List.of()));
    assertThrows(AbiValueException.class, () -> counter.creationData(List.of("seven")));
  }

  @Test
  void brokenBytecodeIsRefusedWithItsPath() throws IOException {
    String json = counter().toJson().write();
    String evm = json.replaceFirst("\"bytecode\":\"0xef4a5301", "\"bytecode\":\"0x60806040");

    JsonException refusal =
        assertThrows(JsonException.class, () -> Artifact.fromJson(Json.parse(evm)));

    assertTrue(String.valueOf(refusal.getMessage()).contains("bytecode"), refusal.getMessage());
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("not EVM bytecode"), refusal.getMessage());
  }

  @Test
  void aMissingFieldIsNamed() {
    JsonException refusal =
        assertThrows(
            JsonException.class, () -> Artifact.fromJson(Json.parse("{\"contractName\":\"A\"}")));

    assertTrue(String.valueOf(refusal.getMessage()).contains("bytecode"), refusal.getMessage());
  }
}
