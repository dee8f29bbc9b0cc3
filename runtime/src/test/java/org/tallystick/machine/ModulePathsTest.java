package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;

class ModulePathsTest {
  @ParameterizedTest
  @CsvSource({
    "poll.js,          ./time.js,             time.js",
    "poll.js,          ./lib/time.js,         lib/time.js",
    "a/b/poll.js,      ./time.js,             a/b/time.js",
    "a/b/poll.js,      ../time.js,            a/time.js",
    "a/b/poll.js,      ../../time.js,         time.js",
    "a/b/poll.js,      ./../c/./time.js,      a/c/time.js",
    "a/b/poll.js,      ./lib,                 a/b/lib/index.mjs",
    "a/b/poll.js,      ../,                   a/index.mjs",
    "a/b/poll.js,      tally/token,           tally/token/index.mjs",
    "a/b/poll.js,      tally/token/erc20.mjs, tally/token/erc20.mjs",
  })
  void aSpecifierMeansAPath(String from, String specifier, String path) {
    assertEquals(path, ModulePaths.resolve(from, specifier));
  }

  @ParameterizedTest
  @CsvSource({
    "poll.js, ../time.js",
    "a/poll.js, ../../time.js",
    "a/poll.js, ./../../a/time.js",
    "a.js, .."
  })
  void aSpecifierThatLeavesTheTopMeansNoFile(String from, String specifier) {
    assertEquals(specifier, ModulePaths.resolve(from, specifier));
  }

  @Test
  void theMachineImportsByTheseRules() {
    Code code =
        Code.of(
            1,
            "contracts/poll.js",
            List.of(
                new SourceFile(
                    "contracts/poll.js",
                    """
                    import { Base } from 'tally/base';
                    import * as time from '../lib/time.js';
                    export default class Poll extends Base { _day() { return time.DAY; } }
                    """),
                new SourceFile("lib/time.js", "export const DAY = 86_400n;\n"),
                new SourceFile("tally/base/index.mjs", "export { Base } from './base.mjs';\n"),
                new SourceFile(
                    "tally/base/base.mjs",
                    """
                    import { Contract } from 'tally';
                    export class Base extends Contract {}
                    """)));

    Inspection inspection = MachineForTests.THREADS.run(machine -> machine.inspect(code));

    assertEquals("Poll", assertInstanceOf(Inspection.Contract.class, inspection).className());
  }
}
