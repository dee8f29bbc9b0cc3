package org.tallystick.node.rpc.debug;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.machine.SourceLine;
import org.tallystick.trace.GasPurpose;
import org.tallystick.trace.LineTrace;

/// Where the gas of a transaction went: `lines` of contracts, and `items` that are no line. All of
/// it together is `gasUsed`. Gas is a plain number, since a refund is a negative one.
final class LineTraceJson {
  private LineTraceJson() {}

  static JsonObject of(LineTrace trace) {
    List<JsonObject> lines = new ArrayList<>();
    List<JsonObject> items = new ArrayList<>();
    for (LineTrace.Spent spent : trace.spent()) {
      JsonObject.Builder json =
          Json.object().putIfPresent("address", spent.contract().map(it -> Json.of(it.toHex())));
      switch (spent.purpose()) {
        case GasPurpose.Line(SourceLine line) -> lines.add(line(json, line, spent.gas()));
        case GasPurpose.Item item ->
            items.add(json.put("item", item.words()).put("gas", spent.gas()).build());
      }
    }
    return Json.object()
        .put("gasUsed", trace.gasUsed())
        .put("lines", Json.array(lines))
        .put("items", Json.array(items))
        .build();
  }

  private static JsonObject line(JsonObject.Builder json, SourceLine line, long gas) {
    return json.put("file", line.file())
        .put("line", line.line())
        .put("column", line.column())
        .put("text", line.text())
        .put("gas", gas)
        .build();
  }
}
