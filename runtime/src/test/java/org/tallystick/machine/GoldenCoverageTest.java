package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.function.JSBuiltin;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The golden programs together use every built-in that has a price.
class GoldenCoverageTest {
  /// Programs that do not run without the machine around them: its library, its bounds, its stack.
  private static final Set<String> NEED_THE_MACHINE =
      Set.of("console", "halts", "library", "library-requires", "library-values", "recursion");

  /// Second names of a built-in that has a price by its first one already; and one that the realm
  /// replaces by a function of its own.
  private static final Set<String> NEVER_TOLD_OF =
      Set.of(
          "%IteratorPrototype%[Symbol.iterator]",
          "%TypedArray%.prototype.toString",
          "%TypedArray%.prototype.values",
          "Array.prototype.values",
          "Map.prototype.entries",
          "Number.parseFloat",
          "Number.parseInt",
          "Set.prototype.keys",
          "Set.prototype.values");

  @SuppressWarnings("NullAway.Init")
  private static EngineForTests engine;

  @BeforeAll
  static void start() {
    engine = new EngineForTests();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void everyPriceIsOfABuiltInThatAGoldenProgramUses() {
    Permits permits = permits();
    BuiltinPrices prices = new BuiltinPrices();
    RealmFence.prune(engine.realm(), permits, prices);
    GoldenGas.programs().filter(name -> !NEED_THE_MACHINE.contains(name)).forEach(this::run);

    Set<String> unused = new TreeSet<>();
    permits
        .prices()
        .forEach((path, price) -> {
          if (!price.isFree() && !NEVER_TOLD_OF.contains(path)) {
            unused.add(path);
          }
        });
    for (JSBuiltin builtin : engine.log.builtins) {
      BuiltinPrices.Priced priced = prices.of(builtin);
      if (priced != null) {
        unused.remove(priced.path());
      }
    }
    assertEquals(Set.of(), unused);
  }

  private void run(String name) {
    JSDynamicObject exports =
        engine.evaluate(EngineForTests.source(name + ".mjs", GoldenGas.text(name)));
    for (Object key : JSObject.ownPropertyKeys(exports)) {
      if (key instanceof TruffleString
          && JSObject.get(exports, key) instanceof JSFunctionObject function) {
        JSRuntime.call(function, Undefined.instance, new Object[0]);
      }
    }
  }

  private static Permits permits() {
    try (InputStream text = Sandbox.class.getResourceAsStream("js/permits.mjs")) {
      String source =
          new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
      JSDynamicObject exports = engine.evaluate(EngineForTests.source("permits.mjs", source));
      JSDynamicObject list =
          (JSDynamicObject) JSObject.get(exports, Strings.fromJavaString("default"));
      Map<String, Price> prices = new LinkedHashMap<>();
      for (Object key : JSObject.ownPropertyKeys(list)) {
        prices.put(key.toString(), Price.parse(JSObject.get(list, key).toString()));
      }
      return new Permits(prices);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
