package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightsTest {
  @SuppressWarnings("NullAway.Init")
  private static EngineForTests engine;

  @BeforeAll
  static void start() {
    engine = new EngineForTests();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest
  @MethodSource("org.tallystick.machine.SyntaxForms#all")
  void everySectionTheEngineTellsOfHasAWeight(SyntaxForms form) {
    Source source = EngineForTests.source(form.name() + ".mjs", form.text());
    Weights weights = Weights.of(engine.parse(source), form.text().length());
    engine.log.clear();
    engine.run(source);
    Set<String> missing = new LinkedHashSet<>();
    for (SectionProbe.Event event : engine.log.events) {
      SourceSection section = event.section();
      try {
        weights.weightOf(section.getCharIndex(), section.getCharLength());
      } catch (IllegalStateException e) {
        missing.add(event.kind() + " " + event.node() + " " + section.getCharacters());
      }
    }
    assertEquals(Set.of(), missing);
  }
}
