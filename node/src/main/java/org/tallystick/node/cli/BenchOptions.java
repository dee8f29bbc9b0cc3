package org.tallystick.node.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.node.load.Kind;
import org.tallystick.node.load.Mode;
import picocli.CommandLine.Option;

/// What `tally bench` loads a node with.
final class BenchOptions {
  private static final int SENDERS_MAX = 500;
  private static final int REQUESTS_MAX = 1_000_000;
  private static final int BATCH_MAX = 1_000;
  private static final long TIMEOUT_SECONDS_MAX = 86_400;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "value sends coins, token calls a token's transfer, call asks by eth_call (default:"
              + " ${DEFAULT-VALUE}).")
  private String kind = "value";

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "single sends one transaction in a request, batch many; in closed each sender waits for"
              + " the receipt before it sends the next (default: ${DEFAULT-VALUE}).")
  private String mode = "single";

  @Option(
      names = "--senders",
      paramLabel = "N",
      description = "Accounts that send, each on its own connection (default: ${DEFAULT-VALUE}).")
  private int senders = 20;

  @Option(
      names = "--txs",
      paramLabel = "N",
      description = "Transactions, or calls, of all together (default: ${DEFAULT-VALUE}).")
  private int requests = 10_000;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Transactions in one request of --mode batch (default: ${DEFAULT-VALUE}).")
  private int batchSize = 100;

  @Option(
      names = "--token",
      paramLabel = "ADDRESS",
      description =
          "A token whose supply the funder holds (default: on a node of this platform, the sample"
              + " coin is deployed).")
  private @Nullable String token;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "The node's process on this computer, to measure its CPU and memory as well.")
  private @Nullable Long pid;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "How long transactions may take to come into blocks (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds = 120;

  @Option(names = "--json", description = "Prints what was measured as one line of JSON.")
  private boolean json;

  /// @throws CommandException naming the first value that cannot be
  void check() {
    var _ = kind();
    var _ = mode();
    var _ = token();
    CommandException.requireRange("--senders", senders, 1, SENDERS_MAX);
    CommandException.requireRange("--txs", requests, 1, REQUESTS_MAX);
    CommandException.requireRange("--batch-size", batchSize, 1, BATCH_MAX);
    CommandException.requireRange("--timeout", timeoutSeconds, 1, TIMEOUT_SECONDS_MAX);
    if (pid != null) {
      CommandException.requireRange("--pid", pid, 1, Integer.MAX_VALUE);
    }
  }

  Kind kind() {
    return choice("--kind", kind, Kind.values());
  }

  Mode mode() {
    return choice("--mode", mode, Mode.values());
  }

  private static <T extends Enum<T>> T choice(String option, String written, T[] values) {
    return Arrays.stream(values)
        .filter(value -> word(value).equals(written))
        .findFirst()
        .orElseThrow(() ->
            CommandException.usage(
                option
                    + " is one of "
                    + Arrays.stream(values)
                        .map(BenchOptions::word)
                        .collect(Collectors.joining(", "))
                    + ", got "
                    + written));
  }

  /// How a value is written.
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// No more than there are requests.
  int senders() {
    return Math.min(senders, requests);
  }

  int requests() {
    return requests;
  }

  int batchSize() {
    return batchSize;
  }

  Optional<Address> token() {
    return Optional.ofNullable(token).map(written -> WrittenCall.address("--token", written));
  }

  OptionalLong pid() {
    return pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
  }

  Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  boolean asJson() {
    return json;
  }
}
