package org.tallystick.sdk.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.gas.Limits;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.ModuleLink;
import org.tallystick.machine.ModuleLinks;
import org.tallystick.machine.ModulePaths;
import org.tallystick.machine.Violation;

/// Follows the imports of one file and packs all that it reaches. Belongs to one packing.
public final class Bundler {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final ContractThreads threads;
  private final Sources sources;
  private final String entry;

  /// The author's files, by their path among the sources.
  private final Map<String, String> own = new TreeMap<>();

  /// Files of the library, by their path in the code.
  private final Map<String, String> library = new TreeMap<>();

  /// Which names of an index are imported.
  private final Map<String, Set<String>> indexNames = new HashMap<>();

  private final Deque<String> unread = new ArrayDeque<>();
  private final List<Violation> violations = new ArrayList<>();

  private Bundler(ContractThreads threads, Sources sources, String entry) {
    this.threads = threads;
    this.sources = sources;
    this.entry = entry;
  }

  /// How packing ended.
  public sealed interface Result {
    record Packed(Bundle bundle) implements Result {}

    /// @param violations at least one
    record Refused(List<Violation> violations) implements Result {
      public Refused {
        violations = List.copyOf(violations);
      }
    }
  }

  /// Packs the file and everything it imports. Nothing is checked but that the files are there and
  /// can be read as modules.
  ///
  /// @param threads whose machines read the modules
  /// @param entry path among the sources
  public static Result pack(ContractThreads threads, Sources sources, String entry) {
    Bundler bundler = new Bundler(threads, sources, entry);
    bundler.gather();
    return bundler.violations.isEmpty() ? bundler.pack() : bundler.refused();
  }

  // ---- Gathering
  // ---------------------------------------------------------------------------------

  private void gather() {
    if (!reachOwn(entry)) {
      violations.add(new Violation(sources.shown(entry), 1, 1, "there is no such file"));
    }
    while (!unread.isEmpty()) {
      String path = unread.pop();
      follow(path, own.getOrDefault(path, ""));
    }
  }

  /// Takes a file in, once.
  ///
  /// @return whether there is one
  private boolean reachOwn(String path) {
    if (own.containsKey(path)) {
      return true;
    }
    Optional<byte[]> bytes = sources.read(path);
    if (bytes.isEmpty()) {
      return false;
    }
    own.put(path, text(path, bytes.get()));
    unread.push(path);
    return true;
  }

  private String text(String path, byte[] bytes) {
    if (bytes.length > Limits.CODE_BYTES_MAX) {
      violations.add(
          new Violation(
              sources.shown(path),
              1,
              1,
              "is too large: a contract has at most " + Limits.CODE_BYTES_MAX + " bytes in all"));
      return "";
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // Editors differ in these two, and the code should not.
      String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      return unmarked.replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      violations.add(
          new Violation(sources.shown(path), 1, 1, "is not UTF-8 text: save it as UTF-8"));
      return "";
    }
  }

  private void follow(String path, String text) {
    switch (links(sources.shown(path), text)) {
      case ModuleLinks.Unreadable(Violation violation) -> violations.add(violation);
      case ModuleLinks.Found(List<ModuleLink> links) -> links.forEach(link -> follow(path, link));
    }
  }

  private ModuleLinks links(String path, String text) {
    return threads.run(machine -> machine.links(path, text));
  }

  private void follow(String path, ModuleLink link) {
    String specifier = link.specifier();
    if (ModulePaths.isRelative(specifier)) {
      String target = ModulePaths.resolve(path, specifier);
      if (!reachOwn(target)) {
        refuse(path, link, missing(path, specifier, target));
      }
    } else if (specifier.startsWith(Library.PREFIX)) {
      reachLibrary(path, link);
    } else if (!specifier.equals(ModulePaths.BUILT_IN)) {
      refuse(
          path,
          link,
          "imports the package \""
              + specifier
              + "\": packages are not bundled. Copy the file into the project and import it by its"
              + " path, as in \"./"
              + specifier.substring(specifier.lastIndexOf('/') + 1)
              + ".js\".");
    }
  }

  private String missing(String path, String specifier, String target) {
    String words = "imports \"" + specifier + "\", but there is no file " + sources.shown(target);
    for (String ending : List.of(".js", ".mjs")) {
      if (sources.read(ModulePaths.resolve(path, specifier + ending)).isPresent()) {
        return words + ". Write the ending: \"" + specifier + ending + "\".";
      }
    }
    return words;
  }

  private void refuse(String path, ModuleLink link, String message) {
    violations.add(new Violation(sources.shown(path), link.line(), link.column(), message));
  }

  // ---- The library
  // -------------------------------------------------------------------------------

  private void reachLibrary(String path, ModuleLink link) {
    String target = ModulePaths.resolve(path, link.specifier());
    Optional<String> text = Library.read(target);
    if (text.isEmpty()) {
      refuse(
          path,
          link,
          "imports \""
              + link.specifier()
              + "\", which the library does not have; it has "
              + String.join(", ", Library.FOLDERS));
    } else if (Library.isIndex(target)) {
      passOn(path, link, target, text.get());
    } else {
      reachLibraryFile(target, text.get());
    }
  }

  private void passOn(String path, ModuleLink link, String index, String text) {
    Map<String, String> exports = Library.exports(index, text);
    Set<String> wanted = indexNames.computeIfAbsent(index, fresh -> new LinkedHashSet<>());
    for (String name : link.names()) {
      if (name.equals(ModuleLink.ALL_NAMES)) {
        exports.keySet().forEach(each -> pass(wanted, each, exports));
      } else if (exports.containsKey(name)) {
        pass(wanted, name, exports);
      } else {
        refuse(
            path,
            link,
            "imports "
                + name
                + " from \""
                + link.specifier()
                + "\", which has "
                + String.join(", ", exports.keySet()));
      }
    }
    library.put(index, Library.only(text, wanted));
  }

  private void pass(Set<String> wanted, String name, Map<String, String> exports) {
    String file = exports.get(name);
    if (wanted.add(name) && file != null) {
      reachLibraryFile(file, Library.read(file).orElseThrow());
    }
  }

  private void reachLibraryFile(String path, String text) {
    if (library.putIfAbsent(path, text) != null) {
      return;
    }
    if (links(path, text) instanceof ModuleLinks.Found(List<ModuleLink> links)) {
      links.stream()
          .filter(link -> !link.specifier().equals(ModulePaths.BUILT_IN))
          .forEach(link -> reachLibrary(path, link));
    }
  }

  // ---- Packing
  // -----------------------------------------------------------------------------------

  private Result pack() {
    int top = commonFolder(own.keySet()).length();
    List<SourceFile> files = new ArrayList<>();
    Map<String, String> shownPaths = new HashMap<>();
    own.forEach((path, text) -> {
      String packed = path.substring(top);
      if (packed.startsWith(Library.PREFIX)) {
        violations.add(
            new Violation(
                sources.shown(path),
                1,
                1,
                "lies in a folder named tally, which is the library's: rename the folder"));
      }
      files.add(new SourceFile(packed, text));
      shownPaths.put(packed, sources.shown(path));
    });
    library.forEach((path, text) -> files.add(new SourceFile(path, text)));
    if (!violations.isEmpty()) {
      return refused();
    }
    try {
      Code code = Code.of(Library.SDK, entry.substring(top), files);
      return new Result.Packed(new Bundle(code, shownPaths));
    } catch (InvalidCodeException e) {
      return new Result.Refused(
          List.of(new Violation(sources.shown(entry), 1, 1, String.valueOf(e.getMessage()))));
    }
  }

  private Result refused() {
    return new Result.Refused(
        violations.stream()
            .sorted(
                Comparator.comparing(Violation::path)
                    .thenComparingInt(Violation::line)
                    .thenComparingInt(Violation::column))
            .toList());
  }

  /// The innermost folder that all paths lie in, with its last `/`; empty for the top.
  private static String commonFolder(Set<String> paths) {
    String common = null;
    for (String path : paths) {
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      while (common != null && !folder.startsWith(common)) {
        common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
      }
      common = common == null ? folder : common;
    }
    return common == null ? "" : common;
  }
}
