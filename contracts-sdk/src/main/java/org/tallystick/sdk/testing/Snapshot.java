package org.tallystick.sdk.testing;

/// A moment of a chain to come back to, any number of times.
public final class Snapshot {
  private final Chain chain;
  private final Moment moment;

  Snapshot(Chain chain, Moment moment) {
    this.chain = chain;
    this.moment = moment;
  }

  Moment momentOf(Chain asking) {
    if (asking != chain) {
      throw new IllegalArgumentException("the snapshot is of another chain");
    }
    return moment;
  }
}
