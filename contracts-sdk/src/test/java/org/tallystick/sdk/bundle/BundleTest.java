package org.tallystick.sdk.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.gas.Limits;

class BundleTest {
  @TempDir Path folder;
  private Project project;

  @BeforeEach
  void project() {
    project = new Project(folder);
  }

  @Test
  void aContractWithoutImportsIsOneFile() throws IOException {
    project.with("contracts/nothing.js", Project.EMPTY_CONTRACT);

    Code code = project.code("contracts/nothing.js");

    assertEquals("nothing.js", code.entry());
    assertEquals(1, code.sdk());
    assertEquals(List.of(new SourceFile("nothing.js", Project.EMPTY_CONTRACT)), code.files());
  }

  @Test
  void importsAreFollowedAndSortedByTheirPaths() throws IOException {
    project
        .with(
            "contracts/poll.js",
            "import { Contract } from 'tally';",
            "import { b } from './z/b.js';",
            "import { a } from './a.js';",
            "export default class Poll extends Contract { _all() { return a + b; } }")
        .with("contracts/a.js", "export const a = 1n;\n")
        .with("contracts/z/b.js", "export { c as b } from '../c.mjs';\n")
        .with("contracts/c.mjs", "export const c = 3n;\n")
        .with("contracts/unused.js", "export const unused = 1n;\n");

    assertEquals(List.of("a.js", "c.mjs", "poll.js", "z/b.js"), project.paths("contracts/poll.js"));
  }

  @Test
  void pathsCountFromTheInnermostFolderThatHoldsAllFiles() throws IOException {
    project
        .with(
            "src/contracts/poll/daily.js",
            "import { Contract } from 'tally';",
            "import { DAY } from '../../lib/time.js';",
            "export default class Daily extends Contract { _day() { return DAY; } }")
        .with("src/lib/time.js", "export const DAY = 86_400n;\n");

    Code code = project.code("src/contracts/poll/daily.js");

    assertEquals("contracts/poll/daily.js", code.entry());
    assertEquals(
        List.of("contracts/poll/daily.js", "lib/time.js"),
        code.files().stream().map(SourceFile::path).toList());
  }

  @Test
  void theCodeIsTheSameWhereverTheProjectLies() throws IOException {
    project
        .with("here/nothing.js", Project.EMPTY_CONTRACT)
        .with("far/away/from/here/nothing.js", Project.EMPTY_CONTRACT);

    assertEquals(
        project.code("here/nothing.js").hash(),
        project.code("far/away/from/here/nothing.js").hash());
  }

  @Test
  void lineEndsAndMarksOfEditorsDoNotChangeTheCode() throws IOException {
    project
        .with("unix/nothing.js", Project.EMPTY_CONTRACT)
        .with("windows/nothing.js", "\ufeff" + Project.EMPTY_CONTRACT.replace("\n", "\r\n"));

    assertEquals(project.code("unix/nothing.js").hash(), project.code("windows/nothing.js").hash());
  }

  @Test
  void filesMayImportOneAnother() throws IOException {
    project
        .with(
            "a.js",
            "import { Contract } from 'tally';",
            "import { twice } from './b.js';",
            "export function once(n) { return n; }",
            "export default class A extends Contract { _two(n) { return twice(n); } }")
        .with(
            "b.js",
            "import { once } from './a.js';",
            "export function twice(n) { return 2n * once(n); }");

    assertEquals(List.of("a.js", "b.js"), project.paths("a.js"));
  }

  @Test
  void theLibraryIsPackedWithOnlyWhatIsImported() throws IOException {
    project.with(
        "coin.js",
        "import { ERC20 } from 'tally/token';",
        "export default class Coin extends ERC20 {}");

    Code code = project.code("coin.js");

    assertEquals(
        List.of("coin.js", "tally/token/erc20.mjs", "tally/token/index.mjs"),
        code.files().stream().map(SourceFile::path).toList());
    assertEquals("export { ERC20 } from './erc20.mjs';\n", code.files().getLast().text());
  }

  @Test
  void aFileOfTheLibraryCanBeImportedByItself() throws IOException {
    project.with(
        "coin.js",
        "import { ERC20 } from 'tally/token/erc20.mjs';",
        "export default class Coin extends ERC20 {}");

    assertEquals(List.of("coin.js", "tally/token/erc20.mjs"), project.paths("coin.js"));
  }

  @Test
  void aFolderOfTheLibraryCanBeImportedWhole() throws IOException {
    project.with(
        "coin.js",
        "import * as token from 'tally/token';",
        "export default class Coin extends token.ERC20 {}");

    assertTrue(project.paths("coin.js").contains("tally/token/erc20.mjs"));
  }

  @Test
  void aMissingFileIsNamedWithThePlaceThatImportsIt() throws IOException {
    project.with(
        "contracts/poll.js",
        "import { Contract } from 'tally';",
        "import { DAY } from './lib/time.js';",
        "export default class Poll extends Contract {}");

    assertEquals(
        List.of(
            "contracts/poll.js:2:21 imports \"./lib/time.js\", but there is no file"
                + " contracts/lib/time.js"),
        project.violations("contracts/poll.js").stream()
            .map(violation -> violation.replace(folder + "/", ""))
            .toList());
  }

  @Test
  void aForgottenEndingIsHintedAt() throws IOException {
    project
        .with(
            "poll.js",
            "import { DAY } from './time';",
            "import { Contract } from 'tally';",
            "export default class Poll extends Contract {}")
        .with("time.js", "export const DAY = 86_400n;\n");

    String violation = project.violations("poll.js").getFirst();

    assertTrue(violation.startsWith("poll.js:1:21 imports \"./time\""), violation);
    assertTrue(violation.endsWith("Write the ending: \"./time.js\"."), violation);
  }

  @Test
  void allThatIsMissingIsToldAtOnce() throws IOException {
    project
        .with(
            "poll.js",
            "import { a } from './a.js';",
            "import { b } from './b.js';",
            "import { c } from './c.js';")
        .with("c.js", "export { d } from './d.js';\n");

    assertEquals(
        List.of("c.js:1:19", "poll.js:1:19", "poll.js:2:19"),
        project.violations("poll.js").stream()
            .map(violation -> violation.substring(0, violation.indexOf(' ')))
            .toList());
  }

  @Test
  void aPackageIsRefusedWithAWayOut() throws IOException {
    project.with("poll.js", "import { big } from '@numbers/big';\n");

    assertEquals(
        List.of(
            "poll.js:1:21 imports the package \"@numbers/big\": packages are not bundled. Copy the"
                + " file into the project and import it by its path, as in \"./big.js\"."),
        project.violations("poll.js"));
  }

  @Test
  void anUnknownFolderOfTheLibraryIsRefused() throws IOException {
    project.with("poll.js", "import { ERC20 } from 'tally/tokens';\n");

    assertEquals(
        List.of(
            "poll.js:1:23 imports \"tally/tokens\", which the library does not have; it has"
                + " tally/access, tally/token"),
        project.violations("poll.js"));
  }

  @Test
  void anUnknownNameOfTheLibraryIsRefused() throws IOException {
    project.with("poll.js", "import { ERC21 } from 'tally/token';\n");

    assertEquals(
        List.of("poll.js:1:23 imports ERC21 from \"tally/token\", which has ERC20"),
        project.violations("poll.js"));
  }

  @Test
  void theNameOfTheLibrarysFolderIsRefused() throws IOException {
    project
        .with(
            "poll.js",
            "import { DAY } from './tally/time.js';",
            "import { Contract } from 'tally';",
            "export default class Poll extends Contract {}")
        .with("tally/time.js", "export const DAY = 86_400n;\n");

    assertEquals(
        List.of(
            "tally/time.js:1:1 lies in a folder named tally, which is the library's: rename the"
                + " folder"),
        project.violations("poll.js"));
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertEquals(List.of("poll.js:1:1 there is no such file"), project.violations("poll.js"));
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Files.createDirectories(folder.resolve("poll.js"));

    assertEquals(List.of("poll.js:1:1 there is no such file"), project.violations("poll.js"));
  }

  @Test
  void aSourceThatDoesNotParseIsRefusedWithItsPlace() throws IOException {
    project
        .with("poll.js", "import './broken.js';\n")
        .with("broken.js", "export const a = 1n;", "export const b = ;");

    String violation = project.violations("poll.js").getFirst();

    assertTrue(violation.startsWith("broken.js:2:18 syntax error"), violation);
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Files.write(folder.resolve("poll.js"), new byte[] {(byte) 0xc3, 0x28});

    assertEquals(
        List.of("poll.js:1:1 is not UTF-8 text: save it as UTF-8"), project.violations("poll.js"));
  }

  @Test
  void aContractThatIsTooLargeIsRefusedWithBothNumbers() throws IOException {
    String comment = "/*" + "x".repeat(Limits.CODE_BYTES_MAX) + "*/\n";
    project.with("poll.js", Project.EMPTY_CONTRACT + comment);

    String violation = project.violations("poll.js").getFirst();

    assertTrue(violation.contains("at most " + Limits.CODE_BYTES_MAX), violation);
  }

  @Test
  void theClassPathIsReadLikeFiles() {
    Sources sources = Sources.beside(BundleTest.class);

    assertTrue(sources.read("BundleTest.class").isPresent());
    assertTrue(sources.read("Missing.class").isEmpty());
    assertNotEquals("", sources.shown("BundleTest.class"));
  }
}
