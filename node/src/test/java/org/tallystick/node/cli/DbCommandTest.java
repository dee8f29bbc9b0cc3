package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.RocksStore;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.Transfers;

/// `tally db` by what it prints, on the folder of a chain that does not run.
final class DbCommandTest {
  private static final KeyPair ALICE = People.person(0);
  private static final Genesis GENESIS = People.genesis(300);
  private static final int BLOCKS = 3;

  @TempDir private Path temp;
  private Path data = Path.of("");
  private Hash head = Hash.ZERO;

  @BeforeEach
  void makeAChain() {
    data = temp.resolve("data");
    try (TestChain chain = TestChain.open(data, GENESIS)) {
      for (int nonce = 0; nonce < BLOCKS; nonce++) {
        chain.add(Transfers.of(ALICE, nonce, People.person(nonce + 1).address()));
      }
      head = chain.chain().head().hash();
    }
  }

  @Test
  void verifySaysHowMuchIsRight() {
    CommandLineRun run = db("verify");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out().matches("all is right: 4 blocks, 301 accounts, 0 slots, \\d+ nodes\n"),
        run.out());
  }

  @Test
  void statsSayWhereTheChainStandsAndWhatThereIs() {
    CommandLineRun run = db("stats");

    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.lines();
    assertEquals("head        block 3 " + head, lines.getFirst());
    assertTrue(lines.get(1).matches("state root  0x[0-9a-f]{64}"), run.out());
    assertTrue(lines.get(2).matches("trie nodes  of block \\d"), run.out());
    assertTrue(run.out().contains("\naccount "), run.out());
    assertTrue(run.out().contains("\nreceipt "), run.out());
  }

  @Test
  void aCheckpointIsCopiedOnceAndIsAChainOfItsOwn() throws IOException {
    Path copy = temp.resolve("copies/first");

    CommandLineRun run = db("checkpoint", copy.toString());
    CommandLineRun again = db("checkpoint", copy.toString());

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("copied to " + copy + "; start a node on it by --data " + copy + "\n", run.out());
    assertRefused("cannot be copied to " + copy + ": the folder is not empty", again);
    assertEquals(0, CommandLineRun.of("db", "verify", "--data", copy.toString()).exitCode());
    Path full = Files.createDirectories(temp.resolve("full"));
    Files.writeString(full.resolve("letter"), "dear");
    assertRefused("the folder is not empty", db("checkpoint", full.toString()));
    assertRefused("cannot be copied to ", db("checkpoint", full.resolve("letter").toString()));
    assertEquals("dear", Files.readString(full.resolve("letter")));
  }

  @Test
  void rebuiltNodesAreTheSameAsBefore() {
    String before = db("verify").out();

    CommandLineRun run = db("rebuild-nodes");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().matches("\\d+ nodes made\n"), run.out());
    assertEquals(before, db("verify").out());
  }

  @Test
  void nothingIsDoneWhileANodeRuns() {
    try (TestChain chain = TestChain.open(data, GENESIS)) {
      chain.add(Transfers.of(ALICE, BLOCKS, People.person(1).address()));
      for (String verb : List.of("verify", "stats", "rebuild-nodes")) {
        assertRefused(" is in use by another node (pid ", db(verb));
      }
      Path copy = temp.resolve("copy");
      assertRefused(" is in use by another node (pid ", db("checkpoint", copy.toString()));
      assertFalse(Files.exists(copy));
    }
  }

  @Test
  void aFolderWithoutAChainIsRefusedAndNotMade() {
    Path nowhere = temp.resolve("nowhere");

    for (String verb : List.of("verify", "stats", "rebuild-nodes")) {
      assertRefused(
          "there is no chain in the folder " + nowhere + "; say where it is by --data",
          CommandLineRun.of("db", verb, "--data", nowhere.toString()));
    }
    assertFalse(Files.exists(nowhere));
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    try (DataFolder folder = DataFolder.claim(data);
        RocksStore database = RocksStore.open(folder)) {
      database.compact();
    }
    Path file = largestFile();
    byte[] bytes = Files.readAllBytes(file);
    for (int at = bytes.length / 4; at < bytes.length / 2; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(file, bytes);

    assertRefused(file.getFileName().toString(), db("verify"));
  }

  private CommandLineRun db(String verb, String... arguments) {
    return CommandLineRun.of(
        Stream.concat(Stream.of("db", verb, "--data", data.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private static void assertRefused(String words, CommandLineRun run) {
    assertEquals(ExitCode.FAILED, run.exitCode(), run.err());
    assertEquals("", run.out());
    // Before it there may be how far the work had come.
    String last = run.err().lines().toList().getLast();
    assertTrue(last.startsWith("tally: "), run.err());
    assertTrue(last.contains(words), run.err());
  }

  private Path largestFile() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("db"))) {
      return files
          .filter(file -> file.toString().endsWith(".sst"))
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }
}
