package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What the search makes programs of: the built-ins of the price list, the operators and statements
/// of `operations.txt`, and the values of `values.txt`.
record Vocabulary(List<Operation> operations, List<String> names, List<Kind> kinds) {
  private static final List<String> ARGUMENTS = List.of("", "B", "B, C", "B, C, A");

  /// Built-ins that cost nothing by themselves and are no constants.
  private static final Set<String> FREE_FUNCTIONS =
      Set.of(
          "String.prototype.charAt",
          "String.prototype.charCodeAt",
          "String.prototype.substring",
          "Symbol");

  private static final Set<String> GETTERS =
      Set.of(
          "size",
          "source",
          "flags",
          "multiline",
          "global",
          "ignoreCase",
          "sticky",
          "unicode",
          "dotAll",
          "hasIndices",
          "unicodeSets",
          "byteLength",
          "byteOffset",
          "buffer",
          "description");

  /// What kind of value the receiver of a built-in is.
  private static final Map<String, String> RECEIVERS =
      Map.ofEntries(
          Map.entry("Array", "array"),
          Map.entry("String", "text"),
          Map.entry("%TypedArray%", "typed"),
          Map.entry("Map", "map"),
          Map.entry("Set", "set"),
          Map.entry("Number", "number"),
          Map.entry("BigInt", "bigint"),
          Map.entry("RegExp", "regex"),
          Map.entry("Object", "object"),
          Map.entry("Function", "function"),
          Map.entry("WeakMap", "weakmap"),
          Map.entry("WeakSet", "weakset"),
          Map.entry("ArrayBuffer", "buffer"),
          Map.entry("DataView", "view"),
          Map.entry("Symbol", "symbol"));

  Vocabulary {
    operations = List.copyOf(operations);
    names = List.copyOf(names);
    kinds = List.copyOf(kinds);
  }

  /// One turn of a loop, but for its values.
  ///
  /// @param name the built-in or statement; the search keeps the worst program for each
  /// @param text with `A`, `B` and `C` where values stand
  /// @param receiver what `A` mostly is; empty where anything will do
  record Operation(String name, String text, String receiver) {
    boolean has(String place) {
      return text.matches("(?s).*(?<![\\w$'])(?<!(?<!\\.\\.)\\.)" + place + "(?![\\w$']).*");
    }
  }

  /// A kind of value.
  ///
  /// @param words what it can stand for
  /// @param statements make `$`, of size `N`
  record Kind(String name, Set<String> words, String statements) {}

  static Vocabulary read() {
    List<Operation> operations = new ArrayList<>();
    PriceRows.prices()
        .forEach((path, price) -> {
          if (!price.equals("0") || FREE_FUNCTIONS.contains(path)) {
            addBuiltin(path, operations);
          }
        });
    for (String text : lines("operations.txt")) {
      operations.add(new Operation(text, text, ""));
    }
    List<Kind> kinds = new ArrayList<>();
    for (String line : lines("values.txt")) {
      int colon = line.indexOf(": ");
      List<String> words = List.of(line.substring(0, colon).split(" "));
      kinds.add(
          new Kind(
              words.getFirst(),
              Set.copyOf(words.subList(1, words.size())),
              line.substring(colon + 2)));
    }
    List<String> names = operations.stream().map(Operation::name).distinct().toList();
    return new Vocabulary(operations, names, kinds);
  }

  private static List<String> lines(String file) {
    return Programs.text(file)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static void addBuiltin(String path, List<Operation> operations) {
    int prototype = path.indexOf(".prototype");
    if (path.endsWith("Prototype%.next")) {
      operations.add(new Operation(path, "const l = A[Symbol.iterator](); l.next(); l.next()", ""));
    } else if (path.startsWith("%GeneratorPrototype%.")) {
      String name = path.substring(path.indexOf('.'));
      operations.add(new Operation(path, "(function* () { yield A; })()" + name + "(B)", ""));
    } else if (prototype >= 0) {
      addMethod(path, prototype, operations);
    } else if (!path.contains("%")) {
      for (String arguments : List.of("", "A", "A, B", "A, B, C")) {
        operations.add(new Operation(path, path + "(" + arguments + ")", ""));
        if (Character.isUpperCase(path.charAt(0)) && path.indexOf('.') < 0) {
          operations.add(new Operation(path, "new " + path + "(" + arguments + ")", ""));
        }
      }
    }
  }

  private static void addMethod(String path, int prototype, List<Operation> operations) {
    String holder = path.substring(0, prototype);
    String member = path.substring(prototype + ".prototype".length());
    String receiver = RECEIVERS.getOrDefault(holder, "object");
    if (GETTERS.contains(member.substring(1))) {
      operations.add(new Operation(path, "A" + member, receiver));
      return;
    }
    for (String arguments : ARGUMENTS) {
      operations.add(new Operation(path, "A" + member + "(" + arguments + ")", receiver));
    }
    String itself =
        holder.equals("%TypedArray%")
            ? "Object.getPrototypeOf(Uint8Array.prototype)" + member
            : path;
    operations.add(new Operation(path, itself + ".call(A, B, C)", ""));
    operations.add(new Operation(path, itself + ".call(A, B)", ""));
  }

  /// Every built-in and statement is as likely, in however many ways it can be written.
  Operation anyOperation(RandomGenerator random) {
    return likeIt(names.get(random.nextInt(names.size())), random);
  }

  /// Another way to call the same built-in.
  Operation likeIt(String name, RandomGenerator random) {
    List<Operation> same = operations.stream().filter(other -> other.name().equals(name)).toList();
    return same.get(random.nextInt(same.size()));
  }

  Kind anyKind(RandomGenerator random) {
    return kinds.get(random.nextInt(kinds.size()));
  }

  /// @param word what the kind can mostly stand for; empty for any
  Kind kindOf(String word, RandomGenerator random) {
    List<Kind> fit = kinds.stream().filter(kind -> kind.words().contains(word)).toList();
    return fit.isEmpty() || random.nextInt(8) == 0
        ? anyKind(random)
        : fit.get(random.nextInt(fit.size()));
  }
}
