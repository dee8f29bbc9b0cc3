package org.tallystick.machine;

import com.oracle.truffle.js.runtime.objects.JSModuleData;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Instrument;
import org.jspecify.annotations.Nullable;

/// An engine of JavaScript and the meter in it. Realms may share one, on one thread: what they have
/// in common is code of the engine's, never an object that a contract could reach.
final class MeteredEngine {
  static {
    EngineErrors.showNothingInside();
  }

  private final Engine engine;
  private final RunState run;
  private final BuiltinPrices prices = new BuiltinPrices();
  private final Map<String, JSModuleData> modules = new HashMap<>();
  private @Nullable Permits permits;
  private boolean isMetered;

  private MeteredEngine(RunState run, boolean isUnmetered) {
    this.run = run;
    this.isMetered = isUnmetered;
    this.engine =
        Engine.newBuilder("js")
            .allowExperimentalOptions(true)
            .option("engine.WarnInterpreterOnly", "false")
            .build();
  }

  static MeteredEngine start() {
    return new MeteredEngine(new RunState(), false);
  }

  /// An engine that tells which line it runs, with more nodes in its trees for it. Nothing costs
  /// other gas there.
  static MeteredEngine start(LineMeter lines) {
    return new MeteredEngine(new RunState(lines), false);
  }

  /// An engine that never begins to count.
  static MeteredEngine startUnmetered() {
    return new MeteredEngine(new RunState(), true);
  }

  /// A context without anything of ours in it, for one more realm.
  Context newContext() {
    return Context.newBuilder("js")
        .engine(engine)
        .allowExperimentalOptions(true)
        .options(EngineOptions.PINNED)
        .build();
  }

  /// A module of the machine's own, parsed for the first realm.
  JSModuleData parsed(String name, Supplier<JSModuleData> parse) {
    return modules.computeIfAbsent(name, _ -> parse.get());
  }

  /// What a contract may see, as the first realm has read it.
  Permits permits(Supplier<Permits> read) {
    Permits known = permits == null ? read.get() : permits;
    permits = known;
    return known;
  }

  /// Begins to count, once the first realm has put prices to the built-ins.
  void meter() {
    if (!isMetered) {
      Instrument instrument = engine.getInstruments().get(GasInstrument.ID);
      GasInstrument.Meter meter =
          instrument == null ? null : instrument.lookup(GasInstrument.Meter.class);
      if (meter == null) {
        throw new MachineFault("the engine does not find its meter on the class path");
      }
      meter.attach(run, prices);
      isMetered = true;
    }
  }

  /// What the meter counts with.
  RunState run() {
    return run;
  }

  /// The prices of the built-ins, which are the same functions of the engine's in every realm.
  BuiltinPrices prices() {
    return prices;
  }

  /// Whether the engine compiles hot code; otherwise it interprets all of it.
  boolean compiles() {
    return !engine.getImplementationName().equals("Interpreted");
  }
}
