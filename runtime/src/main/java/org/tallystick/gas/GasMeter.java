package org.tallystick.gas;

/// Counts the gas of one frame. Belongs to the thread that runs the frame.
public final class GasMeter {
  private final long limit;
  private long left;
  private long forfeited;

  /// @param limit gas the frame may use, at least zero
  public GasMeter(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("a gas limit is at least zero, got " + limit);
    }
    this.limit = limit;
    this.left = limit;
  }

  public long limit() {
    return limit;
  }

  public long left() {
    return left;
  }

  public long used() {
    return limit - left;
  }

  /// What a halt took without work for it; part of what is used.
  public long forfeited() {
    return forfeited;
  }

  /// Takes gas for work that is about to be done.
  ///
  /// @param gas at least zero
  /// @throws Halt with [HaltReason#OUT_OF_GAS] where less is left; the frame's gas is then spent
  public void charge(long gas) {
    if (tryCharge(gas)) {
      return;
    }
    if (gas < 0) {
      throw new IllegalArgumentException("a charge is at least zero, got " + gas);
    }
    spendAll();
    throw new Halt(HaltReason.OUT_OF_GAS, "");
  }

  /// Takes gas if that much is left. It is the part of [#charge] that never throws.
  ///
  /// @return whether it was taken
  public boolean tryCharge(long gas) {
    if (gas < 0 || gas > left) {
      return false;
    }
    left -= gas;
    return true;
  }

  /// Gives back what an inner frame was lent and did not use.
  ///
  /// @param gas at least zero, at most what was charged for it
  public void giveBack(long gas) {
    if (gas < 0 || gas > limit - left) {
      throw new IllegalArgumentException("cannot give back " + gas + " of " + used() + " used");
    }
    left += gas;
  }

  /// Takes all that is left: what a halt costs.
  public void spendAll() {
    forfeited += left;
    left = 0;
  }
}
