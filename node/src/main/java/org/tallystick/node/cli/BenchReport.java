package org.tallystick.node.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.node.load.Kind;
import org.tallystick.node.load.Latencies;
import org.tallystick.node.load.Measured;
import org.tallystick.node.load.Mode;

/// What `tally bench` measured, for people and for scripts.
///
/// @param mode of transactions
/// @param blocks over which the transactions are spread
record BenchReport(
    Kind kind, Optional<Mode> mode, int senders, OptionalInt blocks, Measured measured) {
  private static final double MEBIBYTE = 1 << 20;
  private static final double MEDIAN = 50;
  private static final double TAIL = 99;

  JsonObject toJson() {
    JsonObject.Builder json = Json.object().put("kind", BenchOptions.word(kind));
    mode.ifPresent(it -> json.put("mode", BenchOptions.word(it)));
    json.put("senders", senders).put("requests", measured.requests());
    blocks.ifPresent(it -> json.put("blocks", it));
    json.put("acceptedPerSecond", number(measured.acceptedPerSecond()))
        .put("perSecond", number(measured.perSecond()));
    measured
        .latencies()
        .ifPresent(it ->
            json.put("p50Millis", number(it.percentileMillis(MEDIAN)))
                .put("p99Millis", number(it.percentileMillis(TAIL))));
    measured.cpuMicrosPerRequest().ifPresent(it -> json.put("cpuMicrosPerRequest", number(it)));
    measured.used().ifPresent(it -> json.put("residentMiB", number(it.residentBytes() / MEBIBYTE)));
    return json.build();
  }

  private static Json number(double value) {
    return Json.of(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
  }

  String shown() {
    List<String> lines = new ArrayList<>();
    switch (kind) {
      case VALUE, TOKEN -> {
        lines.add(line("accepted", measured.acceptedPerSecond(), "transactions a second"));
        lines.add(line("in blocks", measured.perSecond(), "transactions a second, end to end"));
        blocks.ifPresent(it -> lines.add(line("blocks", it, "for " + measured.requests())));
      }
      case CALL -> lines.add(line("answered", measured.perSecond(), "calls a second"));
    }
    measured.latencies().ifPresent(it -> lines.addAll(shown(it)));
    measured
        .cpuMicrosPerRequest()
        .ifPresent(it -> lines.add(line("CPU", it, "us of the node for each")));
    measured
        .used()
        .ifPresent(it ->
            lines.add(line("memory", it.residentBytes() / MEBIBYTE, "MiB resident at the end")));
    return String.join("\n", lines);
  }

  private static List<String> shown(Latencies latencies) {
    return List.of(
        line("p50", latencies.percentileMillis(MEDIAN), "ms"),
        line("p99", latencies.percentileMillis(TAIL), "ms"));
  }

  private static String line(String what, double number, String unit) {
    return String.format(
        Locale.ROOT, number < 100 ? "%-10s %,14.2f %s" : "%-10s %,14.0f %s", what, number, unit);
  }
}
