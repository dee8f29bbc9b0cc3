package org.tallystick.node.rpc.debug;

import org.jspecify.annotations.Nullable;
import org.tallystick.execution.TraceEvent;
import org.tallystick.execution.Tracer;
import org.tallystick.json.Json;

/// The trace of one transaction, as part of an answer that may not grow without end. Once the
/// answer is too long it looks no more: the transaction runs on to its end, which its gas bounds,
/// since nobody may stop a contract from outside.
final class BoundedTrace implements Tracer {
  private final ReplyLength reply;
  private @Nullable Look look;
  private long growth;
  private @Nullable Json answer;

  /// @param reply of all transactions together
  BoundedTrace(Look look, ReplyLength reply) {
    this.look = look;
    this.reply = reply;
  }

  @Override
  public void on(TraceEvent event) {
    if (look == null) {
      return;
    }
    growth += look.growth().applyAsLong(event);
    if (reply.isTooLongWith(growth)) {
      look = null;
      return;
    }
    look.tracer().on(event);
    if (event instanceof TraceEvent.Settled) {
      Json whole = look.answer().get();
      look = null;
      if (reply.add(whole.write().length())) {
        answer = whole;
      }
    }
  }

  /// What was seen.
  ///
  /// @throws org.tallystick.node.rpc.protocol.RpcException where it is too long
  Json answer() {
    reply.require();
    if (answer == null) {
      throw new IllegalStateException("the transaction was not traced to its end");
    }
    return answer;
  }
}
