package org.tallystick.node.cli;

import java.util.stream.Stream;
import org.tallystick.abi.Abi;
import org.tallystick.abi.RevertData;
import org.tallystick.node.client.NodeRefusalException;
import org.tallystick.sdk.values.ContractError;

/// Why a call failed: by the contract's own errors where it was the contract that refused,
/// otherwise in the node's words.
final class Reason {
  private Reason() {}

  static String of(NodeRefusalException refusal, Abi abi, KnownAccounts accounts) {
    return refusal
        .revertData()
        .map(data ->
            RevertData.reason(data)
                .orElseGet(() -> ContractError.read(data, Stream.of(abi)).shown(accounts::nameOf)))
        .orElseGet(refusal::words);
  }
}
