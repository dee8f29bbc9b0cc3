package org.tallystick.machine;

import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSErrorType;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.machine.MachineResult.Reverted;

/// What a contract threw, as revert data for everybody and words for people. The engine's own words
/// go only into the latter.
final class ThrownErrors {
  private static final BigInteger PANIC_DIVISION_BY_ZERO = BigInteger.valueOf(0x12);
  private static final int MESSAGE_CHARACTERS_MAX = 16_384;

  private final Sandbox sandbox;

  ThrownErrors(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /// Reads what was thrown, while the frame's meter runs.
  Reverted settle(GraalJSException exception) {
    Object thrown = exception.getErrorObject();
    Object data =
        JSRuntime.call(sandbox.host().part("errorData"), Undefined.instance, new Object[] {thrown});
    if (data instanceof Bytes declared) {
      return new Reverted(declared, describe(exception, sandbox.run()));
    }
    if (thrown instanceof TruffleString text) {
      return plain(text, exception);
    }
    if (thrown instanceof JSErrorObject error) {
      return settle(error, exception);
    }
    return new Reverted(RevertText.engineError("Thrown"), describe(exception, sandbox.run()));
  }

  /// What a value that does not fit means, where no contract code is left that could catch it.
  static Reverted settle(Refusal refusal) {
    return refusal.isOutOfRange()
        ? new Reverted(RevertText.panic(BigInteger.valueOf(0x11)), refusal.text())
        : new Reverted(RevertText.engineError("TypeError"), "TypeError: " + refusal.text());
  }

  private Reverted settle(JSErrorObject error, GraalJSException exception) {
    if (!(com.oracle.truffle.js.runtime.builtins.JSError.getException(error)
        instanceof JSException engines)) {
      return new Reverted(RevertText.engineError("Error"), describe(exception, sandbox.run()));
    }
    if (engines.getErrorType() == JSErrorType.RangeError
        && "Division by zero".equals(engines.getRawMessage())) {
      return new Reverted(
          RevertText.panic(PANIC_DIVISION_BY_ZERO), describe(exception, sandbox.run()));
    }
    if (engines.getErrorType() == JSErrorType.Error) {
      return plain(message(error), exception);
    }
    return new Reverted(
        RevertText.engineError(engines.getErrorType().name()), describe(exception, sandbox.run()));
  }

  /// The message that the contract gave an error; none where reading it fails in turn.
  private static TruffleString message(JSErrorObject error) {
    try {
      Object message = JSObject.get(error, Strings.fromJavaString("message"));
      return message instanceof TruffleString text ? text : Strings.EMPTY_STRING;
    } catch (GraalJSException inGetter) {
      return Strings.EMPTY_STRING;
    }
  }

  private Reverted plain(TruffleString message, GraalJSException exception) {
    sandbox.run().allocate(Strings.length(message));
    String text = Strings.toJavaString(message);
    if (text.length() > MESSAGE_CHARACTERS_MAX) {
      text = text.substring(0, MESSAGE_CHARACTERS_MAX);
    }
    return new Reverted(RevertText.error(wellFormed(text)), describe(exception, sandbox.run()));
  }

  /// The text with lone surrogates replaced, since revert data are UTF-8.
  private static String wellFormed(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  /// The error and its place in words, without running contract code.
  static String describe(GraalJSException exception, RunState run) {
    String words = kindAndWords(exception);
    return place(exception, run)
        .map(at ->
            words
                + " at "
                + at.getSource().getName()
                + ":"
                + at.getStartLine()
                + ":"
                + at.getStartColumn())
        .orElse(words);
  }

  /// What an error says, without its class and place and without running contract code.
  static String words(GraalJSException exception) {
    String words =
        exception.getErrorObject() instanceof JSErrorObject error ? text(error, "message") : null;
    return words == null ? kindAndWords(exception) : words;
  }

  /// The error in words, without its place.
  static String kindAndWords(GraalJSException exception) {
    return exception.getErrorObject() instanceof JSErrorObject error
        ? describe(error)
        : "threw " + GuestValues.describe(exception.getErrorObject());
  }

  private static String describe(JSErrorObject error) {
    if (com.oracle.truffle.js.runtime.builtins.JSError.getException(error)
        instanceof JSException engines) {
      String raw = engines.getRawMessage();
      String shown = text(error, "message");
      String message = raw != null && !raw.isEmpty() ? raw : shown == null ? "" : shown;
      String name = text(error, "name");
      return (name == null ? engines.getErrorType().name() : name)
          + (message.isEmpty() ? "" : ": " + message);
    }
    return "Error";
  }

  private static @Nullable String text(JSObject object, String name) {
    PropertyDescriptor property = JSObject.getOwnProperty(object, Strings.fromJavaString(name));
    return property != null
            && property.isDataDescriptor()
            && property.getValue() instanceof TruffleString text
        ? Strings.toJavaString(
            Strings.lazySubstring(text, 0, Math.min(Strings.length(text), MESSAGE_CHARACTERS_MAX)))
        : null;
  }

  /// Where it came from: the place that the engine names, where that is in a contract, or else the
  /// contract's statement that called the library.
  static Optional<SourceSection> place(GraalJSException exception, RunState run) {
    var node = exception.getLocation();
    SourceSection engines = node == null ? null : node.getEncapsulatingSourceSection();
    boolean isContracts =
        engines != null && engines.isAvailable() && run.weightsOf(engines.getSource()) != null;
    return Optional.ofNullable(isContracts ? engines : run.placeOf(exception));
  }
}
