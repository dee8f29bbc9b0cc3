package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.array.TypedArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferView;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import java.math.BigInteger;
import org.tallystick.gas.Limits;

/// What arithmetic on BigInts costs and how far it may grow. The limit is a protocol constant: what
/// would pass it is a RangeError before the work is done.
final class BigIntRules {
  private static final int BITS_PER_WORD = 64;
  private static final int BYTES_PER_WORD = 8;

  /// Word products that cost one gas.
  private static final int PRODUCTS_PER_GAS = 8;

  /// Words that one gas adds, subtracts or shifts.
  static final int WORDS_PER_GAS = 2;

  /// Words that one gas takes apart into bits.
  static final int BITWISE_WORDS_PER_GAS = 1;

  /// Words that are written as a text at no cost: 256 bits.
  private static final int SHORT_WORDS = 5;

  private static final int WRITING_GAS_PER_WORD = 4;

  /// 1,024 bits.
  private static final int WORDS_HANDED_FREELY = 16;

  private BigIntRules() {}

  /// An operator whose work or result grows faster than its operands.
  enum Operator {
    TIMES,
    DIVIDE,
    POWER,
    SHIFT_LEFT
  }

  static void chargeOperator(RunState run, Operator operator, Object left, Object right) {
    if (left instanceof BigInt a && right instanceof BigInt b) {
      charge(run, operator, a.bigIntegerValue(), b.bigIntegerValue());
    }
  }

  private static void charge(RunState run, Operator operator, BigInteger a, BigInteger b) {
    long wordsA = words(a);
    long wordsB = words(b);
    switch (operator) {
      case TIMES -> {
        requireBits((long) a.bitLength() + b.bitLength() - 1);
        run.charge(wordsA * wordsB / PRODUCTS_PER_GAS);
      }
      case DIVIDE -> run.charge(2 * wordsA * wordsB / PRODUCTS_PER_GAS + wordsA / 2);
      case POWER -> {
        long bits = powerBits(a, b);
        requireBits(bits);
        long words = bits / BITS_PER_WORD + 1;
        run.charge(2 * words * words / PRODUCTS_PER_GAS);
      }
      case SHIFT_LEFT -> {
        long shift = b.bitLength() > 62 ? Long.MAX_VALUE / 2 : b.longValue();
        if (a.signum() != 0) {
          requireBits(a.bitLength() + shift);
        }
        run.charge(
            (wordsA + Math.max(0, Math.min(shift, Limits.BIG_INT_BITS_MAX)) / BITS_PER_WORD)
                / PRODUCTS_PER_GAS);
      }
    }
  }

  static long words(BigInt value) {
    return words(value.bigIntegerValue());
  }

  /// What reading a text as a BigInt costs: each digit shifts all before it.
  static long readingGas(long characters) {
    return characters * characters;
  }

  /// What writing a BigInt as a text costs. The amounts of a chain are short and cost nothing.
  static long writingGas(BigInt number) {
    long words = words(number);
    return words <= SHORT_WORDS ? 0 : WRITING_GAS_PER_WORD * words + words * words / 2;
  }

  /// What returning a BigInt from a function costs: a very long one costs what writing it does.
  static long handingGas(BigInt number) {
    return words(number) <= WORDS_HANDED_FREELY ? 0 : writingGas(number);
  }

  /// Charges a value that becomes an element of a typed array, if it has to be read as a number.
  static void chargeElement(RunState run, JSTypedArrayObject target, Object value) {
    if (value instanceof TruffleString text) {
      if (JSArrayBufferView.typedArrayGetArrayType(target) instanceof TypedArray.TypedBigIntArray) {
        run.charge(readingGas(Strings.length(text)));
      } else {
        run.chargeReading(text);
      }
    }
  }

  private static long words(BigInteger value) {
    return value.bitLength() / BITS_PER_WORD + 1L;
  }

  /// Bits that a power has at least, less one for its sign.
  private static long powerBits(BigInteger base, BigInteger exponent) {
    if (base.abs().compareTo(BigInteger.ONE) <= 0 || exponent.signum() <= 0) {
      return 1;
    }
    if (exponent.bitLength() > 32) {
      return Long.MAX_VALUE / 2;
    }
    return (base.bitLength() - 1) * exponent.longValue() + 1;
  }

  /// Bounds what an operator gave, and counts it as memory. The amounts of a chain are short and
  /// cost nothing.
  static void chargeResult(RunState run, Object result) {
    if (result instanceof BigInt number) {
      requireBits(number.bigIntegerValue().bitLength());
      long words = words(number);
      if (words > SHORT_WORDS) {
        run.allocate(BYTES_PER_WORD * words);
      }
    }
  }

  static void requireBits(long bits) {
    if (bits > Limits.BIG_INT_BITS_MAX) {
      throw Errors.createRangeError(
          "a BigInt has at most " + Limits.BIG_INT_BITS_MAX + " bits, this one needs " + bits);
    }
  }
}
