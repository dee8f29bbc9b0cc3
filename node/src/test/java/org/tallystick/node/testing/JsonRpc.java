package org.tallystick.node.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;

/// A node as one who asks it sees it. Arguments are JSON texts.
public interface JsonRpc {
  /// The answer to a document, to the byte; empty where there is none.
  String answer(String document);

  /// A node that serves there, asked over HTTP.
  static JsonRpc over(String url) {
    HttpClient client = HttpClient.newHttpClient();
    return document -> {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(document))
              .build();
      try {
        return client.send(request, BodyHandlers.ofString()).body();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while asking " + url, interruption);
      }
    };
  }

  /// The whole answer to a call.
  default JsonObject call(String method, String... arguments) {
    return (JsonObject)
        Json.parse(
            answer(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
                    .formatted(method, String.join(",", arguments))));
  }

  /// What a call gave; fails where it gave an error.
  default Json result(String method, String... arguments) {
    JsonObject answer = call(method, arguments);
    return answer.get("result").orElseThrow(() -> new AssertionError(method + ": " + answer));
  }

  /// The text a call gave.
  default String text(String method, String... arguments) {
    return result(method, arguments).view().text();
  }

  /// The error of a call that has to fail.
  default JsonObject error(String method, String... arguments) {
    JsonObject answer = call(method, arguments);
    return (JsonObject)
        answer.get("error").orElseThrow(() -> new AssertionError(method + ": " + answer));
  }

  /// The receipt of a transaction, once it is in a block.
  ///
  /// @param hash as JSON text
  default JsonObject awaitReceipt(String hash) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      Json receipt = result("eth_getTransactionReceipt", hash);
      if (!receipt.equals(JsonNull.NULL)) {
        return (JsonObject) receipt;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    throw new AssertionError("no receipt of " + hash + " after 20 s");
  }

  /// A text as JSON text.
  static String quote(String text) {
    return Json.of(text).write();
  }
}
