package org.tallystick.execution;

/// Everything that contracts do together, each call once more in a realm of its own: gas, requests
/// and results must be the same, whatever ran before.
final class ContractsTogetherReplayedTest extends ContractsTogetherTest {
  @Override
  RealContracts contracts() {
    return RealContracts.replayed();
  }
}
