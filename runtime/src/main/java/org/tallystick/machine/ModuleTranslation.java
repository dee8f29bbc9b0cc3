package org.tallystick.machine;

import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.nodes.NodeFactory;
import com.oracle.truffle.js.parser.JavaScriptTranslator;
import com.oracle.truffle.js.parser.env.Environment;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.objects.JSModuleData;
import com.oracle.truffle.js.runtime.objects.ScriptOrModule;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// The second half of what the engine does with a source: making a parsed module executable. The
/// check has parsed it already, and parsing is a good part of what loading a contract takes.
final class ModuleTranslation {
  private static final MethodHandle NEW_TRANSLATOR;
  private static final MethodHandle TRANSLATE;

  static {
    try {
      MethodHandles.Lookup engine =
          MethodHandles.privateLookupIn(JavaScriptTranslator.class, MethodHandles.lookup());
      NEW_TRANSLATOR =
          engine.findConstructor(
              JavaScriptTranslator.class,
              MethodType.methodType(
                  void.class,
                  NodeFactory.class,
                  JSContext.class,
                  Source.class,
                  int.class,
                  Environment.class,
                  boolean.class,
                  ScriptOrModule.class));
      TRANSLATE =
          engine.findVirtual(
              JavaScriptTranslator.class,
              "translateModule",
              MethodType.methodType(JSModuleData.class, FunctionNode.class, JSModuleData.class));
    } catch (ReflectiveOperationException fault) {
      throw new MachineFault("this version of the engine is not the pinned one", fault);
    }
  }

  private ModuleTranslation() {}

  /// Makes a module executable, as the engine itself does after parsing it.
  ///
  /// @param tree of the source, parsed as strict code
  static JSModuleData translate(JSContext context, Source source, FunctionNode tree) {
    JSModuleData module = new JSModuleData(tree.getModule(), context, source);
    try {
      JavaScriptTranslator translator =
          (JavaScriptTranslator)
              NEW_TRANSLATOR.invokeExact(
                  NodeFactory.getInstance(context),
                  context,
                  source,
                  0,
                  (Environment) null,
                  true,
                  (ScriptOrModule) module);
      return (JSModuleData) TRANSLATE.invokeExact(translator, tree, module);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable fault) {
      throw new MachineFault("a parsed module cannot be translated", fault);
    }
  }
}
