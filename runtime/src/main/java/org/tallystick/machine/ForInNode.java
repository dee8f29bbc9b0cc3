package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.Set;

/// Charges a for-in for all the keys it is about to gather, inherited ones too.
final class ForInNode extends StatementNode {
  private static final int GAS_PER_KEY = 40;

  ForInNode(JavaScriptNode walked, RunState run, SourceSection section, int gas) {
    super(walked, run, section, gas);
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object walked = super.execute(frame);
    if (walked instanceof JSObject || walked instanceof TruffleString) {
      charge(walked);
    }
    return walked;
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    execute(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) throws UnexpectedResultException {
    return expectBoolean(execute(frame));
  }

  private static boolean expectBoolean(Object value) throws UnexpectedResultException {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new UnexpectedResultException(value);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private void charge(Object walked) {
    run.charge(GAS_PER_KEY * PrototypeChains.keys(walked));
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new ForInNode(cloneUninitialized(metered(), materializedTags), run, section, gas);
  }
}
