package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// A program of the search. It follows from its seeds alone: the first one makes it, each of the
/// others changes it.
record Attempt(List<Long> seeds, List<Use> uses) {
  private static final int USES_MAX = 3;
  private static final int[] SIZES = {
    0, 1, 2, 8, 20, 31, 33, 64, 100, 257, 500, 900, 1_000, 1_000, 3_000, 10_000
  };
  private static final int SIZE_MAX = 20_000;

  Attempt {
    seeds = List.copyOf(seeds);
    uses = List.copyOf(uses);
  }

  /// An operation with its values.
  ///
  /// @param isCaught whether it stands in a `try`
  record Use(Vocabulary.Operation operation, List<Argument> arguments, boolean isCaught) {}

  /// @param pattern a regular expression, for a kind that wants one
  /// @param isFresh whether each turn makes it anew
  record Argument(Vocabulary.Kind kind, int size, String pattern, boolean isFresh) {}

  static Attempt of(Vocabulary vocabulary, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return new Attempt(List.of(seed), List.of(use(vocabulary, random)));
  }

  /// The program that a report names by its seeds, as `7,12,5`.
  static Attempt replay(Vocabulary vocabulary, String seeds) {
    List<Long> each =
        LongStream.of(List.of(seeds.split(",")).stream().mapToLong(Long::parseLong).toArray())
            .boxed()
            .toList();
    Attempt attempt = of(vocabulary, each.getFirst());
    for (long seed : each.subList(1, each.size())) {
      attempt = attempt.change(vocabulary, seed);
    }
    return attempt;
  }

  /// A program that differs from this one in one thing.
  Attempt change(Vocabulary vocabulary, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Long> longer = new ArrayList<>(seeds);
    longer.add(seed);
    List<Use> changed = new ArrayList<>(uses);
    int at = random.nextInt(changed.size());
    Use use = changed.get(at);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> changed.set(at, withOther(use, vocabulary, random));
      case 3, 4, 5 -> changed.set(at, withSize(use, random));
      case 6 -> changed.set(at, withFresh(use, random));
      case 7 ->
          changed.set(
              at,
              new Use(
                  vocabulary.likeIt(use.operation.name(), random), use.arguments, use.isCaught));
      case 8 -> changed.set(at, new Use(use.operation, use.arguments, !use.isCaught));
      default -> {
        if (changed.size() < USES_MAX && random.nextBoolean()) {
          changed.add(use(vocabulary, random));
        } else if (changed.size() > 1) {
          changed.removeLast();
        }
      }
    }
    return new Attempt(longer, changed);
  }

  private static Use use(Vocabulary vocabulary, RandomGenerator random) {
    Vocabulary.Operation operation = vocabulary.anyOperation(random);
    List<Argument> arguments =
        List.of(
            argument(vocabulary.kindOf(operation.receiver(), random), random),
            argument(vocabulary.kindOf(random.nextInt(3) == 0 ? "function" : "", random), random),
            argument(vocabulary.anyKind(random), random));
    return new Use(operation, arguments, random.nextInt(4) == 0);
  }

  private static Argument argument(Vocabulary.Kind kind, RandomGenerator random) {
    return new Argument(
        kind,
        SIZES[random.nextInt(SIZES.length)],
        RandomPattern.literal(random),
        random.nextInt(8) == 0);
  }

  private static Use withOther(Use use, Vocabulary vocabulary, RandomGenerator random) {
    List<Argument> arguments = new ArrayList<>(use.arguments);
    int at = random.nextInt(arguments.size());
    Argument old = arguments.get(at);
    String word = at == 0 ? use.operation.receiver() : "";
    arguments.set(
        at,
        new Argument(
            vocabulary.kindOf(word, random), old.size, RandomPattern.literal(random), old.isFresh));
    return new Use(use.operation, arguments, use.isCaught);
  }

  private static Use withSize(Use use, RandomGenerator random) {
    List<Argument> arguments = new ArrayList<>(use.arguments);
    int at = random.nextInt(arguments.size());
    Argument old = arguments.get(at);
    int size =
        switch (random.nextInt(4)) {
          case 0 -> old.size / 2;
          case 1 -> old.size * 2;
          case 2 -> old.size + 1;
          default -> SIZES[random.nextInt(SIZES.length)];
        };
    arguments.set(at, new Argument(old.kind, Math.min(SIZE_MAX, size), old.pattern, old.isFresh));
    return new Use(use.operation, arguments, use.isCaught);
  }

  private static Use withFresh(Use use, RandomGenerator random) {
    List<Argument> arguments = new ArrayList<>(use.arguments);
    int at = random.nextInt(arguments.size());
    Argument old = arguments.get(at);
    arguments.set(at, new Argument(old.kind, old.size, old.pattern, !old.isFresh));
    return new Use(use.operation, arguments, use.isCaught);
  }

  /// What the search files it under.
  String name() {
    return uses.getFirst().operation.name();
  }

  String seedText() {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  Gauge.Loop loop() {
    StringBuilder preparation = new StringBuilder();
    StringBuilder turn = new StringBuilder();
    for (int at = 0; at < uses.size(); at++) {
      Use use = uses.get(at);
      StringBuilder statements = new StringBuilder();
      String text = use.operation.text();
      for (int place = 0; place < use.arguments.size(); place++) {
        String letter = String.valueOf((char) ('A' + place));
        if (use.operation.has(letter)) {
          String name = letter + at;
          Argument argument = use.arguments.get(place);
          (argument.isFresh ? statements : preparation).append(making(name, argument));
          text = text.replaceAll("(?<![\\w$.'])" + letter + "(?![\\w$'])", name);
          text = text.replaceAll("\\.\\.\\." + letter + "(?![\\w$'])", "..." + name);
        }
      }
      statements.append(text).append(';');
      turn.append(use.isCaught ? "try { " : "{ ")
          .append(statements)
          .append(use.isCaught ? " } catch {}\n" : " }\n");
    }
    return new Gauge.Loop(preparation.toString().strip(), turn.toString().strip());
  }

  private static String making(String name, Argument argument) {
    String statements =
        argument
            .kind
            .statements()
            .replace("$", name)
            .replace("PATTERN", argument.pattern)
            .replaceAll("\\bN\\b", Integer.toString(argument.size));
    return "let " + name + "; { " + statements + " }\n";
  }
}
