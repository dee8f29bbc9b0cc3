package org.tallystick.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.bytes.Address;
import org.tallystick.json.Json;
import org.tallystick.json.JsonView;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.load.Funder;
import org.tallystick.node.load.Preparation;

/// Measures development chains beside one another, each in a process of its own, in turns, under
/// the same load of `tally bench`, and prints one table. Figures are medians of the rounds.
final class RpcBenchmarks {
  private static final int TRANSFERS = 10_000;
  private static final int CLOSED_TRANSFERS = 1_000;
  private static final int FLOOD = 4_000;
  private static final int CALLS = 20_000;

  /// A chain is measured as its user meets it, and once it is warm.
  private static final List<String> RUNS = List.of("first", "second", "third");

  private static final String TIMEOUT_SECONDS = "60";
  private static final Pattern STUCK = Pattern.compile("stuck: (\\d+) of");
  private static final Path SOURCES = Path.of("src", "bench", "js");

  private final Map<Contender, Map<String, List<Double>>> figures = new EnumMap<>(Contender.class);

  private RpcBenchmarks() {}

  /// @param arguments how many rounds, and which contenders or `all`
  public static void main(String[] arguments) throws IOException, InterruptedException {
    install();
    List<Contender> contenders =
        arguments[1].equals("all")
            ? List.of(Contender.values())
            : Arrays.stream(arguments[1].split(",")).map(Contender::valueOf).toList();
    RpcBenchmarks benchmarks = new RpcBenchmarks();
    for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
      for (Contender contender : contenders) {
        benchmarks.measure(contender, () -> benchmarks.eachSecond(contender));
        benchmarks.measure(contender, () -> benchmarks.eachTransaction(contender));
        benchmarks.measure(contender, () -> benchmarks.flood(contender));
      }
    }
    benchmarks.print(contenders);
    // What is left of the client's threads is of no use.
    System.exit(0);
  }

  /// Installs the other chains, unless the same are installed.
  private static void install() throws IOException, InterruptedException {
    Path lock = SOURCES.resolve("package-lock.json");
    Path installedLock = Contender.MODULES.resolve("installed-lock.json");
    Files.createDirectories(Contender.FOLDER);
    for (String name : List.of("package.json", "package-lock.json", "hardhat.config.mjs")) {
      Files.copy(
          SOURCES.resolve(name),
          Contender.FOLDER.resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(installedLock) && Files.mismatch(lock, installedLock) == -1) {
      return;
    }
    int status =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--omit=peer")
            .directory(Contender.FOLDER.toFile())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("npm ci ended with the status " + status);
    }
    Files.copy(lock, installedLock, StandardCopyOption.REPLACE_EXISTING);
  }

  private interface Measurement {
    void run() throws IOException, InterruptedException;
  }

  /// A chain that gets stuck has no figures for what it had yet to do; the others go on.
  private void measure(Contender contender, Measurement measurement)
      throws IOException, InterruptedException {
    try {
      measurement.run();
    } catch (IOException failure) {
      String words = String.valueOf(failure.getMessage());
      Matcher stuck = STUCK.matcher(words);
      if (!stuck.find()) {
        throw failure;
      }
      System.out.println(contender.shown() + " " + words.strip());
      note(contender, "got stuck with transfers in no block", Double.parseDouble(stuck.group(1)));
    }
  }

  private void eachSecond(Contender contender) throws IOException, InterruptedException {
    try (ServingNode node = ServingNode.start(contender, Contender.Blocks.EACH_SECOND)) {
      for (String which : RUNS) {
        JsonView batch = bench(contender, node, "token", "batch", TRANSFERS, 20);
        note(contender, which + " 10,000, CPU ms a transfer", millis(batch));
        note(contender, which + " 10,000, transfers a second", number(batch, "perSecond"));
        note(contender, which + " 10,000, accepted a second", number(batch, "acceptedPerSecond"));
        note(contender, which + " 10,000, blocks", number(batch, "blocks"));
        note(contender, which + " 10,000, MiB resident after", number(batch, "residentMiB"));
      }
    }
  }

  private void eachTransaction(Contender contender) throws IOException, InterruptedException {
    try (ServingNode node = ServingNode.start(contender, Contender.Blocks.EACH_TRANSACTION)) {
      note(contender, "start to first answer, ms", node.readyMillis());
      for (String which : RUNS) {
        JsonView closed = bench(contender, node, "token", "closed", CLOSED_TRANSFERS, 1);
        note(contender, "own block, " + which + " 1,000, CPU ms a transfer", millis(closed));
        note(contender, "own block, " + which + " 1,000, p50 ms", number(closed, "p50Millis"));
        note(contender, "own block, " + which + " 1,000, p99 ms", number(closed, "p99Millis"));
      }
      for (String which : RUNS) {
        JsonView calls = bench(contender, node, "call", "single", CALLS, 20);
        note(contender, "eth_call, " + which + " 20,000, a second", number(calls, "perSecond"));
        note(contender, "eth_call, " + which + " 20,000, CPU ms", millis(calls));
        note(contender, "eth_call, " + which + " 20,000, p99 ms", number(calls, "p99Millis"));
      }
    }
  }

  private void flood(Contender contender) throws IOException, InterruptedException {
    try (ServingNode node = ServingNode.start(contender, Contender.Blocks.EACH_TRANSACTION)) {
      JsonView flood = bench(contender, node, "token", "single", FLOOD, 20);
      note(contender, "flood, transfers a second", number(flood, "perSecond"));
      note(contender, "flood, CPU ms a transfer", millis(flood));
      note(contender, "flood, blocks", number(flood, "blocks"));
    }
  }

  /// Runs `tally bench` in this JVM, which is warm after the first, on a token of its own: what is
  /// first and what is a change is then the same everywhere.
  private static JsonView bench(
      Contender contender, ServingNode node, String kind, String mode, int requests, int senders)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bench",
                "--json",
                "--url",
                node.url(),
                "--pid",
                "" + node.pid(),
                "--kind",
                kind,
                "--mode",
                mode,
                "--txs",
                "" + requests,
                "--senders",
                "" + senders,
                "--timeout",
                TIMEOUT_SECONDS));
    if (!contender.isTally()) {
      command.addAll(List.of("--token", evmToken(node).toHex()));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));
    int status = Tally.commandLine(terminal).execute(command.toArray(String[]::new));
    if (status != ExitCode.OK) {
      throw new IOException(err.toString());
    }
    System.out.println(contender.shown() + " " + out.toString().strip());
    return Json.parse(out.toString().strip()).view();
  }

  private static Address evmToken(ServingNode node) {
    try (NodeClient client = new NodeClient(node.url())) {
      Funder funder = new Funder.OfNode(client.accounts().getFirst());
      return new Preparation(client, funder, Duration.ofSeconds(30)).deploy(EvmToken.creation());
    }
  }

  private static double millis(JsonView measured) {
    return number(measured, "cpuMicrosPerRequest") / 1_000;
  }

  private static double number(JsonView measured, String name) {
    return Double.parseDouble(measured.member(name).value().write());
  }

  private void note(Contender contender, String figure, double value) {
    figures
        .computeIfAbsent(contender, _ -> new LinkedHashMap<>())
        .computeIfAbsent(figure, _ -> new ArrayList<>())
        .add(value);
  }

  private void print(List<Contender> contenders) {
    StringBuilder table = new StringBuilder("\n| |");
    contenders.forEach(contender -> table.append(' ').append(contender.shown()).append(" |"));
    table.append("\n|---|").append("---|".repeat(contenders.size())).append('\n');
    Set<String> names = new LinkedHashSet<>();
    figures.values().forEach(each -> names.addAll(each.keySet()));
    for (String figure : names) {
      table.append("| ").append(figure).append(" |");
      for (Contender contender : contenders) {
        List<Double> values = figures.getOrDefault(contender, Map.of()).get(figure);
        table.append(' ').append(values == null ? "none" : spread(values)).append(" |");
      }
      table.append('\n');
    }
    System.out.println(table);
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return "%s (%s, %s)"
        .formatted(
            shown(sorted.get(sorted.size() / 2)),
            shown(sorted.getFirst()),
            shown(sorted.getLast()));
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : value < 1000 ? "%.1f" : "%,.0f", value);
  }
}
