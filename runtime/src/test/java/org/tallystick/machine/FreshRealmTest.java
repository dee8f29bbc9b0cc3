package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// Thousands of random functions do and cost the same in the realm that has seen all the others as
/// in one that is new to them. What one leaves for another is found because every realm runs them
/// in an order of its own.
///
/// Functions of one module share a new realm: here it is the number of programs that counts. The
/// replay of contracts makes a realm for every call.
class FreshRealmTest {
  private static final int MODULES = Integer.getInteger("tallystick.modules", 160);
  private static final int FUNCTIONS = 25;
  private static final long GAS = 100_000;

  /// `-Dtallystick.seed=7` begins with another.
  private static final long FIRST_SEED = Long.getLong("tallystick.seed", 1);

  @Test
  void aFunctionDoesInAWarmRealmWhatItDoesInANewOne() {
    Map<String, Integer> endings =
        MachineForTests.THREADS.run(machine -> {
          MeteredEngine engine = MeteredEngine.start();
          Map<String, Integer> counts = new HashMap<>();
          for (long seed = FIRST_SEED; seed < FIRST_SEED + MODULES; seed++) {
            compare(machine, engine, seed)
                .forEach(ended ->
                    counts.merge(ended.result().getClass().getSimpleName(), 1, Integer::sum));
          }
          return counts;
        });

    // They are about something: most return, and many fail in either way.
    assertTrue(endings.getOrDefault("Returned", 0) > MODULES * FUNCTIONS / 2, endings.toString());
    assertTrue(endings.getOrDefault("Threw", 0) > MODULES, endings.toString());
    assertTrue(endings.getOrDefault("Halted", 0) > MODULES / 4, endings.toString());
  }

  /// How each function of a module ended.
  private static List<MachineForTests.Ended> compare(
      GraalMachine machine, MeteredEngine engine, long seed) {
    Random random = new Random(seed);
    Code code = MachineForTests.code(RandomContract.module(random, FUNCTIONS));
    if (machine.inspect(code) instanceof Inspection.Refused refused) {
      throw new AssertionError("seed " + seed + ": " + refused);
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, FUNCTIONS).boxed().toList());
    Collections.shuffle(order, random);
    List<MachineForTests.Ended> warm = callAll(machine, code, order);
    Collections.shuffle(order, random);
    assertEquals(warm, callAll(machine, code, order), () -> "warm, seed " + seed);
    Collections.shuffle(order, random);
    try (GraalMachine fresh = GraalMachine.open(engine, ConsoleListener.NOBODY)) {
      assertEquals(warm, callAll(fresh, code, order), () -> "in a new realm, seed " + seed);
    }
    return warm;
  }

  /// @return by function, whatever the order
  private static List<MachineForTests.Ended> callAll(
      GraalMachine machine, Code code, List<Integer> order) {
    MachineForTests.Ended[] ended = new MachineForTests.Ended[FUNCTIONS];
    for (int function : order) {
      GasMeter gas = new GasMeter(GAS);
      ExportResult result = machine.callExport(code, "f" + function, gas);
      ended[function] = new MachineForTests.Ended(result, gas.used());
    }
    return List.of(ended);
  }
}
