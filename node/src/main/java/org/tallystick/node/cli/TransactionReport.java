package org.tallystick.node.cli;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Checksum;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonText;
import org.tallystick.node.client.MinedTransaction;
import org.tallystick.sdk.values.Event;
import org.tallystick.sdk.values.Value;

/// What became of a transaction, in the stable form for programs.
///
/// @param events in the order of their logs
record TransactionReport(MinedTransaction mined, List<Event> events) {
  Json toJson() {
    return Json.object()
        .put("transaction", mined.hash().toHex())
        .put("outcome", mined.succeeded() ? "success" : "failed")
        .put("block", mined.blockNumber())
        .put("gas", mined.gasUsed())
        .put(
            "contract",
            mined.contract().map(Checksum::encode).<Json>map(JsonText::new).orElse(JsonNull.NULL))
        .put("events", Json.array(events.stream().map(TransactionReport::event).toList()))
        .build();
  }

  /// An event that the abi knows by its name and arguments, any other by topics and data.
  private static Json event(Event event) {
    Address contract = event.contract();
    if (event.name().isEmpty()) {
      JsonArray topics = Json.texts(event.log().topics().stream().map(Hash::toHex).toList());
      return Json.object()
          .put("contract", Checksum.encode(contract))
          .put("topics", topics)
          .put("data", event.log().data().toHex())
          .build();
    }
    List<Object> contents = event.arguments().stream().map(Value::content).toList();
    return Json.object()
        .put("contract", Checksum.encode(contract))
        .put("name", event.name())
        .put("arguments", PlainData.members(event.parameters(), contents))
        .build();
  }
}
