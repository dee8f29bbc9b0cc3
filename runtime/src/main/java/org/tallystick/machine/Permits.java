package org.tallystick.machine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The list of what a contract may see, each with its price: `permits.mjs`, read once.
///
/// @param prices by path in the realm, in the file's order
record Permits(Map<String, Price> prices) {
  Permits {
    prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
  }

  /// The price of a built-in by its path, or null where it is not permitted.
  @Nullable Price price(String path) {
    return prices.get(path);
  }

  boolean allows(String path) {
    return prices.containsKey(path);
  }
}
