package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;

/// What it costs that a value of the contract's is taken as the name of a property.
///
/// A name is hashed and compared character by character, so a long one pays for its length each
/// time; a BigInt is written out first.
final class PropertyKeys {
  private static final int SHORT_NAME_CHARACTERS = 32;
  private static final int CHARACTERS_PER_GAS = 8;

  private PropertyKeys() {}

  /// Charges a name before a property is looked for: `o[key]`, `key in o`, `delete o[key]`, and the
  /// computed keys of literals, classes and patterns.
  static void read(RunState run, Object key) {
    if (key instanceof TruffleString text) {
      if (Strings.length(text) > SHORT_NAME_CHARACTERS) {
        run.charge(Strings.length(text) / CHARACTERS_PER_GAS);
      }
    } else if (key instanceof BigInt number) {
      run.charge(BigIntRules.writingGas(number));
    }
  }

  /// Charges a write before it is done: `target[key] = value` in any of its forms.
  static void write(RunState run, Object target, Object key, Object value) {
    read(run, key);
    if (target instanceof JSTypedArrayObject array) {
      BigIntRules.chargeElement(run, array, value);
    }
  }
}
