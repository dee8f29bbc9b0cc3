package org.tallystick.machine;

import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.Module.ModuleRequest;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.parser.GraalJSParserHelper;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.objects.AbstractModuleRecord;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSModuleLoader;
import com.oracle.truffle.js.runtime.objects.JSModuleRecord;
import com.oracle.truffle.js.runtime.objects.ScriptOrModule;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/// An engine as the machine sets it up, for parsing and for running single modules.
final class EngineForTests implements AutoCloseable {
  private static final KnownNames NAMES = MachineForTests.THREADS.run(GraalMachine::names);

  private final Engine engine;
  private final Context context;
  private final JSRealm realm;
  final SectionProbe.Log log;

  EngineForTests() {
    engine = Engine.newBuilder("js").build();
    log =
        Objects.requireNonNull(engine.getInstruments().get(SectionProbe.ID))
            .lookup(SectionProbe.Log.class);
    context =
        Context.newBuilder("js")
            .engine(engine)
            .allowExperimentalOptions(true)
            .option("js.ecmascript-version", "2024")
            .option("js.strict", "true")
            .option("js.annex-b", "false")
            .build();
    context.initialize("js");
    realm = JavaScriptLanguage.getJSRealm(context);
    context.enter();
  }

  JSRealm realm() {
    return realm;
  }

  JSContext jsContext() {
    return realm.getContext();
  }

  static Source source(String name, String text) {
    return Source.newBuilder("js", text, name)
        .mimeType(JavaScriptLanguage.MODULE_MIME_TYPE)
        .build();
  }

  FunctionNode parse(Source source) {
    return GraalJSParserHelper.parseModule(
        jsContext(), source, jsContext().getParserOptions().withStrict(true));
  }

  SourceCheck.Result check(String path, String text) {
    return SourceCheck.check(jsContext(), source(path, text), NAMES, new KeyLedger(true));
  }

  /// Meters a module that has not run yet, as the machine does.
  ///
  /// @return what the meter counts in
  RunState meter(Source source) {
    RunState run = new RunState();
    run.weigh(source, Weights.of(parse(source), source.getLength()));
    Objects.requireNonNull(engine.getInstruments().get(GasInstrument.ID))
        .lookup(GasInstrument.Meter.class)
        .attach(run, new BuiltinPrices());
    return run;
  }

  /// Evaluates a module that imports nothing.
  void run(Source source) {
    evaluate(source);
  }

  /// What a module exports that imports nothing.
  JSDynamicObject evaluate(Source source) {
    JSModuleLoader loader =
        new JSModuleLoader() {
          @Override
          public AbstractModuleRecord resolveImportedModule(
              ScriptOrModule referrer, ModuleRequest request) {
            throw new IllegalStateException("no imports here");
          }
        };
    JSModuleRecord module =
        new JSModuleRecord(jsContext().getEvaluator().envParseModule(realm, source), loader);
    module.loadRequestedModules(realm, Undefined.instance);
    module.link(realm);
    JSPromiseObject outcome = module.evaluate(realm);
    if (JSPromise.isRejected(outcome)) {
      throw new IllegalStateException(
          source.getName() + ": " + JSRuntime.safeToString(outcome.getPromiseResult()));
    }
    return module.getModuleNamespace(false);
  }

  Context context() {
    return context;
  }

  @Override
  public void close() {
    context.leave();
    context.close(true);
  }
}
