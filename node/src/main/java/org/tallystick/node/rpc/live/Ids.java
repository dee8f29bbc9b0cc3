package org.tallystick.node.rpc.live;

import java.math.BigInteger;
import java.security.SecureRandom;

/// Names of filters and subscriptions, which nobody can guess who was not told.
final class Ids {
  private static final int BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String next() {
    return "0x" + new BigInteger(BITS, RANDOM).toString(16);
  }
}
