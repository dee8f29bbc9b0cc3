package org.tallystick.node;

import java.time.Duration;
import java.util.Set;
import org.tallystick.execution.Genesis;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonView;
import org.tallystick.node.consensus.local.Pace;

/// Knows the engines by the names that genesis files give them.
final class Engines {
  private static final String INSTANT = "instant";
  private static final String INTERVAL = "interval";
  private static final String BLOCK_TIME_SECONDS = "blockTimeSeconds";
  private static final long BLOCK_TIME_SECONDS_MAX = 86_400;

  private Engines() {}

  /// When the genesis wants blocks to be made.
  ///
  /// @throws IllegalArgumentException where it names an engine or a setting that there is not
  static Pace pace(Genesis.Engine engine) {
    JsonView settings = engine.settings().view();
    try {
      return switch (engine.name()) {
        case INSTANT -> {
          settings.requireOnly(Set.of());
          yield new Pace.Instant();
        }
        case INTERVAL -> {
          settings.requireOnly(Set.of(BLOCK_TIME_SECONDS));
          long seconds = settings.member(BLOCK_TIME_SECONDS).integer(1, BLOCK_TIME_SECONDS_MAX);
          yield new Pace.Interval(Duration.ofSeconds(seconds));
        }
        default ->
            throw new IllegalArgumentException(
                "genesis, consensus: there is no engine \""
                    + engine.name()
                    + "\"; there are \""
                    + INSTANT
                    + "\" and \""
                    + INTERVAL
                    + "\"");
      };
    } catch (JsonException fault) {
      throw new IllegalArgumentException("genesis, consensus: " + fault.getMessage(), fault);
    }
  }
}
