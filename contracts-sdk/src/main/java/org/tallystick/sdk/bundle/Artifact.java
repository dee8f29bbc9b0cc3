package org.tallystick.sdk.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiCodec;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.contract.CreationData;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.json.Json;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonView;

/// A contract ready to be deployed: its code, and the abi to talk to it with.
///
/// Its JSON is [Hardhat's](https://hardhat.org/hardhat-runner/docs/advanced/artifacts) artifact
/// format, so ethers, viem and Hardhat deploy it like any other. `bytecode` is the creation data
/// without arguments, which is also what stands on chain afterwards.
///
/// @param name of the contract's class
/// @param abi derived from the code
public record Artifact(String name, Abi abi, Code code) {
  private static final String FORMAT = "hh-sol-artifact-1";

  /// What a transaction carries to deploy the contract.
  ///
  /// @param arguments of the constructor, as [AbiCodec] takes them
  /// @throws org.tallystick.abi.AbiValueException where they do not fit the constructor
  public Bytes creationData(List<?> arguments) {
    Bytes encoded =
        AbiCodec.encode(abi.constructor().orElse(AbiConstructor.DEFAULT).inputs(), arguments);
    return new CreationData(code, encoded).toBytes();
  }

  public JsonObject toJson() {
    String bytecode = code.bytes().toHex();
    return Json.object()
        .put("_format", FORMAT)
        .put("contractName", name)
        .put("sourceName", code.entry())
        .put("abi", abi.toJson())
        .put("bytecode", bytecode)
        .put("deployedBytecode", bytecode)
        .put("linkReferences", JsonObject.EMPTY)
        .put("deployedLinkReferences", JsonObject.EMPTY)
        .build();
  }

  /// Reads what [#toJson()] gives.
  ///
  /// @throws JsonException naming what is missing or broken
  public static Artifact fromJson(Json json) {
    JsonView artifact = JsonView.of(json);
    JsonView bytecode = artifact.member("bytecode");
    try {
      return new Artifact(
          artifact.member("contractName").text(),
          Abi.fromJson(artifact.member("abi").value()),
          Code.parse(Bytes.fromHex(bytecode.text())));
    } catch (InvalidCodeException | IllegalArgumentException e) {
      throw bytecode.fault(String.valueOf(e.getMessage()));
    }
  }

  /// Writes the artifact as `<name>.json` into a folder, which comes to be where there is none.
  ///
  /// @return the file
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name + ".json"), toJson().write() + "\n");
  }
}
