package org.tallystick.machine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// A host that keeps storage in a map, counts logs and charges nothing: what is left is the
/// machine.
final class MapHost implements Host {
  private final Map<Hash, U256> storage = new HashMap<>();
  private long logs;

  @Override
  public U256 load(Hash slot) {
    return storage.getOrDefault(slot, U256.ZERO);
  }

  @Override
  public void store(Hash slot, U256 value) {
    storage.put(slot, value);
  }

  @Override
  public void emit(List<Hash> topics, Bytes data) {
    logs++;
  }

  long logs() {
    return logs;
  }

  @Override
  public U256 balanceOf(Address account) {
    return U256.ZERO;
  }

  @Override
  public CallResult call(Call call) {
    throw new IllegalStateException("nobody to call");
  }

  @Override
  public CreateResult create(Create create) {
    throw new IllegalStateException("nothing to create");
  }
}
