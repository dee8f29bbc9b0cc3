package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.node.rpc.http.Exchanges;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodErrorsIT {
  private TestNode node;

  @BeforeAll
  void start(@TempDir Path folder) {
    node = TestNode.development(folder);
  }

  @AfterAll
  void stop() {
    node.close();
  }

  static List<Exchanges.Exchange> errors() throws IOException {
    return Exchanges.read("/rpc/errors.io");
  }

  @ParameterizedTest
  @MethodSource("errors")
  void areWordedToTheByte(Exchanges.Exchange exchange) {
    assertEquals(exchange.answer(), node.answer(exchange.request()));
  }
}
