package org.tallystick.sdk.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tallystick.machine.GraalMachine;
import org.tallystick.machine.ModuleLink;

/// The standard library: source files whose paths in a code begin with `tally/`.
///
/// Every folder has an index, in which each line passes one class of one file on. A bundle gets the
/// lines whose classes it imports and no others, so nobody pays for files that are not used.
final class Library {
  /// Version of the `tally` module that the library is written for.
  static final int SDK = GraalMachine.SDK;

  /// What a specifier of the library begins with.
  static final String PREFIX = "tally/";

  static final List<String> FOLDERS = List.of("tally/access", "tally/token");

  private static final String INDEX = "/index.mjs";
  private static final Pattern INDEX_LINE =
      Pattern.compile("export \\{ (\\w+) } from '\\./([\\w-]+\\.mjs)';");

  private Library() {}

  static boolean isIndex(String path) {
    return path.endsWith(INDEX);
  }

  /// The text of a file, absent where the library has no such file.
  static Optional<String> read(String path) {
    if (!path.startsWith(PREFIX) || path.contains("..")) {
      return Optional.empty();
    }
    try (InputStream file = Library.class.getResourceAsStream("/org/tallystick/sdk/js/" + path)) {
      return file == null
          ? Optional.empty()
          : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the library's file " + path, e);
    }
  }

  /// What an index passes on: by the name of the class, the path of the file that has it.
  static Map<String, String> exports(String indexPath, String text) {
    String folder = indexPath.substring(0, indexPath.length() - INDEX.length() + 1);
    Map<String, String> exports = new LinkedHashMap<>();
    text.lines()
        .map(Library::indexLine)
        .forEach(line -> exports.put(line.group(1), folder + line.group(2)));
    return exports;
  }

  /// The lines of an index that pass these names on.
  static String only(String text, Set<String> names) {
    return text.lines()
        .filter(line ->
            names.contains(ModuleLink.ALL_NAMES) || names.contains(indexLine(line).group(1)))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static Matcher indexLine(String line) {
    Matcher matcher = INDEX_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException("not a line of an index: " + line);
    }
    return matcher;
  }
}
