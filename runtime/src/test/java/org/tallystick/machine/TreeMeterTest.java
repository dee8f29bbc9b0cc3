package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.source.Source;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The nodes of the meter stand in the trees that other tools look at: debuggers, coverage.
class TreeMeterTest {
  private static final String PROGRAM =
      """
      const id = (v) => v;
      class Some { #n = 1; add(v) { this.#n += v; return this.#n; } }
      function* numbers(n) { for (let i = 0, f = () => i; i < n; i++) { yield f(); } }
      let sum = 0;
      for (const n of numbers(3)) { sum += n; }
      for (let i = 0; i < 2; i++) { if (id(i) === 1) sum--; else sum++; }
      for (const key in { a: 1 }) { sum += key.length; }
      const some = new Some();
      try { some.add(-sum); throw new Error(`${sum}`); } catch (e) { sum = ~sum; }
      """;

  @Test
  void anotherToolIsToldOfTheSameStatementsAndFunctions() {
    Set<SectionProbe.Event> unmetered = told(false);

    assertFalse(unmetered.isEmpty());
    assertEquals(unmetered, told(true));
  }

  private static Set<SectionProbe.Event> told(boolean metered) {
    try (EngineForTests engine = new EngineForTests()) {
      Source source = Sandbox.module("told.mjs", PROGRAM);
      if (metered) {
        RunState run = engine.meter(source);
        engine.run(source);
        assertTrue(run.meter().used() > 1_000);
      } else {
        engine.run(source);
      }
      Set<SectionProbe.Event> events = new HashSet<>();
      for (SectionProbe.Event event : engine.log.events) {
        events.add(new SectionProbe.Event(event.kind(), "", event.section()));
      }
      return events;
    }
  }
}
