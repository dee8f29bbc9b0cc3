package org.tallystick.node.cli;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.U256;
import org.tallystick.gas.Limits;
import org.tallystick.sdk.values.Coins;
import picocli.CommandLine.Option;

/// What goes with a transaction, and how its end is told.
final class TransactionOptions {
  private static final long TIMEOUT_SECONDS_MAX = 86_400;

  @Option(
      names = "--value",
      paramLabel = "COINS",
      description = "Coins to send along, such as 1.5, or 1500wei (default: none).")
  private String value = "0";

  @Option(
      names = "--gas",
      paramLabel = "N",
      description = "Gas at most. The node is then not asked first whether it will succeed.")
  private @Nullable Long gas;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for a block (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds = 120;

  @Option(names = "--json", description = "Prints what became of it as one line of JSON.")
  private boolean json;

  U256 valueWei() {
    try {
      return Coins.read(value);
    } catch (IllegalArgumentException fault) {
      throw CommandException.usage("--value: " + fault.getMessage());
    }
  }

  OptionalLong gasLimit() {
    if (gas == null) {
      return OptionalLong.empty();
    }
    CommandException.requireRange("--gas", gas, 1, Limits.TRANSACTION_GAS_MAX);
    return OptionalLong.of(gas);
  }

  Duration timeout() {
    CommandException.requireRange("--timeout", timeoutSeconds, 0, TIMEOUT_SECONDS_MAX);
    return Duration.ofSeconds(timeoutSeconds);
  }

  boolean asJson() {
    return json;
  }
}
