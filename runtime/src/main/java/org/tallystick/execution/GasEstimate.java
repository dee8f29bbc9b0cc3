package org.tallystick.execution;

/// What `eth_estimateGas` answers.
public sealed interface GasEstimate {
  /// With this limit the call succeeds, and with little less it would not.
  record Enough(long gasLimit) implements GasEstimate {}

  /// The call fails with any gas: its failure is the answer.
  record Fails(Outcome outcome) implements GasEstimate {}

  /// The call would need more gas than it may use.
  record AboveAllowance(long allowance) implements GasEstimate {
    public String words() {
      return "gas required exceeds allowance (" + allowance + ")";
    }
  }

  /// The call cannot even begin.
  record Rejected(Invalid invalid) implements GasEstimate {}
}
