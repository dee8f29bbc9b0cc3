package org.tallystick.node;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;

/// A node in a process of its own that sends itself transfers until it is killed, and tells of
/// every block as soon as it is one.
final class TransferMill {
  static final int SENDERS = 10;
  static final Address SHOP = People.person(50).address();

  private static final int WAITING_MAX = 40;

  private TransferMill() {}

  /// @param arguments the data folder; milliseconds between blocks, 0 for a block per transfer; and
  ///   within which blocks are made durable, 0 for each at once
  public static void main(String[] arguments) throws InterruptedException {
    long blockTimeMillis = Long.parseLong(arguments[1]);
    long syncedWithinMillis = Long.parseLong(arguments[2]);
    Config config =
        new Config(
            Path.of(arguments[0]),
            People.genesis(SENDERS),
            blockTimeMillis == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(blockTimeMillis)),
            Optional.of(Address.ZERO),
            PoolRules.DEFAULT,
            HistoryMode.WINDOW,
            syncedWithinMillis == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(syncedWithinMillis)));
    PrintStream told = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    Node node = Node.start(config, TestMachine.NONE);
    told.println(node.chain().head().number() + " " + node.chain().head().hash());
    node.chain().listen(news -> told.println(news.head().number() + " " + news.head().hash()));
    for (int turn = 0; true; turn++) {
      KeyPair sender = People.person(turn % SENDERS);
      node.pool().add(Transfers.of(sender, node.pool().nextNonce(sender.address()), SHOP));
      while (node.pool().status().executable() > WAITING_MAX) {
        Thread.sleep(1);
      }
    }
  }
}
