package org.tallystick.node.consensus.local;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.bytes.Address;

/// For whom transactions are taken that nobody signed. Safe to share between threads.
final class Impersonations {
  private static final int ADDRESSES_MAX = 100_000;

  private final Set<Address> addresses = new HashSet<>();
  private boolean everybody;

  synchronized void add(Address address) {
    if (addresses.size() >= ADDRESSES_MAX && !addresses.contains(address)) {
      throw new DevRefusalException(
          ADDRESSES_MAX + " accounts are impersonated already; stop with some, or with all");
    }
    addresses.add(address);
  }

  /// @return whether it was among them
  synchronized boolean remove(Address address) {
    return addresses.remove(address);
  }

  synchronized void setEverybody(boolean all) {
    everybody = all;
  }

  synchronized boolean has(Address address) {
    return everybody || addresses.contains(address);
  }

  synchronized List<Address> all() {
    return addresses.stream().sorted().toList();
  }

  synchronized void forgetAll() {
    addresses.clear();
    everybody = false;
  }
}
