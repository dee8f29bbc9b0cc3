package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.rpc.http.HttpLimits;
import org.tallystick.node.rpc.http.RawHttp;
import org.tallystick.node.rpc.http.RpcOptions;
import org.tallystick.node.rpc.http.RpcServer;
import org.tallystick.node.testing.Transfers;
import org.tallystick.node.testing.Waiting;

class FloodIT {
  private static final int TRANSACTIONS = 4_000;
  private static final int CONNECTIONS = 50;
  private static final long SEED = 7;

  @TempDir Path folder;

  @ParameterizedTest(name = "of {0} senders")
  @ValueSource(ints = {1, 3})
  @Timeout(60)
  void fourThousandTransactionsSentAtOnceInAnyOrderAreAllInBlocksWithinSeconds(int senders)
      throws Exception {
    List<SignedTransaction> transactions =
        new ArrayList<>(
            IntStream.range(0, TRANSACTIONS)
                .mapToObj(number -> transfer(number % senders, number / senders))
                .toList());
    Collections.shuffle(transactions, new Random(SEED));
    try (TestNode node = TestNode.development(folder);
        RpcServer server =
            RpcServer.start(RpcOptions.local(0, HttpLimits.DEVELOPMENT), node.methods(), _ -> {});
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<Integer>> parts = new ArrayList<>();
      for (int part = 0; part < CONNECTIONS; part++) {
        int from = part * TRANSACTIONS / CONNECTIONS;
        int to = (part + 1) * TRANSACTIONS / CONNECTIONS;
        parts.add(() -> sendAll(server.port(), transactions.subList(from, to)));
      }
      int sent = 0;
      for (Future<Integer> part : clients.invokeAll(parts)) {
        sent += part.get();
      }
      assertEquals(TRANSACTIONS, sent);

      Waiting.until(() -> node.node().chain().head().number() == TRANSACTIONS);
      for (int sender = 0; sender < senders; sender++) {
        String address = TestNode.quote(TestNode.KEYS.get(sender).address());
        long expected = transactions.stream().filter(isFrom(sender)).count();
        assertEquals(
            expected, quantity(node.text("eth_getTransactionCount", address, "\"latest\"")));
      }
      assertEquals(
          "{\"pending\":\"0x0\",\"queued\":\"0x0\"}", node.result("txpool_status").write());
    }
  }

  private static Predicate<SignedTransaction> isFrom(int sender) {
    Address address = TestNode.KEYS.get(sender).address();
    return transaction -> transaction.sender().equals(address);
  }

  private static int sendAll(int port, List<SignedTransaction> transactions) throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      for (SignedTransaction transaction : transactions) {
        String answer =
            http.post(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":[\"%s\"]}"
                        .formatted(transaction.encoded().toHex()))
                .body();
        assertTrue(answer.contains(transaction.hash().toHex()), answer);
      }
    }
    return transactions.size();
  }

  private static SignedTransaction transfer(int sender, int nonce) {
    return Transfers.of(TestNode.KEYS.get(sender), nonce, Address.ZERO);
  }

  private static long quantity(String text) {
    return Long.parseLong(text.substring(2), 16);
  }
}
