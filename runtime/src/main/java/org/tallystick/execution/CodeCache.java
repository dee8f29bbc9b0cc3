package org.tallystick.execution;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.contract.Code;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.machine.LoadUnits;
import org.tallystick.state.Journal;

/// Contract code that was read before, by its hash, so that it is not read again for every call.
/// Safe to share between threads: what a hash names never changes.
public final class CodeCache {
  /// Holds about a thousand contracts of ordinary size.
  private static final long BYTES_MAX_DEFAULT = 33_554_432;

  private final long bytesMax;
  private final Map<Hash, Known> codes = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  public CodeCache() {
    this(BYTES_MAX_DEFAULT);
  }

  /// @param bytesMax encoded size of all codes it keeps together, besides the latest
  public CodeCache(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// A code, and what its first use in a transaction costs: to tell that, all of it has to be read.
  record Known(Code code, long loadGas) {}

  /// The code with this hash, out of the state where it is not here.
  ///
  /// @throws IllegalStateException where the state holds no such code, or one that breaks the rules
  ///   it was admitted by
  Known get(Hash hash, Journal journal) {
    synchronized (codes) {
      Known known = codes.get(hash);
      if (known != null) {
        return known;
      }
    }
    Code code = read(hash, journal.code(hash));
    Known fresh = new Known(code, LoadUnits.loadGas(code));
    keep(fresh);
    return fresh;
  }

  private static Code read(Hash hash, Bytes encoded) {
    try {
      return Code.parse(encoded);
    } catch (InvalidCodeException e) {
      throw new IllegalStateException("the code " + hash + " in the state is broken", e);
    }
  }

  private void keep(Known fresh) {
    synchronized (codes) {
      if (codes.put(fresh.code.hash(), fresh) == null) {
        bytes += fresh.code.bytes().length();
      }
      Iterator<Known> oldestFirst = codes.values().iterator();
      while (bytes > bytesMax && codes.size() > 1) {
        bytes -= oldestFirst.next().code.bytes().length();
        oldestFirst.remove();
      }
    }
  }
}
