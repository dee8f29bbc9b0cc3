package org.tallystick.node.consensus.local;

import java.time.InstantSource;
import java.util.OptionalLong;

/// The clock by which a node that is alone dates its blocks. Goes as the world's does, but can be
/// put forward, so that on a development chain nobody has to wait. Safe to share between threads.
public final class BlockClock {
  private final InstantSource world;
  private Setting setting = Setting.WORLD;

  /// How a clock is set.
  ///
  /// @param offsetSeconds by which it is ahead of the world's
  /// @param next date of the next block, where that is decided
  /// @param stepSeconds between two blocks, where that is decided
  /// @param latestSeconds date of the newest block
  record Setting(
      long offsetSeconds, OptionalLong next, OptionalLong stepSeconds, long latestSeconds) {
    /// As the world's goes.
    static final Setting WORLD = new Setting(0, OptionalLong.empty(), OptionalLong.empty(), 0);
  }

  public BlockClock(InstantSource world) {
    this.world = world;
  }

  /// Puts the clock forward, or back where the number is negative.
  ///
  /// @return by how much it is ahead of the world's now
  public synchronized long advance(long seconds) {
    setOffset(Math.addExact(setting.offsetSeconds, seconds));
    return setting.offsetSeconds;
  }

  /// Puts the clock to a time.
  synchronized void setTo(long timestampSeconds) {
    setOffset(timestampSeconds - worldSeconds());
  }

  /// Decides the date of the next block. From then on the clock goes on from that date.
  public synchronized void setNext(long timestampSeconds) {
    set(OptionalLong.of(timestampSeconds), setting.stepSeconds);
  }

  /// Decides by how much each block is later than the one before it, for as long as it is not
  /// decided otherwise; absent, it is by the clock.
  synchronized void setStep(OptionalLong stepSeconds) {
    set(setting.next, stepSeconds);
  }

  /// Goes on from the newest block where that is ahead of the world, as on a chain whose clock was
  /// put forward before the node was last stopped.
  synchronized void carryOnFrom(long timestampSeconds) {
    passed(timestampSeconds);
    setOffset(Math.max(setting.offsetSeconds, timestampSeconds - worldSeconds()));
  }

  /// What the next block would be dated.
  public synchronized long seconds() {
    if (setting.next.isPresent()) {
      return setting.next.getAsLong();
    }
    return setting.stepSeconds.isPresent()
        ? setting.latestSeconds + setting.stepSeconds.getAsLong()
        : now();
  }

  /// Takes note that there is a block with this date.
  synchronized void passed(long timestampSeconds) {
    boolean wasDecided = setting.next.isPresent() || setting.stepSeconds.isPresent();
    long offsetSeconds = wasDecided ? timestampSeconds - worldSeconds() : setting.offsetSeconds;
    setting =
        new Setting(offsetSeconds, OptionalLong.empty(), setting.stepSeconds, timestampSeconds);
  }

  synchronized Setting setting() {
    return setting;
  }

  /// Goes on as with an earlier setting.
  synchronized void setBack(Setting earlier) {
    setting = earlier;
  }

  private void setOffset(long offsetSeconds) {
    setting = new Setting(offsetSeconds, setting.next, setting.stepSeconds, setting.latestSeconds);
  }

  private void set(OptionalLong next, OptionalLong stepSeconds) {
    setting = new Setting(setting.offsetSeconds, next, stepSeconds, setting.latestSeconds);
  }

  private long now() {
    return worldSeconds() + setting.offsetSeconds;
  }

  private long worldSeconds() {
    return world.instant().getEpochSecond();
  }
}
