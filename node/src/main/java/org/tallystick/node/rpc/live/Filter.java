package org.tallystick.node.rpc.live;

import java.time.Instant;
import org.tallystick.json.Json;
import org.tallystick.node.rpc.eth.LogMethods;

/// Something that a client polls. Safe to share between threads: of two that ask at once, each is
/// told another part.
final class Filter {
  private final Source source;
  private final Runnable end;
  private volatile Instant lastAsked;

  /// Where what is new comes from. Belongs to whoever asks; one at a time.
  interface Source {
    /// All that is new since the last time, or as much of it as is given at once.
    Json next();
  }

  /// One that follows logs.
  ///
  /// @param query by which all logs up to now are found
  record Logs(Source changes, LogMethods.Query query) implements Source {
    @Override
    public Json next() {
      return changes.next();
    }
  }

  /// @param end gives back what it takes up
  Filter(Source source, Runnable end, Instant now) {
    this.source = source;
    this.end = end;
    this.lastAsked = now;
  }

  synchronized Json changes() {
    return source.next();
  }

  Source source() {
    return source;
  }

  /// To be called once, when nobody can ask it any more.
  void end() {
    end.run();
  }

  void touch(Instant now) {
    lastAsked = now;
  }

  Instant lastAsked() {
    return lastAsked;
  }
}
