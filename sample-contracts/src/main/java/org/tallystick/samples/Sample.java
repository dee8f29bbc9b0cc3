package org.tallystick.samples;

import org.tallystick.sdk.bundle.Sources;

/// A sample contract.
public enum Sample {
  /// A coin with a fixed supply, by ERC-20.
  COIN("token/Coin.js"),
  /// Ballots on which everybody votes again each day.
  DAILY_POLL("voting/DailyPoll.js"),
  /// All-or-nothing crowd-funding.
  CROWDFUND("crowdfund/Crowdfund.js");

  private final String path;

  Sample(String path) {
    this.path = path;
  }

  /// Its file among [#sources()].
  public String path() {
    return path;
  }

  /// Where the samples' files lie.
  public static Sources sources() {
    Sources here = Sources.beside(Sample.class);
    return path -> here.read("js/" + path);
  }
}
