package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.objects.JSObject;

/// Charges a for-in for all the keys it is about to gather, inherited ones too.
final class ForInNode extends StatementNode {
  private static final int GAS_PER_KEY = 40;
  private final RunState run;

  ForInNode(RunState run, SourceSection section, int gas) {
    super(run, section, gas);
    this.run = run;
  }

  @Override
  protected void onReturnValue(VirtualFrame frame, Object result) {
    if (result instanceof JSObject || result instanceof TruffleString) {
      charge(result);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private void charge(Object walked) {
    run.charge(GAS_PER_KEY * PrototypeChains.keys(walked));
  }
}
