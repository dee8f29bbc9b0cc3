package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.machine.MachineResult.Reverted;

/// Whoever reads why a contract failed reads where in the contract it was, also where the error was
/// made by the library.
class ThrownPlaceTest {
  private static final String FAILING =
      """
      import { Contract, assert, list, mapping, require, address, uint8, uint256, ZERO_ADDRESS } from 'tally';
      export default class Failing extends Contract {
        static abi = `
          function declared()
          function required()
          function asserted()
          function plain()
          function engines()
          function stored()
          function outside()
          function inner()
          function caught()
          error Declared(uint256 why)
        `;
        static state = { little: uint8, items: list(uint256), of: mapping(address, uint8) };
        declared() {
          throw this.errors.Declared(1n);
        }
        required() {
          require(false, 'required');
        }
        asserted() {
          assert(1n > 2n);
        }
        plain() {
          throw new Error('plain');
        }
        engines() {
          const nothing = undefined;
          return nothing.more;
        }
        stored() {
          this.of.set(ZERO_ADDRESS, 256n);
        }
        outside() {
          return this.items.at(3n);
        }
        inner() {
          if (this.little === 0n) {
            [1n].map((each) => this._deep(each));
          }
        }
        _deep(each) {
          require(each === 0n, 'deep');
        }
        caught() {
          try {
            this.required();
          } catch {
            throw this.errors.Declared(2n);
          }
        }
      }
      """;

  private static final MachineForTests.Deployed CONTRACT = new MachineForTests.Deployed(FAILING);

  @ParameterizedTest
  @CsvSource({
    "declared, 17:5",
    "required, 20:5",
    "asserted, 23:5",
    "plain,  26:5",
    "engines, 30:12",
    "stored,   33:5",
    "outside,  36:5",
    "inner,    44:5",
    "caught, 50:7",
  })
  void thePlaceIsInTheContract(String function, String place) {
    Reverted reverted = assertInstanceOf(Reverted.class, CONTRACT.call(function));

    String message = reverted.message();
    assertEquals("test.mjs:" + place, message.substring(message.lastIndexOf(' ') + 1), message);
  }
}
