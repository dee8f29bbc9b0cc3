package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.gas.GasMeter;

/// Tells apart what the gas of a frame was spent on, by the lines of its contract.
///
/// It charges nothing. Whenever another line begins to run, what the frame's meter has counted
/// since the last time was the line's before. So nothing is counted twice or left out, whatever
/// charges. What a frame lends to one inside it is that frame's.
///
/// Belongs to a machine and its thread.
public final class LineMeter {
  private @Nullable Frame frame;

  LineMeter() {}

  /// What the gas of one frame was spent on. All of it together is what the frame used, without the
  /// frames inside it.
  ///
  /// @param byLine of the lines that cost anything, in the order in which they first ran
  /// @param outside before the contract's first line, after its last, and what the caller charged
  /// @param forfeited by a halt, without work for it
  public record FrameGas(Map<SourceLine, Long> byLine, long outside, long forfeited) {
    public FrameGas {
      byLine = Collections.unmodifiableMap(new LinkedHashMap<>(byLine));
    }
  }

  /// Forgets frames that a fault left open.
  public void begin() {
    frame = null;
  }

  /// Begins a frame.
  ///
  /// @param gas what it pays with; what is used of it already is not the frame's
  public void enterFrame(GasMeter gas) {
    Frame outer = frame;
    if (outer != null) {
      outer.settle(gas.limit());
    }
    frame = new Frame(outer, gas);
  }

  /// Ends the frame that was entered last, before its caller gets back what is left.
  public FrameGas leaveFrame() {
    Frame inner = frame;
    if (inner == null) {
      throw new IllegalStateException("no frame was entered");
    }
    inner.settle(0);
    frame = inner.outer;
    if (frame != null) {
      frame.told += inner.gas.used();
    }
    return new FrameGas(inner.byLine, inner.outside, inner.gas.forfeited());
  }

  /// Notes that another line begins to run, or goes on.
  ///
  /// @param next absent where it is none of the contract's
  /// @return the line before, to be gone back to
  @TruffleBoundary(transferToInterpreterOnException = false)
  @Nullable SourceLine goTo(@Nullable SourceLine next) {
    Frame running = frame;
    if (running == null) {
      return null;
    }
    running.settle(0);
    SourceLine before = running.line;
    running.line = next;
    return before;
  }

  private static final class Frame {
    private final @Nullable Frame outer;
    private final GasMeter gas;
    private final Map<SourceLine, Long> byLine = new LinkedHashMap<>();
    private @Nullable SourceLine line;
    private long outside;

    /// What of the meter's count is told already, or is of frames inside.
    private long told;

    private Frame(@Nullable Frame outer, GasMeter gas) {
      this.outer = outer;
      this.gas = gas;
      this.told = gas.used();
    }

    /// @param lent what of it was taken for a frame inside, which is not entered yet
    private void settle(long lent) {
      long spent = gas.used() - gas.forfeited() - lent - told;
      if (line == null) {
        outside += spent;
      } else if (spent != 0) {
        byLine.merge(line, spent, Long::sum);
      }
      told += spent;
    }
  }
}
