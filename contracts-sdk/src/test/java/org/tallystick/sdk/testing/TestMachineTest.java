package org.tallystick.sdk.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TestMachineTest {
  private static final ClassLoader LOADER = TestMachine.class.getClassLoader();

  @Test
  void theEngineRunsWithoutItsAssertionsWhereAllAreOn() throws ClassNotFoundException {
    assertNotNull(TestMachine.THREADS);
    LOADER.setDefaultAssertionStatus(true);
    try {
      assertFalse(isAsserting("com.oracle.truffle.api.CallTarget"));
      assertFalse(isAsserting("com.oracle.truffle.js.runtime.JSRuntime"));
      assertTrue(isAsserting("org.junit.jupiter.api.Test"));
    } finally {
      LOADER.setDefaultAssertionStatus(false);
    }
  }

  private static boolean isAsserting(String type) throws ClassNotFoundException {
    return Class.forName(type, false, LOADER).desiredAssertionStatus();
  }
}
