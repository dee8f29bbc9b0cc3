package org.tallystick.node.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A development chain in a process of its own, on a port and in a folder that are free.
final class ServingNode implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final long ASK_AGAIN_MILLIS = 5;
  private static final String QUESTION =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\",\"params\":[]}";

  private final Process process;
  private final String url;
  private final double readyMillis;

  private ServingNode(Process process, String url, double readyMillis) {
    this.process = process;
    this.url = url;
    this.readyMillis = readyMillis;
  }

  /// Starts it, and returns when it has answered for the first time.
  static ServingNode start(Contender contender, Contender.Blocks blocks)
      throws IOException, InterruptedException {
    int port = freePort();
    String url = "http://127.0.0.1:" + port;
    // The folder of Hardhat has to be that of its configuration.
    Path folder = Files.createDirectories(Contender.FOLDER.resolve(contender.name()));
    long startedAtNanos = System.nanoTime();
    Process process =
        new ProcessBuilder(contender.command(blocks, port))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    while (!answers(url)) {
      if (!process.isAlive() || System.nanoTime() - startedAtNanos > START_MAX.toNanos()) {
        process.destroyForcibly();
        throw new IOException(
            contender.shown() + " does not serve; see " + folder.resolve("log.txt"));
      }
      Thread.sleep(ASK_AGAIN_MILLIS);
    }
    return new ServingNode(process, url, (System.nanoTime() - startedAtNanos) / 1e6);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(String url) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(QUESTION))
            .build();
    // An offer to upgrade to HTTP/2 is taken by Hardhat for one to a web socket.
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, BodyHandlers.ofString()).body().contains("result");
    } catch (IOException notYet) {
      return false;
    }
  }

  String url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /// From the start of its process to its first answer.
  double readyMillis() {
    return readyMillis;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException askedToEnd) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
