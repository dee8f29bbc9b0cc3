package org.tallystick.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM of its own in which [ManyCalls] runs, with flags that a JVM takes only at its start.
///
/// @param out what it writes, a line for each function
/// @param errors what else it has to say
record OtherJvm(Process process, Path out, Path errors) implements AutoCloseable {
  private static final Path COMPILER =
      Path.of(System.getProperty("tallystick.root"), "runtime", "target", "jit");

  /// Lets the engine compile hot code. The compiler itself is cold: what compiles it at once is
  /// what pays in a JVM that ends soon.
  static final List<String> COMPILES =
      List.of(
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:+EnableJVMCI",
          "--upgrade-module-path=" + COMPILER,
          "-XX:TieredStopAtLevel=1");

  /// @param folder for what it writes
  static OtherJvm start(Path folder, List<String> flags, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dpolyglot.engine.WarnInterpreterOnly=false",
            "-Dtallystick.root=" + System.getProperty("tallystick.root")));
    words.addAll(flags);
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(ManyCalls.class.getName());
    words.addAll(arguments);
    try {
      Path out = Files.createTempFile(folder, "jvm", ".out");
      Path errors = Files.createTempFile(folder, "jvm", ".err");
      Process process =
          new ProcessBuilder(words)
              .redirectOutput(out.toFile())
              .redirectError(errors.toFile())
              .start();
      return new OtherJvm(process, out, errors);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /// All that it wrote, once it has ended well.
  String output() throws InterruptedException {
    if (process.waitFor() != 0) {
      throw new AssertionError("ended with " + process.exitValue() + ": " + read(errors));
    }
    return read(out);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /// Ends it where it still runs.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
