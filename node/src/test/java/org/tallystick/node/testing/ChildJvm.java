package org.tallystick.node.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process of its own, to be killed.
public final class ChildJvm {
  private ChildJvm() {}

  /// Runs a main class of the tests. What it writes is the caller's to read.
  public static Process start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /// The same, with more flags for the JVM.
  public static Process start(List<String> flags, Class<?> main, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /// Kills it as `kill -9` does. What it wrote before can still be read.
  public static void kill(Process child) throws InterruptedException {
    // Through its handle: the process itself would close the pipe with what was told last.
    child.toHandle().destroyForcibly();
    child.waitFor();
  }
}
