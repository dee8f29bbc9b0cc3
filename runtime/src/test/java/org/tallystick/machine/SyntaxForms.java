package org.tallystick.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Small modules that together use every form of the language, from `syntax/forms.mjs`.
record SyntaxForms(String name, String text) {
  static List<SyntaxForms> all() {
    List<SyntaxForms> forms = new ArrayList<>();
    for (String part : read().split("(?m)^//// ")) {
      if (!part.isBlank()) {
        int end = part.indexOf('\n');
        forms.add(new SyntaxForms(part.substring(0, end), part.substring(end + 1)));
      }
    }
    return forms;
  }

  private static String read() {
    try (InputStream in = SyntaxForms.class.getResourceAsStream("/syntax/forms.mjs")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
