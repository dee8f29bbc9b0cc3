package org.tallystick.machine;

import java.util.List;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;

/// Contracts made to be loaded. No two numbers give the same code.
final class Contracts {
  private static final int THREE_KILOBYTES = 3_000;

  private Contracts() {}

  /// As little as can be called.
  static Code smallest(long number) {
    return code(
        """
        import { Contract } from 'tally';
        export default class A extends Contract {
          static abi = 'function put(uint256 a)';
          put(a) {}
        }
        // %d
        """
            .formatted(number));
  }

  /// Storage, an event and functions.
  static Code ofThreeKilobytes(long number) {
    StringBuilder text =
        new StringBuilder(
            """
            import { Contract, mapping, address, uint256, msg } from 'tally';
            export default class Small extends Contract {
              static abi = `
                function get(address who) view returns (uint256)
                function put(uint256 value)
                function add(uint256 value) view returns (uint256)
                event Put(address indexed who, uint256 value)
              `;
              static state = { values: mapping(address, uint256), total: uint256 };
              get(who) { return this.values.get(who); }
              put(value) {
                this.values.set(msg.sender, value);
                this.total += value;
                this.emit.Put(msg.sender, value);
              }
              add(value) { return this.total + value; }
            """);
    for (int at = 0; text.length() < THREE_KILOBYTES; at++) {
      text.append(
          """
            _helper%d(first, others) {
              let sum = first;
              for (const each of others) {
                if (each > sum) sum += each * %dn;
              }
              return { sum, all: [sum, first] };
            }
          """
              .formatted(at, at));
    }
    return code(text.append("}\n// ").append(number).append("\n").toString());
  }

  /// A module that exports functions.
  static Code code(String text) {
    return Code.of(1, "Program.js", List.of(new SourceFile("Program.js", text)));
  }
}
