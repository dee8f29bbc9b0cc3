package org.tallystick.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Files of `src/jmh/js`, and the price list.
final class Programs {
  private Programs() {}

  static String text(String file) {
    return resource("/bench/" + file);
  }

  static String priceList() {
    return resource("/org/tallystick/machine/js/permits.mjs");
  }

  private static String resource(String path) {
    try (InputStream in = Objects.requireNonNull(Programs.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
