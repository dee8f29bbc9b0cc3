package org.tallystick.machine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiRules;
import org.tallystick.abi.AbiTextException;

/// The abis of contract classes by their text, so that what many contracts inherit from a library
/// is not read again for each of them. Belongs to the thread of one machine.
final class AbiTexts {
  private static final int CHARACTERS_MAX = 262_144;

  private final Map<String, Abi> known = new LinkedHashMap<>(64, 0.75f, true);
  private int characters;

  /// @throws AbiTextException with line and column of the fault
  Abi read(String text) {
    Abi before = known.get(text);
    if (before != null) {
      return before;
    }
    Abi fresh = Abi.parse(text, AbiRules.CONTRACT);
    known.put(text, fresh);
    characters += text.length();
    dropOldest();
    return fresh;
  }

  private void dropOldest() {
    Iterator<String> oldestFirst = known.keySet().iterator();
    while (characters > CHARACTERS_MAX && oldestFirst.hasNext()) {
      characters -= oldestFirst.next().length();
      oldestFirst.remove();
    }
  }
}
