package org.tallystick.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonBool;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;
import org.tallystick.json.JsonView;
import org.tallystick.testing.Vectors;

/// What ethers, viem and the official vectors say; the resources name their source.
class AbiGoldenTest {
  @Test
  void encodesTheOfficialVectors() throws IOException {
    Json vectors = Json.parse(Files.readAllBytes(Vectors.require("ABITests/basic_abi_tests.json")));
    assertFalse(vectors.view().members().isEmpty());
    vectors
        .view()
        .members()
        .forEach((name, vector) -> {
          AbiParameters parameters = parameters(vector.member("types"));
          List<Object> values = JsonValues.read(parameters, vector.member("args"));
          Bytes data = Bytes.fromHex("0x" + vector.member("result").text());
          assertEquals(data, AbiCodec.encode(parameters, values), name);
          assertEquals(values, AbiCodec.decodeExactly(parameters, data), name);
        });
  }

  @Test
  void encodesAsEthersAndViemDo() throws IOException {
    for (JsonView peer : resource("/abi/peers.json").member("encodings").elements()) {
      AbiParameters parameters = parameters(peer.member("types"));
      List<Object> values = JsonValues.read(parameters, peer.member("values"));
      Bytes data = Bytes.fromHex(peer.member("data").text());
      assertEquals(data, AbiCodec.encode(parameters, values), peer.path());
      assertEquals(values, AbiCodec.decodeExactly(parameters, data), peer.path());
    }
  }

  @Test
  void packsAsEthersAndViemDo() throws IOException {
    for (JsonView peer : resource("/abi/peers.json").member("packed").elements()) {
      AbiParameters parameters = parameters(peer.member("types"));
      List<Object> values = JsonValues.read(parameters, peer.member("values"));
      assertEquals(
          peer.member("data").text(),
          AbiCodec.encodePacked(parameters, values).toHex(),
          peer.path());
    }
  }

  @Test
  void readsDeclarationsAsEthersAndViemDo() throws IOException {
    for (JsonView peer : resource("/abi/declarations.json").member("cases").elements()) {
      String text =
          peer.member("text").elements().stream()
              .map(JsonView::text)
              .collect(Collectors.joining("\n"));
      // ethers sorts the declarations, so their order does not count here.
      Set<Json> theirs = new HashSet<>(peer.member("json").array().elements());
      assertEquals(theirs, saying(Abi.parse(text).toJson()), peer.path());
      assertEquals(theirs, saying(Abi.fromJson(peer.member("json").value()).toJson()), peer.path());
    }
  }

  /// The declarations without the members that say nothing; the resource has none of those.
  private static Set<Json> saying(JsonArray abi) {
    return abi.elements().stream().map(AbiGoldenTest::saying).collect(Collectors.toSet());
  }

  private static Json saying(Json value) {
    return switch (value) {
      case JsonArray array ->
          Json.array(array.elements().stream().map(AbiGoldenTest::saying).toList());
      case JsonObject object -> {
        JsonObject.Builder kept = Json.object();
        object
            .members()
            .forEach((name, member) -> {
              boolean isSilent =
                  name.equals("internalType")
                      || (name.equals("name") && member.equals(new JsonText("")))
                      || member.equals(new JsonText("nonpayable"))
                      || member.equals(JsonBool.FALSE);
              if (!isSilent) {
                kept.put(name, saying(member));
              }
            });
        yield kept.build();
      }
      default -> value;
    };
  }

  private static AbiParameters parameters(JsonView types) {
    return AbiParameters.ofTypes(
        types.elements().stream().map(type -> AbiType.parse(type.text())).toList());
  }

  private static JsonView resource(String name) throws IOException {
    try (InputStream stream = AbiGoldenTest.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("no resource " + name);
      }
      return Json.parse(stream.readAllBytes()).view();
    }
  }
}
