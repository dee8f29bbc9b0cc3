package org.tallystick.node.testing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.tallystick.machine.ContractThreads;
import org.tallystick.samples.Sample;
import org.tallystick.sdk.bundle.Artifact;
import org.tallystick.sdk.bundle.Checker;
import org.tallystick.sdk.bundle.Checker.Checked;

/// What `tally build` makes of the sample coin.
public final class CoinArtifact {
  private CoinArtifact() {}

  public static Artifact build() {
    try (ContractThreads threads = new ContractThreads("check", 1)) {
      Checked checked = new Checker(threads).check(Sample.sources(), Sample.COIN.path());
      return assertInstanceOf(Checked.Passed.class, checked).artifact();
    }
  }
}
