package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.execution.StateOverrides.AccountOverride;
import org.tallystick.execution.StateOverrides.StorageOverride;

class StateOverridesTest {
  private static final int PAIRS = 6;
  private static final int STEPS = 7;

  @Test
  @Timeout(5)
  void addressesWhoseHashesCollideTakeNoLongerThanOthers() {
    List<Address> addresses = colliding();
    Map<Address, AccountOverride> accounts = new HashMap<>();
    AccountOverride rich =
        new AccountOverride(
            Optional.of(U256.ONE), OptionalLong.empty(), Optional.empty(), StorageOverride.NONE);
    addresses.forEach(address -> accounts.put(address, rich));

    StateOverrides overrides = new StateOverrides(accounts);

    assertEquals(1, addresses.stream().map(Address::hashCode).distinct().count());
    assertEquals(117_649, overrides.accounts().size());
  }

  /// A byte that is one more and the next that is 31 less have the same polynomial.
  private static List<Address> colliding() {
    List<Address> addresses = new ArrayList<>();
    for (int number = 0; number < Math.pow(STEPS, PAIRS); number++) {
      byte[] bytes = new byte[Address.LENGTH];
      int left = number;
      for (int pair = 0; pair < PAIRS; pair++) {
        int steps = left % STEPS;
        left /= STEPS;
        bytes[2 * pair] = (byte) steps;
        bytes[2 * pair + 1] = (byte) (100 - 31 * steps);
      }
      addresses.add(Address.wrap(bytes));
    }
    return addresses;
  }
}
