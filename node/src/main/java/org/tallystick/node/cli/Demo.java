package org.tallystick.node.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.abi.Abi;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.ContractAddress;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.KeyPair;
import org.tallystick.machine.ContractThreads;
import org.tallystick.node.client.MinedTransaction;
import org.tallystick.node.client.NodeClient;
import org.tallystick.samples.Sample;
import org.tallystick.sdk.bundle.Artifact;

/// Shows a chain at work: a coin is issued and sent, a ballot is opened and voted on. Each step is
/// told as the command that does the same, and what the command would tell.
final class Demo {
  private static final String SAMPLES = "sample-contracts/src/main/js/";
  private static final String ISSUER = "alice";
  private static final String OTHER = "bob";
  private static final String DECIMALS = "0".repeat(18);
  private static final Duration BALLOT_OPEN = Duration.ofDays(30);

  private final Terminal terminal;
  private final NodeClient node;
  private final KnownAccounts accounts;
  private final Artifact coinArtifact;
  private final Artifact pollArtifact;

  /// @param threads whose machines check the contracts
  Demo(Terminal terminal, NodeClient node, ContractThreads threads) {
    this.terminal = terminal;
    this.node = node;
    this.accounts = KnownAccounts.of(node);
    this.coinArtifact = SampleContract.build(Sample.COIN, threads);
    this.pollArtifact = SampleContract.build(Sample.DAILY_POLL, threads);
  }

  /// The contracts of the demo.
  record Contracts(DeployedContract coin, DeployedContract poll) {}

  /// Plays the demo, but not twice on one chain.
  Contracts play() {
    Optional<Contracts> before = find();
    if (before.isPresent()) {
      terminal.print("The demo was played on this chain before.");
      return before.get();
    }
    DeployedContract coin =
        deploy(Sample.COIN, coinArtifact, "Riverbank Coin", "RBC", "1000000" + DECIMALS);
    DeployedContract poll = deploy(Sample.DAILY_POLL, pollArtifact);
    send(coin, ISSUER, "transfer", OTHER, "40" + DECIMALS);
    long closesAtSeconds = Clock.systemUTC().instant().plus(BALLOT_OPEN).getEpochSecond();
    send(poll, ISSUER, "open", "Best bridge", "[\"North\",\"South\"]", "" + closesAtSeconds, "1");
    send(poll, OTHER, "vote", "0", "1");
    ask(coin, "balanceOf", OTHER);
    ask(poll, "tally", "0");
    return new Contracts(coin, poll);
  }

  /// They came out of the issuer's first two transactions.
  private Optional<Contracts> find() {
    Address issuer = accounts.key(ISSUER).address();
    Address coinAt = ContractAddress.byNonce(issuer, 0);
    Address pollAt = ContractAddress.byNonce(issuer, 1);
    return stands(coinArtifact, coinAt) && stands(pollArtifact, pollAt)
        ? Optional.of(new Contracts(deployed(coinArtifact, coinAt), deployed(pollArtifact, pollAt)))
        : Optional.empty();
  }

  private boolean stands(Artifact artifact, Address at) {
    return node.code(at).equals(artifact.code().bytes());
  }

  private static DeployedContract deployed(Artifact artifact, Address at) {
    return new DeployedContract(at, artifact.name(), artifact.abi());
  }

  private DeployedContract deploy(Sample sample, Artifact artifact, String... arguments) {
    tell("deploy " + SAMPLES + sample.path(), arguments, " --from " + ISSUER);
    Bytes creation = WrittenCall.creation(artifact, List.of(arguments), accounts);
    MinedTransaction mined = submission(artifact.abi(), ISSUER).submit(Optional.empty(), creation);
    DeployedContract deployed = deployed(artifact, mined.contract().orElseThrow());
    terminal.step("contract", Checksum.encode(deployed.address()));
    return deployed;
  }

  private void send(DeployedContract contract, String from, String... words) {
    tell("send " + Checksum.encode(contract.address()), words, " --from " + from);
    WrittenCall call = WrittenCall.of(contract, List.of(words), accounts);
    var _ = submission(contract.abi(), from).submit(Optional.of(contract.address()), call.data());
  }

  private Submission submission(Abi abi, String from) {
    KeyPair key = accounts.key(from);
    return new Submission(terminal, node, accounts, abi, key, new TransactionOptions());
  }

  private void ask(DeployedContract contract, String... words) {
    tell("call " + Checksum.encode(contract.address()), words, "");
    WrittenCall call = WrittenCall.of(contract, List.of(words), accounts);
    terminal.print("  " + call.shown(call.ask(node, Address.ZERO)));
  }

  /// Prints a command as it is typed in a shell.
  private void tell(String verb, String[] words, String options) {
    StringBuilder line = new StringBuilder("$ tally ").append(verb);
    for (String word : words) {
      line.append(' ').append(word.matches("\\w+") ? word : "'" + word + "'");
    }
    terminal.print(line + options);
  }

  /// Says what somebody may do now.
  void proposeMore(Contracts contracts) {
    String coin = Checksum.encode(contracts.coin().address());
    String poll = Checksum.encode(contracts.poll().address());
    String url = node.url().equals(NodeOptions.URL_DEFAULT) ? "" : " --url " + node.url();
    terminal.print("Try next, in another terminal:");
    for (String command :
        List.of(
            "tally call " + coin + " balanceOf bob",
            "tally send " + coin + " transfer carol 5" + DECIMALS + " --from bob",
            "tally send " + coin + " transfer carol 900" + DECIMALS + " --from bob",
            "tally send " + poll + " vote 0 0 --from carol",
            "tally call " + poll + " tally 0")) {
      terminal.print("  " + command + url);
    }
  }
}
