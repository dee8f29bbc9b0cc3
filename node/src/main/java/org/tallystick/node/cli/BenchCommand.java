package org.tallystick.node.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.KeyPair;
import org.tallystick.machine.ContractThreads;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.client.NodeRefusalException;
import org.tallystick.node.load.Asset;
import org.tallystick.node.load.Audit;
import org.tallystick.node.load.Endpoint;
import org.tallystick.node.load.Funder;
import org.tallystick.node.load.Kind;
import org.tallystick.node.load.Load;
import org.tallystick.node.load.LoadException;
import org.tallystick.node.load.LoadRun;
import org.tallystick.node.load.Measured;
import org.tallystick.node.load.Preparation;
import org.tallystick.node.load.ProcessUse;
import org.tallystick.samples.Sample;
import org.tallystick.sdk.bundle.Artifact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tally bench`: loads a node with transfers or calls, and measures what it does.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Loads a node with transfers or calls, checks every receipt and balance, and measures.")
final class BenchCommand implements Callable<Integer> {
  private static final String OURS = "tallystick/";

  /// So much that no load uses it up.
  private static final String SUPPLY = "1" + "0".repeat(36);

  private final Terminal terminal;

  @Mixin private BenchOptions options = new BenchOptions();
  @Mixin private NodeOptions node = new NodeOptions();
  @Mixin private SignerOptions signer = new SignerOptions();

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    options.check();
    Endpoint endpoint = endpoint();
    try {
      options.pid().ifPresent(ProcessUse::of);
      BenchReport report = node.ask(client -> bench(client, endpoint));
      terminal.print(options.asJson() ? report.toJson().write() : report.shown());
      return ExitCode.OK;
    } catch (LoadException failure) {
      throw CommandException.failed(failure.words());
    }
  }

  private Endpoint endpoint() {
    try {
      return Endpoint.of(node.url());
    } catch (IllegalArgumentException fault) {
      throw CommandException.usage("--url: " + fault.getMessage());
    }
  }

  private BenchReport bench(NodeClient client, Endpoint endpoint) {
    LoadRun run =
        new LoadRun(
            endpoint, options.mode(), options.batchSize(), options.timeout(), options.pid());
    return switch (options.kind()) {
      case VALUE -> transfers(client, run, funder(client), new Asset.Coins());
      case TOKEN -> {
        Funder funder = funder(client);
        yield transfers(client, run, funder, token(client, funder));
      }
      case CALL -> calls(client, run);
    };
  }

  private BenchReport transfers(NodeClient client, LoadRun run, Funder funder, Asset asset) {
    Preparation preparation = new Preparation(client, funder, options.timeout());
    Load load = preparation.prepare(asset, options.senders(), options.requests());
    terminal.step("signed", load.size() + " transactions of " + options.senders() + " senders");
    try (Audit audit = new Audit(run.endpoint(), load, options.timeout())) {
      Measured measured = run.send(load);
      terminal.step("sent", "and all in blocks");
      int blocks = audit.check();
      terminal.step("checked", "every receipt and balance");
      return new BenchReport(
          options.kind(),
          Optional.of(options.mode()),
          options.senders(),
          OptionalInt.of(blocks),
          measured);
    }
  }

  private BenchReport calls(NodeClient client, LoadRun run) {
    Funder funder = funder(client);
    Asset asset =
        options.token().isPresent() || isOurs(client) ? token(client, funder) : new Asset.Coins();
    List<Asset.Question> questions =
        IntStream.range(0, options.senders())
            .mapToObj(number -> asset.call(funder.recipient(number)))
            .toList();
    Measured measured = run.call(questions, options.requests());
    return new BenchReport(
        Kind.CALL, Optional.empty(), options.senders(), OptionalInt.empty(), measured);
  }

  /// The key that the options name, otherwise the first account that the node signs for.
  private Funder funder(NodeClient client) {
    Optional<KeyPair> key = signer.named(KnownAccounts.of(client));
    if (key.isPresent()) {
      return new Funder.ByKey(key.get());
    }
    return new Funder.OfNode(
        accounts(client).stream()
            .findFirst()
            .orElseThrow(() ->
                CommandException.usage(
                    "this node signs for nobody, so it cannot pay for the load: give a key that"
                        + " has coins with --key-file")));
  }

  private static List<Address> accounts(NodeClient client) {
    try {
      return client.accounts();
    } catch (NodeRefusalException noSuchMethod) {
      return List.of();
    }
  }

  private Asset.Token token(NodeClient client, Funder funder) {
    options
        .token()
        .filter(token -> client.code(token).isEmpty())
        .ifPresent(token -> {
          throw CommandException.usage(
              "--token: there is no contract at " + Checksum.encode(token));
        });
    return new Asset.Token(options.token().orElseGet(() -> deploy(client, funder)));
  }

  private Address deploy(NodeClient client, Funder funder) {
    if (!isOurs(client)) {
      throw CommandException.usage(
          "only a node of this platform runs the sample coin, and this is "
              + client.clientVersion()
              + ": name a token there with --token");
    }
    Address deployed =
        new Preparation(client, funder, options.timeout()).deploy(coin(KnownAccounts.of(client)));
    terminal.step("contract", Checksum.encode(deployed));
    return deployed;
  }

  private Bytes coin(KnownAccounts accounts) {
    try (ContractThreads threads = Machines.start(terminal, 1)) {
      Artifact artifact = SampleContract.build(Sample.COIN, threads);
      return WrittenCall.creation(artifact, List.of("Bench Coin", "BENCH", SUPPLY), accounts);
    }
  }

  private static boolean isOurs(NodeClient client) {
    return client.clientVersion().startsWith(OURS);
  }
}
