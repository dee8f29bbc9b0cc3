package org.tallystick.abi;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Bytes;

/// The two errors every contract has: `Error(string)`, a reason in words, and `Panic(uint256)`, the
/// number of something that should never happen
/// ([Solidity](https://docs.soliditylang.org/en/latest/control-structures.html#panic-via-assert-and-error-via-require)).
public final class RevertData {
  /// `assert` was false.
  public static final int ASSERT = 0x01;

  /// An integer left the range of its type.
  public static final int ARITHMETIC = 0x11;

  /// A division by zero.
  public static final int DIVISION_BY_ZERO = 0x12;

  /// An index outside an array.
  public static final int INDEX = 0x32;

  private static final AbiError ERROR =
      new AbiError("Error", AbiParameters.parse("string message"), "");

  private static final AbiError PANIC =
      new AbiError("Panic", AbiParameters.parse("uint256 code"), "");

  private RevertData() {}

  /// What a contract reverts with that gives a reason in words.
  ///
  /// @throws AbiValueException where the reason has lone surrogates
  public static Bytes encodeError(String reason) {
    return ERROR.encode(List.of(reason));
  }

  /// What a contract reverts with that panics.
  public static Bytes encodePanic(int code) {
    return PANIC.encode(List.of(code));
  }

  /// Why, for people: the words of an `Error`, or what the code of a `Panic` means. Absent where
  /// the data is neither, as with a custom error.
  public static Optional<String> reason(Bytes revertData) {
    Optional<String> words = error(revertData);
    return words.isPresent() ? words : panic(revertData).map(RevertData::meaning);
  }

  /// The words of an `Error`; absent where the data is none.
  public static Optional<String> error(Bytes revertData) {
    return argument(ERROR, revertData).map(String.class::cast);
  }

  /// The code of a `Panic`; absent where the data is none.
  public static Optional<BigInteger> panic(Bytes revertData) {
    return argument(PANIC, revertData).map(BigInteger.class::cast);
  }

  private static Optional<Object> argument(AbiError error, Bytes revertData) {
    if (!revertData.startsWith(error.selector())) {
      return Optional.empty();
    }
    try {
      return Optional.of(error.decode(revertData).getFirst());
    } catch (AbiDataException notThisError) {
      return Optional.empty();
    }
  }

  private static String meaning(BigInteger code) {
    String words =
        switch (code.bitLength() < Integer.SIZE ? code.intValue() : -1) {
          case ASSERT -> "a failed assertion";
          case ARITHMETIC -> "an integer outside the range of its type";
          case DIVISION_BY_ZERO -> "a division by zero";
          case 0x21 -> "a number that is none of the enum";
          case 0x22 -> "a broken byte array in storage";
          case 0x31 -> "a pop from an empty array";
          case INDEX -> "an index outside the array";
          case 0x41 -> "too much memory";
          case 0x51 -> "a call of an unset function";
          default -> "unknown";
        };
    return "panic 0x%s: %s"
        .formatted(String.format("%2s", code.toString(16)).replace(' ', '0'), words);
  }
}
