package org.tallystick.sdk.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckerTest {
  @TempDir Path folder;
  private Project project;

  @BeforeEach
  void project() {
    project = new Project(folder);
  }

  @Test
  void theAbiOfTheClassAndItsBasesIsOne() throws IOException {
    project.with(
        "coin.js",
        "import { ERC20 } from 'tally/token';",
        "export default class Coin extends ERC20 {",
        "  static abi = `function burn(uint256 value)`;",
        "  burn(value) {}",
        "}");

    Artifact artifact = project.artifact("coin.js");

    assertEquals("Coin", artifact.name());
    assertEquals(1, artifact.abi().functionsNamed("burn").size());
    assertEquals(1, artifact.abi().functionsNamed("transferFrom").size());
  }

  @Test
  void aClassWithoutANameIsNamedLikeItsFile() throws IOException {
    project.with(
        "contracts/coin.js",
        "import { Contract } from 'tally';",
        "export default class extends Contract {}");

    assertEquals("coin", project.artifact("contracts/coin.js").name());
  }

  @Test
  void whatADeploymentWouldRefuseIsToldByTheAuthorsPaths() throws IOException {
    project
        .with(
            "src/contracts/poll.js",
            "import { Contract } from 'tally';",
            "import { now } from '../lib/time.js';",
            "export default class Poll extends Contract { _now() { return now(); } }")
        .with("src/lib/time.js", "export function now() {", "  return Date.now();", "}");

    assertEquals(
        List.of(
            "src/lib/time.js:2:10 Date differs between nodes. Use block.timestamp (seconds,"
                + " BigInt)."),
        project.violations("src/contracts/poll.js"));
  }

  @Test
  void aFunctionOfTheAbiWithoutAMethodIsRefused() throws IOException {
    project.with(
        "poll.js",
        "import { Contract } from 'tally';",
        "export default class Poll extends Contract {",
        "  static abi = `function close()`;",
        "}");

    assertEquals(
        List.of(
            "poll.js:3:17 the abi declares function close but the class has no method \"close\""),
        project.violations("poll.js"));
  }

  @Test
  void aFieldDeclaredInBaseAndClassIsRefused() throws IOException {
    project.with(
        "coin.js",
        "import { uint256 } from 'tally';",
        "import { ERC20 } from 'tally/token';",
        "export default class Coin extends ERC20 {",
        "  static state = { totalSupply: uint256 };",
        "}");

    assertEquals(
        List.of("coin.js:4:20 the field totalSupply is already declared in tally/token/erc20.mjs"),
        project.violations("coin.js"));
  }

  @Test
  void aModuleThatIsNoContractIsRefused() throws IOException {
    project.with("time.js", "export const DAY = 86_400n;\n");

    assertEquals(
        List.of("time.js:1:1 the default export is not a class that extends Contract"),
        project.violations("time.js"));
  }
}
