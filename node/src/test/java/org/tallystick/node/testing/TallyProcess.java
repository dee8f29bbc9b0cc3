package org.tallystick.node.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packed program `bin/tally` in a process of its own, as people run it.
///
/// It writes to files, so it never waits for a test to read.
public final class TallyProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of("target", "tally", "bin", "tally").toAbsolutePath();
  private static final long SECONDS_MAX = 60;
  private static final Pattern READY_LINE =
      Pattern.compile("^ready (http://127\\.0\\.0\\.1:(\\d+)) chain (\\d+)$", Pattern.MULTILINE);

  private final List<String> arguments;
  private final Path outFile;
  private final Path errFile;
  private final Process process;

  private TallyProcess(Path folder, String jvmOptions, List<String> arguments) throws IOException {
    this.arguments = arguments;
    outFile = Files.createTempFile("tally", ".out");
    errFile = Files.createTempFile("tally", ".err");
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(outFile.toFile())
            .redirectError(errFile.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TALLY_OPTS", jvmOptions);
    process = builder.start();
    process.getOutputStream().close();
  }

  /// What a node says when it serves.
  public record Ready(String url, int port, long chainId) {}

  /// How a run ended.
  ///
  /// @param out what it wrote to the standard output
  /// @param err what it wrote to the standard error
  public record Ended(int exitCode, String out, String err) {}

  /// Starts it. Its standard input is empty.
  ///
  /// @param folder the one it works in
  public static TallyProcess start(Path folder, String... arguments) {
    return startWith("", folder, arguments);
  }

  /// Starts it on a JVM with more options. Its standard input is empty.
  ///
  /// @param folder the one it works in
  public static TallyProcess startWith(String jvmOptions, Path folder, String... arguments) {
    assertTrue(Files.exists(PROGRAM), PROGRAM + " is missing: ./mvnw package makes it");
    try {
      return new TallyProcess(folder, jvmOptions, List.of(arguments));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /// Runs it to its end.
  ///
  /// @param folder the one it works in
  public static Ended run(Path folder, String... arguments) {
    try (TallyProcess tally = start(folder, arguments)) {
      return tally.awaitEnd();
    }
  }

  /// Of the Java virtual machine, whose place the script gives it.
  public long pid() {
    return process.pid();
  }

  /// What it wrote to the standard output until now.
  public String out() {
    return text(outFile);
  }

  /// What it wrote to the standard error until now.
  public String err() {
    return text(errFile);
  }

  /// Waits until it serves.
  public Ready awaitReady() {
    Waiting.until(() -> ready().isPresent() || !process.isAlive());
    return ready().orElseThrow(() -> new AssertionError(this + " ended before it served"));
  }

  /// Waits until it ends by itself.
  public Ended awaitEnd() {
    try {
      assertTrue(
          process.waitFor(SECONDS_MAX, TimeUnit.SECONDS),
          () -> this + " does not end within " + SECONDS_MAX + " seconds");
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + this, interruption);
    }
    return new Ended(process.exitValue(), out(), err());
  }

  /// Asks it to end (`SIGTERM`), and waits until it has.
  public Ended terminate() {
    process.destroy();
    return awaitEnd();
  }

  /// Ends it at once (`kill -9`).
  public Ended kill() {
    process.destroyForcibly();
    return awaitEnd();
  }

  /// Kills what still runs.
  @Override
  public void close() {
    kill();
    try {
      Files.delete(outFile);
      Files.delete(errFile);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Optional<Ready> ready() {
    Matcher line = READY_LINE.matcher(out());
    return line.find()
        ? Optional.of(
            new Ready(
                line.group(1), Integer.parseInt(line.group(2)), Long.parseLong(line.group(3))))
        : Optional.empty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /// The command with all it wrote, for a test that failed.
  @Override
  public String toString() {
    return "tally "
        + String.join(" ", arguments)
        + " (pid "
        + pid()
        + ", out: "
        + out()
        + ", err: "
        + err()
        + ")";
  }
}
