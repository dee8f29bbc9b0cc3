package org.tallystick.node.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.tallystick.json.JsonView;

/// Sends a load, waits until all of it is in blocks, and measures both.
///
/// @param batchSize transactions in one request of [Mode#BATCH]
/// @param timeout for all to be in blocks after the last was sent; with [Mode#CLOSED] for each
/// @param pid of the node, where its use is to be measured
public record LoadRun(
    Endpoint endpoint, Mode mode, int batchSize, Duration timeout, OptionalLong pid) {
  /// Often enough to be exact where a block takes a second; seldom enough to cost nothing.
  private static final long POLL_MILLIS = 10;

  /// Where a block is made for each transaction, its receipt is there at once.
  private static final long RECEIPT_POLL_MILLIS_MIN = 1;

  private static final long RECEIPT_POLL_MILLIS_MAX = 16;

  /// @throws LoadException where the node refuses one, or takes too long
  public Measured send(Load load) {
    List<List<byte[]>> requests = load.lanes().stream().map(this::requests).toList();
    try (Lanes lanes = new Lanes(endpoint, load.lanes().size(), timeout)) {
      lanes.open();
      Stopwatch watch = new Stopwatch();
      Optional<Latencies> latencies =
          switch (mode) {
            case SINGLE, BATCH -> {
              var _ =
                  lanes.all((connection, lane) ->
                      push(connection, load.lanes().get(lane), requests.get(lane)));
              watch.accepted();
              awaitAll(load);
              yield Optional.empty();
            }
            case CLOSED -> {
              List<long[]> nanos =
                  lanes.all((connection, lane) ->
                      stepByStep(connection, load.lanes().get(lane), requests.get(lane)));
              watch.accepted();
              yield Optional.of(Latencies.of(nanos));
            }
          };
      return watch.stop(load.size(), latencies);
    }
  }

  /// Loads the node with calls of one kind, over as many connections as there are questions.
  ///
  /// @throws LoadException where the node refuses one
  public Measured call(List<Asset.Question> questions, int calls) {
    List<byte[]> requests =
        questions.stream().map(question -> endpoint.request(question.document())).toList();
    int connections = requests.size();
    try (Lanes lanes = new Lanes(endpoint, connections, timeout)) {
      lanes.open();
      Stopwatch watch = new Stopwatch();
      List<long[]> nanos =
          lanes.all((connection, lane) -> {
            int count = calls / connections + (lane < calls % connections ? 1 : 0);
            long[] took = new long[count];
            for (int at = 0; at < count; at++) {
              long sentAtNanos = System.nanoTime();
              byte[] body = connection.exchange(requests.get(lane));
              took[at] = System.nanoTime() - sentAtNanos;
              if (Answer.read(body) instanceof Answer.Refusal(String words)) {
                throw new LoadException("the node refuses an eth_call: " + words);
              }
            }
            return took;
          });
      watch.accepted();
      return watch.stop(calls, Optional.of(Latencies.of(nanos)));
    }
  }

  /// Measures from when it is made.
  private final class Stopwatch {
    private final Optional<ProcessUse> before = use();
    private final long startedAtNanos = System.nanoTime();
    private Duration accepting = Duration.ZERO;

    void accepted() {
      accepting = sinceStart();
    }

    Measured stop(int requests, Optional<Latencies> latencies) {
      Duration whole = sinceStart();
      Optional<Measured.Used> used =
          before.flatMap(then ->
              use()
                  .map(now ->
                      new Measured.Used(now.cpuMillis() - then.cpuMillis(), now.residentBytes())));
      return new Measured(requests, accepting, whole, latencies, used);
    }

    private Duration sinceStart() {
      return Duration.ofNanos(System.nanoTime() - startedAtNanos);
    }

    private Optional<ProcessUse> use() {
      return pid.isPresent() ? Optional.of(ProcessUse.of(pid.getAsLong())) : Optional.empty();
    }
  }

  private List<byte[]> requests(Lane lane) {
    List<String> documents = lane.transfers().stream().map(Lane.Transfer::document).toList();
    return switch (mode) {
      case SINGLE, CLOSED -> documents.stream().map(endpoint::request).toList();
      case BATCH -> {
        List<byte[]> batches = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += batchSize) {
          int to = Math.min(from + batchSize, documents.size());
          batches.add(
              endpoint.request(
                  documents.subList(from, to).stream().collect(Collectors.joining(",", "[", "]"))));
        }
        yield batches;
      }
    };
  }

  private int push(Connection connection, Lane lane, List<byte[]> requests) throws IOException {
    int sent = 0;
    for (byte[] request : requests) {
      byte[] body = connection.exchange(request);
      switch (mode) {
        case SINGLE, CLOSED -> {
          requireTaken(Answer.read(body), lane, sent);
          sent++;
        }
        case BATCH -> {
          int inBatch = Math.min(batchSize, lane.transfers().size() - sent);
          requireTaken(Answer.readBatch(body, inBatch), lane, sent);
          sent += inBatch;
        }
      }
    }
    return sent;
  }

  private static void requireTaken(Answer answer, Lane lane, int at) {
    if (answer instanceof Answer.Refusal(String words)) {
      throw new LoadException(
          "the node refuses a transaction of "
              + lane.sender()
              + ", "
              + lane.transfers().get(at).hash()
              + " or one sent with it: "
              + words
              + "; its sender's transactions before were taken: "
              + at);
    }
  }

  private long[] stepByStep(Connection connection, Lane lane, List<byte[]> requests)
      throws IOException {
    long[] nanos = new long[requests.size()];
    for (int at = 0; at < nanos.length; at++) {
      long sentAtNanos = System.nanoTime();
      requireTaken(Answer.read(connection.exchange(requests.get(at))), lane, at);
      awaitReceipt(connection, lane.transfers().get(at), sentAtNanos);
      nanos[at] = System.nanoTime() - sentAtNanos;
    }
    return nanos;
  }

  private void awaitReceipt(Connection connection, Lane.Transfer transfer, long sentAtNanos)
      throws IOException {
    long pauseMillis = RECEIPT_POLL_MILLIS_MIN;
    while (connection.ask("eth_getTransactionReceipt", transfer.quotedHash()).isNull()) {
      if (System.nanoTime() - sentAtNanos > timeout.toNanos()) {
        throw new LoadException(
            "stuck: " + transfer.hash() + " is in no block after " + timeout.toSeconds() + " s");
      }
      pause(pauseMillis);
      pauseMillis = Math.min(2 * pauseMillis, RECEIPT_POLL_MILLIS_MAX);
    }
  }

  /// Waits until the nonces say that all are in blocks: one sender after the other, so that the
  /// waiting costs the node next to nothing.
  private void awaitAll(Load load) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    try (Connection connection = new Connection(endpoint, timeout)) {
      for (Lane lane : load.lanes()) {
        while (minedOf(connection, lane) < lane.transfers().size()) {
          if (System.nanoTime() > deadlineNanos) {
            throw stuck(connection, load);
          }
          pause(POLL_MILLIS);
        }
      }
    } catch (IOException fault) {
      throw new LoadException("the node stopped answering: " + fault.getMessage(), fault);
    }
  }

  private LoadException stuck(Connection connection, Load load) throws IOException {
    long mined = 0;
    for (Lane lane : load.lanes()) {
      mined += minedOf(connection, lane);
    }
    return new LoadException(
        "stuck: "
            + (load.size() - mined)
            + " of "
            + load.size()
            + " are in no block "
            + timeout.toSeconds()
            + " s after the last was taken; --timeout waits longer");
  }

  private static long minedOf(Connection connection, Lane lane) throws IOException {
    JsonView nonce = connection.ask("eth_getTransactionCount", lane.quotedSender(), "\"latest\"");
    return Long.decode(nonce.text()) - lane.firstNonce();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", stop);
    }
  }
}
