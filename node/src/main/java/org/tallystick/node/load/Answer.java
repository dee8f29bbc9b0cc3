package org.tallystick.node.load;

import java.io.IOException;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonView;

/// What a node answers to one call of JSON-RPC.
sealed interface Answer {
  record Result(JsonView value) implements Answer {}

  /// @param words the node's own
  record Refusal(String words) implements Answer {}

  /// A call as a document.
  ///
  /// @param parameters as JSON
  static String document(long id, String method, String... parameters) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\""
        + method
        + "\",\"params\":["
        + String.join(",", parameters)
        + "]}";
  }

  /// @throws IOException where that is no answer of JSON-RPC
  static Answer read(byte[] body) throws IOException {
    try {
      return of(Json.parse(body).view());
    } catch (JsonException fault) {
      throw noAnswer(fault);
    }
  }

  /// The first refusal in an answer to a batch, otherwise any of its results.
  ///
  /// @param calls how many the batch had
  /// @throws IOException where that does not answer them all
  static Answer readBatch(byte[] body, int calls) throws IOException {
    try {
      JsonView document = Json.parse(body).view();
      if (!(document.value() instanceof JsonArray)) {
        return of(document);
      }
      if (document.elements().size() != calls) {
        throw document.fault("expected " + calls + " answers");
      }
      Answer answer = of(document.elements().getFirst());
      for (JsonView element : document.elements()) {
        answer = of(element);
        if (answer instanceof Refusal) {
          return answer;
        }
      }
      return answer;
    } catch (JsonException fault) {
      throw noAnswer(fault);
    }
  }

  private static Answer of(JsonView answer) {
    return answer
        .optional("error")
        .<Answer>map(error -> new Refusal(error.member("message").text()))
        .orElseGet(() -> new Result(answer.member("result")));
  }

  private static IOException noAnswer(JsonException fault) {
    return new IOException("what answers is no node: " + fault.getMessage(), fault);
  }
}
