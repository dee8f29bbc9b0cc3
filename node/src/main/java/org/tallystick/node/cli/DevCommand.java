package org.tallystick.node.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.ChainRules;
import org.tallystick.execution.FeeRules;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.InvalidGenesisException;
import org.tallystick.gas.Limits;
import org.tallystick.node.Config;
import org.tallystick.node.Predeploys;
import org.tallystick.node.chain.ChainFault;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.rpc.http.RpcOptions;
import org.tallystick.node.rpc.http.RpcServerException;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tally dev`: a chain of one node for development, until it is interrupted.
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "Starts a development chain with known accounts and serves JSON-RPC.")
final class DevCommand implements Callable<Integer> {
  private static final long CHAIN_ID_DEFAULT = 31_337;
  private static final int CLIENT_VERSION_LENGTH_MAX = 100;

  private final Terminal terminal;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where it listens; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port = RpcOptions.PORT_DEFAULT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the chain is kept (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(".tally", "dev");

  @Option(names = "--fresh", description = "Begins anew: the chain in the folder is removed.")
  private boolean fresh;

  @Option(
      names = "--archive",
      description = "Keeps the states of all blocks (default: of the last 1,024).")
  private boolean archive;

  @Option(
      names = "--block-time",
      paramLabel = "SECONDS",
      description = "Between two blocks (default: a block for each transaction).")
  private @Nullable Long blockTimeSeconds;

  @Option(
      names = "--sync-within",
      paramLabel = "MILLISECONDS",
      description =
          "Makes blocks safe against a power cut together, at most so long after they are there"
              + " (default: each before it is told of).")
  private @Nullable Long syncWithinMillis;

  @Option(names = "--chain-id", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private long chainId = CHAIN_ID_DEFAULT;

  @Option(
      names = "--block-gas-limit",
      paramLabel = "N",
      description = "Gas of a block (default: ${DEFAULT-VALUE}).")
  private long blockGasLimit = Limits.BLOCK_GAS_DEFAULT;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "How many accounts hold money (default: ${DEFAULT-VALUE}).")
  private int accounts = DevelopmentAccounts.COUNT_DEFAULT;

  @Option(
      names = "--limits",
      paramLabel = "FILE",
      description = "JSON that sets limits of connections, methods, filters and the pool.")
  private @Nullable Path limitsFile;

  @Option(
      names = "--demo",
      description = "Deploys a coin and a poll first, sends a transfer and a vote, and shows how.")
  private boolean demo;

  @Option(
      names = "--client-version",
      paramLabel = "TEXT",
      description =
          "What web3_clientVersion answers (default: ${DEFAULT-VALUE}). Hardhat's network helpers"
              + " serve only nodes whose version begins with HardhatNetwork or anvil.")
  private String clientVersion = DevChain.Serving.CLIENT_VERSION_DEFAULT;

  @SuppressWarnings("unused") // bin/tally reads it, before there is a JVM.
  @Option(names = "--no-jit", description = "Interprets contracts: starts faster, runs slower.")
  private boolean noJit;

  DevCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandException.requireRange("--port", port, 0, 65_535);
    CommandException.requireRange("--accounts", accounts, 1, DevelopmentAccounts.COUNT_MAX);
    requireClientVersion();
    NodeLimits limits =
        limitsFile == null ? NodeLimits.DEVELOPMENT : NodeLimits.DEVELOPMENT.with(limitsFile);
    List<KeyPair> keys = DevelopmentAccounts.keys(accounts);
    Config config = config(keys, limits);
    try {
      if (fresh) {
        clear();
      }
      return serve(config, keys, new DevChain.Serving(port, clientVersion, limits));
    } catch (StoreException | RpcServerException refusal) {
      throw CommandException.failed(String.valueOf(refusal.getMessage()));
    }
  }

  private void requireClientVersion() {
    boolean isPlain = clientVersion.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
    if (clientVersion.isBlank() || clientVersion.length() > CLIENT_VERSION_LENGTH_MAX || !isPlain) {
      throw CommandException.usage(
          "--client-version has from 1 to "
              + CLIENT_VERSION_LENGTH_MAX
              + " letters of ASCII, not all of them blank");
    }
  }

  private Config config(List<KeyPair> keys, NodeLimits limits) {
    if (blockTimeSeconds != null) {
      CommandException.requireRange(
          "--block-time", blockTimeSeconds, 1, Duration.ofDays(1).toSeconds());
    }
    if (syncWithinMillis != null) {
      CommandException.requireRange(
          "--sync-within", syncWithinMillis, 1, Duration.ofMinutes(1).toMillis());
    }
    try {
      SortedMap<Address, Genesis.Allocation> allocations = DevelopmentAccounts.allocations(keys);
      allocations.putAll(Predeploys.allocations());
      Genesis genesis =
          new Genesis(
              new ChainRules(chainId, U256.ZERO),
              blockGasLimit,
              FeeRules.INITIAL_BASE_FEE_PER_GAS_WEI,
              0,
              Genesis.Engine.INSTANT,
              allocations);
      return new Config(
          data,
          genesis,
          Optional.ofNullable(blockTimeSeconds).map(Duration::ofSeconds),
          Optional.empty(),
          limits.pool(),
          archive ? HistoryMode.ARCHIVE : HistoryMode.WINDOW,
          Optional.ofNullable(syncWithinMillis).map(Duration::ofMillis));
    } catch (InvalidGenesisException refusal) {
      throw CommandException.usage(String.valueOf(refusal.getMessage()));
    }
  }

  private void clear() {
    try (DataFolder folder = DataFolder.claim(data)) {
      folder.clear();
    }
  }

  private int serve(Config config, List<KeyPair> keys, DevChain.Serving serving) {
    DevChain chain = DevChain.start(config, keys, serving, terminal);
    CompletableFuture<ChainFault> fault = chain.node().fault().toCompletableFuture();
    // The JVM ends only after its hooks have: an interrupt waits for the block under way.
    Runtime.getRuntime().addShutdownHook(new Thread(chain::close, "stop"));
    introduce(keys);
    if (demo) {
      serveWithDemo(chain);
    } else {
      tellReady(chain);
    }
    OldGarbage.keepDown();
    terminal.tell("tally: the chain has stopped: " + fault.join());
    return ExitCode.INTERNAL;
  }

  private void serveWithDemo(DevChain chain) {
    Terminal onlyOut = new Terminal(terminal.out(), terminal.out());
    try (NodeClient client = new NodeClient(chain.url())) {
      Demo played = new Demo(onlyOut, client, chain.readers());
      Demo.Contracts contracts = played.play();
      tellReady(chain);
      played.proposeMore(contracts);
    }
  }

  private void tellReady(DevChain chain) {
    terminal.print("ready " + chain.url() + " chain " + chainId);
  }

  private void introduce(List<KeyPair> keys) {
    terminal.tell(
        "Accounts with "
            + DevelopmentAccounts.BALANCE_COINS
            + " coin each, of the words \""
            + DevelopmentAccounts.MNEMONIC
            + "\".");
    terminal.tell("Everybody knows these keys: use them on development chains only.");
    for (int at = 0; at < keys.size(); at++) {
      KeyPair key = keys.get(at);
      terminal.tell(
          String.format(
              Locale.ROOT,
              "  %d %-6s %s  %s",
              at,
              DevelopmentAccounts.name(at),
              Checksum.encode(key.address()),
              key.secret().toHex()));
    }
    terminal.tell("The chain is kept in " + data.toAbsolutePath() + ".");
  }
}
