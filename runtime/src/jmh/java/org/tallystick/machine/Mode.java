package org.tallystick.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the engine of a JVM runs contracts.
enum Mode {
  INTERPRETED,
  COMPILED;

  /// As much as a contract's thread has; see [ContractThreads].
  private static final String STACK = "-Xss1g";

  /// What a JVM needs on its command line to run contracts so.
  List<String> jvmArguments() {
    List<String> words = new ArrayList<>();
    if (this == COMPILED) {
      words.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI"));
      words.addAll(List.of("--upgrade-module-path", root().resolve("runtime/target/jit") + ""));
    }
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:+UseSerialGC"));
    words.addAll(List.of("--sun-misc-unsafe-memory-access=allow", STACK));
    words.add("-Dtallystick.root=" + root());
    return words;
  }

  /// The mode of this JVM, which must be the one that was asked for: a compiler that does not fit
  /// the JDK is left out without a word.
  static Mode require(Mode asked, GraalMachine machine) {
    Mode found = machine.compiles() ? COMPILED : INTERPRETED;
    if (found != asked) {
      throw new IllegalStateException("asked for " + asked + ", and contracts run " + found);
    }
    return found;
  }

  /// The folder of the whole project.
  static Path root() {
    return Path.of(System.getProperty("tallystick.root"));
  }
}
