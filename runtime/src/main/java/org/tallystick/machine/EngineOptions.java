package org.tallystick.machine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.options.OptionDescriptor;
import org.graalvm.options.OptionValues;

/// The options of the engine that could change what a contract sees or counts, pinned. They are
/// part of the protocol: a node that sets one differently finds other blocks.
final class EngineOptions {
  /// By their full names.
  static final Map<String, String> PINNED = options();

  private EngineOptions() {}

  /// Reads back what the engine goes by: a flag of the JVM (`-Dpolyglot.js.…`) sets options too.
  ///
  /// @throws MachineFault where an option is set that is not pinned, or is not what it is pinned to
  static void requirePinned(OptionValues inEffect) {
    for (OptionDescriptor option : inEffect.getDescriptors()) {
      String pinned = PINNED.get(option.getName());
      boolean isAsPinned =
          pinned == null
              ? !inEffect.hasBeenSet(option.getKey())
              : inEffect.get(option.getKey()).equals(option.getKey().getType().convert(pinned));
      if (!isAsPinned) {
        throw new MachineFault(
            "the option "
                + option.getName()
                + " of the JavaScript engine is set to "
                + inEffect.get(option.getKey())
                + ", the protocol "
                + (pinned == null ? "leaves it as it is" : "has " + pinned)
                + ": start the JVM without -Dpolyglot."
                + option.getName());
      }
    }
  }

  private static Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    for (String off :
        List.of(
            "allow-eval",
            "load",
            "print",
            "console",
            "graal-builtin",
            "polyglot-builtin",
            "java-package-globals",
            "shared-array-buffer",
            "atomics",
            "intl-402",
            "regexp-static-result",
            "annex-b",
            "global-arguments",
            "foreign-object-prototype",
            "stack-trace-api",
            "performance",
            "global-property",
            "import-attributes",
            "temporal",
            "webassembly",
            "top-level-await",
            "syntax-extensions",
            "shebang",
            "shadow-realm",
            "async-context",
            "async-stack-traces")) {
      options.put("js." + off, "false");
    }
    options.put("js.strict", "true");
    options.put("js.esm-eval-returns-exports", "true");
    options.put("js.ecmascript-version", "2024");
    options.put("js.timezone", "UTC");
    options.put("js.locale", "en-US");
    options.put("js.unhandled-rejections", "none");
    options.put("js.stack-trace-limit", "0");
    options.put("js.string-length-limit", Integer.toString(Sandbox.TEXT_CHARACTERS_MAX));
    options.put("js.max-typed-array-length", "67108864");
    options.put("js.max-apply-argument-length", "65536");
    options.put("js.function-arguments-limit", "65536");
    options.put("js.max-prototype-chain-length", "256");
    return Collections.unmodifiableMap(options);
  }
}
