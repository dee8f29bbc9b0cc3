package org.tallystick.machine;

import com.oracle.js.parser.ir.Module.ModuleRequest;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSPromise;
import com.oracle.truffle.js.runtime.builtins.JSPromiseObject;
import com.oracle.truffle.js.runtime.objects.AbstractModuleRecord;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSModuleLoader;
import com.oracle.truffle.js.runtime.objects.JSModuleRecord;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.ScriptOrModule;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Instrument;

/// One JavaScript realm for contracts: everything not permitted deleted, all frozen, metered, and
/// warm. Contracts share it, since nothing in it can be changed; a call leaves nothing behind.
///
/// A sandbox belongs to the thread that opened it.
final class Sandbox implements AutoCloseable {
  /// Every option that could change what a contract sees or counts, pinned.
  private static final Map<String, String> OPTIONS = options();

  /// Characters of the longest text; what would be longer is a RangeError.
  static final int TEXT_CHARACTERS_MAX = 16_777_216;

  private final Engine engine;
  private final Context context;
  private final JSRealm realm;
  private final RunState run = new RunState();
  private final GuestValues values;
  private final HostFunctions host;
  private final JSFunctionObject freeze;
  private final JSModuleRecord library;
  private final KnownNames names;
  private final Set<Object> frozen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Sandbox(Engine engine, Context context, ConsoleListener listener) {
    this.engine = engine;
    this.context = context;
    this.realm = JavaScriptLanguage.getJSRealm(context);
    context.enter();
    JSObject object = (JSObject) JSObject.get(global(), Strings.fromJavaString("Object"));
    this.freeze = (JSFunctionObject) JSObject.get(object, Strings.fromJavaString("freeze"));
    this.values = new GuestValues(realm, run, freeze);
    this.host = new HostFunctions(this);
    Permits permits = readPermits();
    BuiltinPrices prices = new BuiltinPrices();
    GuestValues.put(global(), "host", host.asObject());
    this.library = evaluate(own("tally.mjs"), noImports());
    JSObject.delete(global(), Strings.fromJavaString("host"));
    GuestValues.put(global(), "console", host.console(listener));
    RealmFence.prune(realm, permits, prices);
    evaluate(own("taming.mjs"), noImports());
    RealmFence.freezeDeeply(freeze, RealmFence.roots(realm).values(), frozen);
    freezeModule(library);
    this.names = new KnownNames(ownNames(global()), ownNames(library.getModuleNamespace(false)));
    meter(engine).attach(run, prices);
  }

  private static Set<String> ownNames(JSDynamicObject object) {
    return JSObject.ownPropertyKeys(object).stream()
        .filter(TruffleString.class::isInstance)
        .map(Object::toString)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static GasInstrument.Meter meter(Engine engine) {
    Instrument instrument = engine.getInstruments().get(GasInstrument.ID);
    GasInstrument.Meter meter =
        instrument == null ? null : instrument.lookup(GasInstrument.Meter.class);
    if (meter == null) {
      throw new MachineFault("the engine does not find its meter on the class path");
    }
    return meter;
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
    options.put("js.string-length-limit", Integer.toString(TEXT_CHARACTERS_MAX));
    options.put("js.max-typed-array-length", "67108864");
    options.put("js.max-apply-argument-length", "65536");
    options.put("js.function-arguments-limit", "65536");
    options.put("js.max-prototype-chain-length", "256");
    return Collections.unmodifiableMap(options);
  }

  /// Starts an engine of its own and makes its realm fit for contracts.
  static Sandbox open(ConsoleListener listener) {
    Engine engine =
        Engine.newBuilder("js")
            .allowExperimentalOptions(true)
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    Context context =
        Context.newBuilder("js")
            .engine(engine)
            .allowExperimentalOptions(true)
            .options(OPTIONS)
            .build();
    return new Sandbox(engine, context, listener);
  }

  /// Whether the engine compiles hot code; otherwise it interprets all of it.
  boolean compiles() {
    return !engine.getImplementationName().equals("Interpreted");
  }

  RunState run() {
    return run;
  }

  GuestValues values() {
    return values;
  }

  HostFunctions host() {
    return host;
  }

  JSRealm realm() {
    return realm;
  }

  JSContext jsContext() {
    return realm.getContext();
  }

  JSModuleRecord library() {
    return library;
  }

  /// The names that a module finds here without declaring them.
  KnownNames names() {
    return names;
  }

  JSObject global() {
    return (JSObject) realm.getGlobalObject();
  }

  /// Freezes one object, not what it holds.
  void freeze(JSObject object) {
    JSRuntime.call(freeze, Undefined.instance, new Object[] {object});
  }

  /// Freezes everything a module left in its scope or exports, so that no call can leave anything
  /// for the next.
  void freezeModule(JSModuleRecord module) {
    List<Object> roots = new ArrayList<>();
    var scope = module.getEnvironment();
    for (int slot = 0; slot < scope.getFrameDescriptor().getNumberOfSlots(); slot++) {
      if (scope.isObject(slot)) {
        roots.add(scope.getObject(slot));
      }
    }
    RealmFence.freezeDeeply(freeze, roots, frozen);
  }

  /// Links and evaluates a module with everything it imports.
  JSModuleRecord evaluate(Source source, JSModuleLoader loader) {
    JSModuleRecord module =
        new JSModuleRecord(jsContext().getEvaluator().envParseModule(realm, source), loader);
    require(module.loadRequestedModules(realm, Undefined.instance), source);
    module.link(realm);
    require(module.evaluate(realm), source);
    return module;
  }

  private static void require(JSPromiseObject settled, Source source) {
    if (JSPromise.isRejected(settled)) {
      Object reason = JSPromise.getPromiseResult(settled);
      throw com.oracle.truffle.js.runtime.UserScriptException.create(reason);
    }
    if (JSPromise.isPending(settled)) {
      throw new MachineFault("a module waits for something: " + source.getName());
    }
  }

  private Permits readPermits() {
    JSModuleRecord module = evaluate(own("permits.mjs"), noImports());
    JSDynamicObject list =
        (JSDynamicObject)
            JSObject.get(module.getModuleNamespace(false), Strings.fromJavaString("default"));
    Map<String, Price> prices = new LinkedHashMap<>();
    for (Object key : JSObject.ownPropertyKeys(list)) {
      prices.put(key.toString(), Price.parse(JSObject.get(list, key).toString()));
    }
    return new Permits(prices);
  }

  private static JSModuleLoader noImports() {
    return new JSModuleLoader() {
      @Override
      public AbstractModuleRecord resolveImportedModule(
          ScriptOrModule referrer, ModuleRequest request) {
        throw new MachineFault("a module of the machine imports " + request.specifier());
      }
    };
  }

  /// A module of the machine's own.
  private static Source own(String name) {
    try (InputStream text = Sandbox.class.getResourceAsStream("js/" + name)) {
      if (text == null) {
        throw new MachineFault("the module " + name + " is not on the class path");
      }
      return module(name, new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException fault) {
      throw new MachineFault("cannot read the module " + name, fault);
    }
  }

  static Source module(String path, String text) {
    return Source.newBuilder(JavaScriptLanguage.ID, text, path)
        .mimeType(JavaScriptLanguage.MODULE_MIME_TYPE)
        .cached(false)
        .build();
  }

  /// Lets go of all that contracts left in memory. The engine is not closed but left to the garbage
  /// collector: a hook of its own touches every engine when the JVM ends, and an engine that is
  /// closed at that moment makes the hook print a fault that is none.
  @Override
  public void close() {
    context.leave();
    context.close(true);
  }
}
