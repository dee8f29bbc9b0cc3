package org.tallystick.node.rpc.dev;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;

/// The accounts of a development chain whose keys the node has, and signs with for whoever asks.
/// Their keys are public knowledge, so a node of any other chain has none.
public final class DevAccounts {
  private final Map<Address, KeyPair> keys;

  /// @param keys in the order in which `eth_accounts` names their accounts
  public DevAccounts(List<KeyPair> keys) {
    Map<Address, KeyPair> byAddress = new LinkedHashMap<>();
    keys.forEach(key -> byAddress.put(key.address(), key));
    this.keys = Collections.unmodifiableMap(byAddress);
  }

  Set<Address> addresses() {
    return keys.keySet();
  }

  Optional<KeyPair> find(Address address) {
    return Optional.ofNullable(keys.get(address));
  }
}
