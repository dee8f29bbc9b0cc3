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
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;

/// One JavaScript realm for contracts: everything not permitted deleted, all frozen, metered, and
/// warm. Contracts share it, since nothing in it can be changed; a call leaves nothing behind.
///
/// A sandbox belongs to the thread that opened it.
final class Sandbox implements AutoCloseable {
  /// Characters of the longest text; what would be longer is a RangeError.
  static final int TEXT_CHARACTERS_MAX = 16_777_216;

  private final MeteredEngine engine;
  private final Context context;
  private final JSRealm realm;
  private final RunState run;
  private final GuestValues values;
  private final HostFunctions host;
  private final JSFunctionObject freeze;
  private final JSModuleRecord library;
  private final KnownNames names;

  /// What contracts find here: it is frozen and stays so.
  private final Set<Object> frozen = identitySet();

  private Sandbox(MeteredEngine engine, Context context, ConsoleListener listener) {
    this.engine = engine;
    this.run = engine.run();
    this.context = context;
    this.realm = JavaScriptLanguage.getJSRealm(context);
    EngineOptions.requirePinned(realm.getOptions());
    JSObject object = (JSObject) JSObject.get(global(), Strings.fromJavaString("Object"));
    this.freeze = (JSFunctionObject) JSObject.get(object, Strings.fromJavaString("freeze"));
    this.values = new GuestValues(realm, run, freeze);
    this.host = new HostFunctions(this, listener);
    Permits permits = engine.permits(this::readPermits);
    GuestValues.put(global(), "host", host.asObject());
    this.library = evaluateOwn("tally.mjs");
    JSObject.delete(global(), Strings.fromJavaString("host"));
    GuestValues.put(global(), "console", host.console());
    RealmFence.prune(realm, permits, engine.prices());
    evaluateOwn("taming.mjs");
    RealmFence.freezeDeeply(RealmFence.roots(realm).values(), frozen, frozen);
    RealmFence.freezeDeeply(scopes(List.of(library)), frozen, frozen);
    this.names = new KnownNames(ownNames(global()), ownNames(library.getModuleNamespace(false)));
  }

  private static Set<String> ownNames(JSDynamicObject object) {
    return JSObject.ownPropertyKeys(object).stream()
        .filter(TruffleString.class::isInstance)
        .map(Object::toString)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Starts an engine of its own and makes its realm fit for contracts.
  static Sandbox open(ConsoleListener listener) {
    return open(MeteredEngine.start(), listener);
  }

  /// Makes a realm fit for contracts in an engine that has others.
  static Sandbox open(MeteredEngine engine, ConsoleListener listener) {
    Context context = engine.newContext();
    context.enter();
    // The realm is of the machine's making: no frame pays for it that may wait further up.
    RunState.Counted outer = engine.run().enterOwnWork(engine.run().unmetered());
    try {
      Sandbox sandbox = new Sandbox(engine, context, listener);
      engine.meter();
      return sandbox;
    } finally {
      engine.run().leaveOwnWork(outer);
    }
  }

  /// Whether the engine compiles hot code; otherwise it interprets all of it.
  boolean compiles() {
    return engine.compiles();
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

  /// Freezes everything modules left in their scopes or export, so that no call can leave anything
  /// for the next.
  void freezeModules(Collection<JSModuleRecord> modules) {
    RealmFence.freezeDeeply(scopes(modules), frozen, identitySet());
  }

  private static List<Object> scopes(Collection<JSModuleRecord> modules) {
    List<Object> values = new ArrayList<>();
    for (JSModuleRecord module : modules) {
      var scope = module.getEnvironment();
      for (int slot = 0; slot < scope.getFrameDescriptor().getNumberOfSlots(); slot++) {
        if (scope.isObject(slot)) {
          values.add(scope.getObject(slot));
        }
      }
    }
    return values;
  }

  /// Links and evaluates a module with everything it imports.
  void evaluate(JSModuleRecord module) {
    Source source = module.getSource();
    require(module.loadRequestedModules(realm, Undefined.instance), source);
    module.link(realm);
    require(module.evaluate(realm), source);
  }

  private JSModuleRecord evaluateOwn(String name) {
    JSModuleRecord module = own(name);
    evaluate(module);
    return module;
  }

  private static Set<Object> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
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
    JSModuleRecord module = evaluateOwn("permits.mjs");
    JSDynamicObject list =
        (JSDynamicObject)
            JSObject.get(module.getModuleNamespace(false), Strings.fromJavaString("default"));
    Map<String, Price> prices = new LinkedHashMap<>();
    for (Object key : JSObject.ownPropertyKeys(list)) {
      prices.put(key.toString(), Price.parse(JSObject.get(list, key).toString()));
    }
    return new Permits(prices);
  }

  /// A module of the machine's own, which imports nothing.
  private JSModuleRecord own(String name) {
    JSModuleLoader noImports =
        new JSModuleLoader() {
          @Override
          public AbstractModuleRecord resolveImportedModule(
              ScriptOrModule referrer, ModuleRequest request) {
            throw new MachineFault("a module of the machine imports " + request.specifier());
          }
        };
    return new JSModuleRecord(
        engine.parsed(name, () -> jsContext().getEvaluator().envParseModule(realm, read(name))),
        noImports);
  }

  private static Source read(String name) {
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
