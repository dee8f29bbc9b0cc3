package org.tallystick.node.rpc.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.execution.Outcome;
import org.tallystick.execution.TraceEvent;
import org.tallystick.execution.TraceEvent.FrameKind;
import org.tallystick.json.Json;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;

/// A trace holds no more than an answer may be long, whatever the transaction does.
class BoundedTraceTest {
  private static final TraceEvent CALL =
      new TraceEvent.Refused(
          FrameKind.CALL,
          Address.ZERO,
          Optional.of(Address.ZERO),
          U256.ZERO,
          Bytes.wrap(new byte[50]),
          0,
          "no");
  private static final TraceEvent END =
      new TraceEvent.Settled(new Outcome.Success(21_000, Bytes.EMPTY), 21_000, 0);

  private final List<TraceEvent> seen = new ArrayList<>();

  /// One that grows by the input of each call, and answers so many letters.
  private Look look(int letters) {
    return new Look(
        seen::add,
        () -> Json.of("x".repeat(letters)),
        event -> event instanceof TraceEvent.Refused refused ? refused.input().length() : 0);
  }

  private static BoundedTrace traced(Look look, ReplyLength reply, int calls) {
    BoundedTrace trace = new BoundedTrace(look, reply);
    for (int call = 0; call < calls; call++) {
      trace.on(CALL);
    }
    trace.on(END);
    return trace;
  }

  @Test
  void whatFitsIsAnswered() {
    BoundedTrace trace = traced(look(10), new ReplyLength(100), 2);

    assertEquals(Json.of("x".repeat(10)), trace.answer());
    assertEquals(3, seen.size());
  }

  @Test
  void nothingIsLookedAtOnceItIsTooMuch() {
    BoundedTrace trace = traced(look(10), new ReplyLength(100), 1_000);

    RpcException refusal = assertThrows(RpcException.class, trace::answer);
    assertEquals(RpcError.LIMIT_EXCEEDED, refusal.error().code());
    assertTrue(refusal.error().message().contains("more than 100 bytes"), refusal.toString());
    assertEquals(2, seen.size());
  }

  @Test
  void anAnswerThatIsTooLongByItselfIsRefused() {
    BoundedTrace trace = traced(look(99), new ReplyLength(100), 0);

    assertThrows(RpcException.class, trace::answer);
  }

  @Test
  void theTransactionsOfABlockShareOneAnswer() {
    ReplyLength reply = new ReplyLength(100);
    BoundedTrace first = traced(look(60), reply, 0);
    assertEquals(Json.of("x".repeat(60)), first.answer());

    BoundedTrace second = traced(look(60), reply, 0);
    int seenBefore = seen.size();
    BoundedTrace third = traced(look(1), reply, 0);

    assertThrows(RpcException.class, second::answer);
    assertThrows(RpcException.class, third::answer);
    assertEquals(seenBefore, seen.size());
  }

  @Test
  void aTransactionThatIsNotOverHasNoAnswer() {
    BoundedTrace trace = new BoundedTrace(look(1), new ReplyLength(100));
    trace.on(CALL);

    assertThrows(IllegalStateException.class, trace::answer);
  }
}
