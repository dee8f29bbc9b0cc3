package org.tallystick.node.rpc.dev;

import java.security.SecureRandom;
import org.tallystick.bytes.Hash;

/// What a development chain is told by from the one that was there before a restart or reset, where
/// number, genesis and all else may be the same. Safe to share between threads.
final class Instance {
  private static final SecureRandom RANDOM = new SecureRandom();

  private volatile Hash id = random();

  Hash id() {
    return id;
  }

  void renew() {
    id = random();
  }

  private static Hash random() {
    byte[] bytes = new byte[Hash.LENGTH];
    RANDOM.nextBytes(bytes);
    return Hash.wrap(bytes);
  }
}
