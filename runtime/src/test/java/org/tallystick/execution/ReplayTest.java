package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.machine.RandomContract;

/// Random contracts, whose every call runs in the warm realm and once more in a fresh one. What one
/// leaves behind, the other does not find: they would ask something else of the host, with other
/// gas, or end in another way.
///
/// Contracts come in groups that call one another; the calls of a group are shuffled.
class ReplayTest {
  /// Random contracts in one run; `-Dtallystick.programs=10000` runs more, and
  /// `-Dtallystick.seed=7` begins with another.
  private static final int PROGRAMS = Integer.getInteger("tallystick.programs", 60);

  private static final long FIRST_SEED = Long.getLong("tallystick.seed", 1);
  private static final int GROUP = 4;
  private static final long GAS = 200_000;

  private final Map<String, Integer> endings = new HashMap<>();

  @Test
  void aCallDoesInAWarmRealmWhatItDoesInAFreshOne() {
    RealContracts contracts = RealContracts.replayed();
    for (int group = 0; group < PROGRAMS / GROUP; group++) {
      long seed = FIRST_SEED + group;
      try {
        runGroup(contracts, new Random(seed));
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError(
            "-Dtallystick.programs=" + GROUP + " -Dtallystick.seed=" + seed, failure);
      }
    }
    // They are about something.
    for (String ending : List.of("Success", "Revert", "Halt")) {
      assertTrue(endings.containsKey(ending), endings.toString());
    }
  }

  private void runGroup(RealContracts contracts, Random random) {
    List<Address> group = new ArrayList<>();
    for (int member = 0; member < GROUP; member++) {
      group.add(contracts.deploy(RandomContract.text(random)));
    }
    List<Runnable> calls = new ArrayList<>();
    for (Address contract : group) {
      for (int call = 0; call < 2 * RandomContract.FUNCTIONS; call++) {
        String function = "f" + call % RandomContract.FUNCTIONS;
        BigInteger x = BigInteger.valueOf(random.nextInt(6));
        Address peer = group.get(random.nextInt(GROUP));
        calls.add(() -> {
          var sent = contracts.send(contract, t -> t.gasLimit(GAS), function, x, peer);
          endings.merge(sent.outcome().getClass().getSimpleName(), 1, Integer::sum);
        });
      }
    }
    Collections.shuffle(calls, random);
    calls.forEach(Runnable::run);
  }
}
