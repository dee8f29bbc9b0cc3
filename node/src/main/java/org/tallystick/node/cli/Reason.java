package org.tallystick.node.cli;

import java.util.stream.Stream;
import org.tallystick.abi.Abi;
import org.tallystick.node.client.NodeRefusalException;
import org.tallystick.sdk.values.ContractError;

/// Why a call failed: by the contract's own error where it declares one, otherwise in the node's
/// words, which for mistakes of the language tell the place.
final class Reason {
  private static final String REVERTED = "execution reverted";

  private Reason() {}

  static String of(NodeRefusalException refusal, Abi abi, KnownAccounts accounts) {
    return refusal
        .revertData()
        .filter(data -> abi.errorOf(data).isPresent() || refusal.words().equals(REVERTED))
        .map(data -> ContractError.read(data, Stream.of(abi)).shown(accounts::nameOf))
        .orElseGet(() -> refusal.words().replaceFirst("^" + REVERTED + ": ", ""));
  }
}
