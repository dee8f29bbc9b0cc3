package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Strings;

/// The meters of operators whose work grows with their operands.
final class OperatorNodes {
  private OperatorNodes() {}

  /// Charges a concatenation by the length of what it gives, since a rope is flattened later, and
  /// bounds a sum.
  static final class ResultNode extends ExecutionEventNode {
    private final RunState run;

    ResultNode(RunState run) {
      this.run = run;
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      if (result instanceof TruffleString text) {
        run.chargeText(Strings.length(text));
      } else {
        BigIntRules.checkResult(result);
      }
    }
  }

  /// Charges an operator that makes a number of another, or of a text, and bounds it.
  static final class UnaryNode extends ExecutionEventNode {
    private final RunState run;
    private final int wordsPerGas;

    UnaryNode(RunState run, int wordsPerGas) {
      this.run = run;
      this.wordsPerGas = wordsPerGas;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      if (inputValue instanceof TruffleString text) {
        run.chargeReading(text);
      }
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      if (result instanceof BigInt number) {
        run.charge(BigIntRules.words(number) / wordsPerGas);
        BigIntRules.checkResult(number);
      }
    }
  }

  /// Charges an operator whose work is in proportion to its operands, before it works: a difference
  /// of long BigInts may be short.
  static final class LinearNode extends ExecutionEventNode {
    private final RunState run;
    private final int wordsPerGas;
    private final boolean readsTexts;

    LinearNode(RunState run, int wordsPerGas, boolean readsTexts) {
      this.run = run;
      this.wordsPerGas = wordsPerGas;
      this.readsTexts = readsTexts;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      if (inputValue instanceof BigInt number) {
        run.charge(BigIntRules.words(number) / wordsPerGas);
      } else if (readsTexts && inputValue instanceof TruffleString text) {
        run.chargeReading(text);
      }
    }
  }

  /// Charges and bounds an operator on BigInts before it works.
  static final class BigIntOperatorNode extends ExecutionEventNode {
    private final RunState run;
    private final BigIntRules.Operator operator;

    BigIntOperatorNode(RunState run, String operator) {
      this.run = run;
      this.operator = BigIntRules.Operator.of(operator);
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      saveInputValue(frame, inputIndex, inputValue);
      if (inputValue instanceof TruffleString text) {
        run.chargeReading(text);
      }
      if (inputIndex == getInputCount() - 1 && inputIndex > 0) {
        Object left = getSavedInputValues(frame)[0];
        BigIntRules.chargeOperator(run, operator, left, inputValue);
      }
    }
  }

  /// Charges a comparison by the lengths of texts. One with a BigInt reads the text as a number.
  static final class ComparisonNode extends ExecutionEventNode {
    private static final int CHARACTERS_PER_GAS = 16;
    private final RunState run;

    ComparisonNode(RunState run) {
      this.run = run;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      saveInputValue(frame, inputIndex, inputValue);
      if (inputValue instanceof TruffleString text) {
        run.charge(Strings.length(text) / CHARACTERS_PER_GAS);
      }
      if (inputIndex == getInputCount() - 1 && inputIndex > 0) {
        Object left = getSavedInputValues(frame)[0];
        chargeReading(left, inputValue);
        chargeReading(inputValue, left);
      }
    }

    private void chargeReading(Object compared, Object other) {
      if (compared instanceof TruffleString text) {
        switch (other) {
          case BigInt _ -> run.charge(BigIntRules.readingGas(Strings.length(text)));
          case Number _, Boolean _ -> run.chargeReading(text);
          default -> {}
        }
      }
    }
  }
}
