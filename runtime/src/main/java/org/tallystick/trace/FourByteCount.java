package org.tallystick.trace;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often each function was called.
///
/// @param calls by `0x`, the selector, `-`, and how many bytes of arguments were given
public record FourByteCount(SortedMap<String, Integer> calls) {
  public FourByteCount {
    calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
  }
}
