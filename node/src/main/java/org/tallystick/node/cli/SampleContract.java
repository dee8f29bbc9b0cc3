package org.tallystick.node.cli;

import org.tallystick.machine.ContractThreads;
import org.tallystick.samples.Sample;
import org.tallystick.sdk.bundle.Artifact;
import org.tallystick.sdk.bundle.Checker;
import org.tallystick.sdk.bundle.Checker.Checked;

/// A sample contract, built here.
final class SampleContract {
  private SampleContract() {}

  /// @param threads whose machines check it
  static Artifact build(Sample sample, ContractThreads threads) {
    return switch (new Checker(threads).check(Sample.sources(), sample.path())) {
      case Checked.Passed(Artifact artifact, var _) -> artifact;
      case Checked.Refused refused ->
          throw new IllegalStateException("a sample does not pass: " + refused.violations());
    };
  }
}
