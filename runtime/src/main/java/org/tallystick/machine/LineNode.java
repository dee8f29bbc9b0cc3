package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells that what is in it runs, and that what is around it goes on. It stands around the node
/// that charges, so that what is charged is its line's.
final class LineNode extends MeterNode {
  private final LineMeter lines;
  private final SourceLine line;

  LineNode(JavaScriptNode metered, LineMeter lines, SourceLine line) {
    super(metered);
    this.lines = lines;
    this.line = line;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    @Nullable SourceLine outer = lines.goTo(line);
    try {
      return metered().execute(frame);
    } finally {
      lines.goTo(outer);
    }
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    @Nullable SourceLine outer = lines.goTo(line);
    try {
      metered().executeVoid(frame);
    } finally {
      lines.goTo(outer);
    }
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) throws UnexpectedResultException {
    @Nullable SourceLine outer = lines.goTo(line);
    try {
      return metered().executeBoolean(frame);
    } finally {
      lines.goTo(outer);
    }
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new LineNode(cloneUninitialized(metered(), materializedTags), lines, line);
  }
}
