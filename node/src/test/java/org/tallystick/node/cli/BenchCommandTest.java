package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `tally bench` says where it cannot begin.
final class BenchCommandTest {
  @Test
  void whereNoNodeAnswersItSaysHowToGetOne() throws IOException {
    // Taken, so that nobody else begins to answer there.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      CommandLineRun run =
          CommandLineRun.of("bench", "--url", "http://127.0.0.1:" + silent.getLocalPort());

      assertEquals(ExitCode.UNREACHABLE, run.exitCode());
      assertTrue(run.err().contains("tally dev starts a chain"), run.err());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mode | open | --mode is one of single, batch, closed, got open",
        "--mode | SINGLE | --mode is one of single, batch, closed, got SINGLE",
        "--kind | coins | --kind is one of value, token, call, got coins",
        "--txs | 0 | --txs is from 1 to 1000000, got 0",
        "--senders | 501 | --senders is from 1 to 500, got 501",
        "--batch-size | 0 | --batch-size is from 1 to 1000, got 0",
        "--timeout | 0 | --timeout is from 1 to 86400, got 0",
        "--pid | -1 | --pid is from 1 to 2147483647, got -1",
        "--token | coin | --token: \"coin\" is no address, 0x and 40 digits",
        "--url | https://node | write it as http://127.0.0.1:8545"
      })
  void whatCannotBeUnderstoodIsNamedWithWhatCan(String option, String value, String words) {
    CommandLineRun run = CommandLineRun.of("bench", option, value);

    assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(words), run.err());
  }
}
