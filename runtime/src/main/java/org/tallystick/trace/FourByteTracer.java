package org.tallystick.trace;

import java.util.TreeMap;
import org.tallystick.bytes.Bytes;
import org.tallystick.execution.TraceEvent;
import org.tallystick.execution.TraceEvent.FrameKind;
import org.tallystick.execution.Tracer;

/// Counts which functions the calls of one transaction name, the outermost included, as
/// go-ethereum's `4byteTracer` does. No address here is anything but an account, so none is left
/// out.
public final class FourByteTracer implements Tracer {
  private static final int SELECTOR_BYTES = 4;

  private final TreeMap<String, Integer> counts = new TreeMap<>();

  /// How often each function was called: `0x`, its selector, `-`, how many bytes of arguments it
  /// was given.
  public FourByteCount result() {
    return new FourByteCount(counts);
  }

  @Override
  public void on(TraceEvent event) {
    switch (event) {
      case TraceEvent.Entered entered -> count(entered.kind(), entered.input());
      case TraceEvent.Refused refused -> count(refused.kind(), refused.input());
      case TraceEvent.Begun _,
          TraceEvent.Left _,
          TraceEvent.Charged _,
          TraceEvent.Logged _,
          TraceEvent.AccountTouched _,
          TraceEvent.SlotTouched _,
          TraceEvent.Settled _ -> {}
    }
  }

  private void count(FrameKind kind, Bytes input) {
    boolean calls =
        switch (kind) {
          case CALL, STATICCALL -> true;
          case CREATE, CREATE2 -> false;
        };
    if (calls && input.length() >= SELECTOR_BYTES) {
      String selector = input.slice(0, SELECTOR_BYTES).toHex();
      counts.merge(selector + "-" + (input.length() - SELECTOR_BYTES), 1, Integer::sum);
    }
  }
}
