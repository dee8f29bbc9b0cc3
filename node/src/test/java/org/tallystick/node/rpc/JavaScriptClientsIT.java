package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.node.testing.CoinArtifact;

/// Ethereum's JavaScript clients against a real node, each as its users have it: the scripts are
/// beside, in `src/test/js`, with their libraries pinned.
class JavaScriptClientsIT {
  private static final Path SCRIPTS = Path.of("src", "test", "js");
  private static final Path INSTALLED = Path.of("target", "js");
  private static final int SECONDS_MAX = 180;

  @TempDir Path folder;

  @BeforeAll
  static void install() throws Exception {
    Optional<String> version = versionOfNode();
    Assumptions.assumeTrue(
        version.isPresent(),
        "Node.js 20 or newer is not on the PATH, so no JavaScript client was tried");
    Path lock = SCRIPTS.resolve("package-lock.json");
    Path installedLock = INSTALLED.resolve("package-lock.json");
    boolean isInstalled =
        Files.exists(INSTALLED.resolve("node_modules"))
            && Files.exists(installedLock)
            && Files.mismatch(lock, installedLock) == -1;
    if (!isInstalled) {
      Files.createDirectories(INSTALLED);
      Files.deleteIfExists(installedLock);
      Path prepared = Files.copy(lock, INSTALLED.resolve("package-lock.json"));
      copy("package.json");
      String said = run(INSTALLED, List.of("npm", "ci", "--ignore-scripts"));
      if (!Files.exists(INSTALLED.resolve("node_modules"))) {
        Files.delete(prepared);
        throw new AssertionError("npm ci failed:\n" + said);
      }
    }
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      for (Path script : scripts.filter(one -> isScript(one)).toList()) {
        copy(script.getFileName().toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ethers.mjs",
        "viem.mjs",
        "web3.mjs",
        "hardhat.mjs",
        "cast.mjs",
        "extras.mjs",
        "live.mjs",
        "traces.mjs"
      })
  void aClientDoesEverything(String script) throws Exception {
    runAgainstNode(script);
  }

  @Test
  void hardhatSignsItselfWhereItHasTheKeys() throws Exception {
    runAgainstNode("hardhat.mjs", "signed");
  }

  @ParameterizedTest
  @CsvSource({
    "anvil, tallystick/test",
    "anvil, anvil/v1.2.3",
    "hardhat, tallystick/test",
    "hardhat, HardhatNetwork/2.29.1",
    "ganache, tallystick/test"
  })
  void viemsTestClientDoesEverythingInEachOfItsModes(String mode, String clientVersion)
      throws Exception {
    runAgainst(clientVersion, "testclient.mjs", mode);
  }

  @Test
  void hardhatsNetworkHelpersDoEverything() throws Exception {
    runAgainst("HardhatNetwork/2.29.1", "helpers.mjs");
  }

  private void runAgainstNode(String script, String... more) throws Exception {
    runAgainst("tallystick/test", script, more);
  }

  /// @param clientVersion what the node says it is
  private void runAgainst(String clientVersion, String script, String... more) throws Exception {
    Path artifact = CoinArtifact.build().write(folder);
    try (DevNode node = DevNode.start(folder.resolve("data"), clientVersion)) {
      List<String> command =
          new ArrayList<>(
              List.of("node", script, node.url(), artifact.toAbsolutePath().toString()));
      command.addAll(List.of(more));
      run(INSTALLED, command);
    }
  }

  private static boolean isScript(Path file) {
    return file.toString().endsWith(".mjs") || file.toString().endsWith(".cjs");
  }

  private static void copy(String name) throws IOException {
    Files.copy(SCRIPTS.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<String> versionOfNode() throws InterruptedException {
    try {
      return Optional.of(run(Path.of("."), List.of("node", "--version")));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /// Runs a program to its end, and fails with all it said unless it ends with 0.
  private static String run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    File said = File.createTempFile("said", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said)
              .start();
      boolean isEnded = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(said.toPath());
      String words = String.join(" ", command) + "\n" + text;
      if (!isEnded) {
        throw new AssertionError("not ended after " + SECONDS_MAX + " s: " + words);
      }
      assertEquals(0, process.exitValue(), words);
      return text;
    } finally {
      Files.delete(said.toPath());
    }
  }
}
