package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleLinksTest {
  private static ModuleLinks links(String text) {
    return MachineForTests.THREADS.run(machine -> machine.links("poll.js", text));
  }

  private static List<ModuleLink> found(String text) {
    return assertInstanceOf(ModuleLinks.Found.class, links(text)).links();
  }

  @Test
  void importsAndReExportsAreFoundWithTheirNamesAndPlaces() {
    assertEquals(
        List.of(
            new ModuleLink("tally", Set.of("Contract", "msg"), 1, 39),
            new ModuleLink("./whole.js", Set.of("*"), 2, 24),
            new ModuleLink("./default.js", Set.of("default"), 3, 17),
            new ModuleLink("./only-run.js", Set.of(), 4, 8),
            new ModuleLink("./passed.js", Set.of("a", "b"), 5, 27),
            new ModuleLink("./all.js", Set.of("*"), 6, 15)),
        found(
            """
            import { Contract, msg as call } from 'tally';
            import * as whole from './whole.js';
            import one from './default.js';
            import './only-run.js';
            export { a, b as c } from './passed.js';
            export * from './all.js';
            """));
  }

  @Test
  void aModuleThatIsNamedTwiceIsOneLink() {
    assertEquals(
        List.of(new ModuleLink("./a.js", Set.of("one", "two"), 1, 21)),
        found("import { one } from './a.js';\nexport { two } from './a.js';\n"));
  }

  @Test
  void whatLooksLikeAnImportAndIsNoneIsPassedOver() {
    assertEquals(
        List.of(),
        found(
            "// import './a.js'\nconst text = `import './b.js'`;\nconst re = /import '.\\/c'/;\n"));
  }

  @Test
  void aSourceThatDoesNotParseIsRefusedWithItsPlace() {
    Violation violation =
        assertInstanceOf(
                ModuleLinks.Unreadable.class, links("import { a } from './a.js';\nconst = 1;\n"))
            .violation();

    assertEquals("poll.js", violation.path());
    assertEquals(2, violation.line());
    assertEquals(7, violation.column());
  }
}
