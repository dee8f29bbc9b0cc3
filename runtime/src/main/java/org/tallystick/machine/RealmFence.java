package org.tallystick.machine;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.nodes.NodeUtil;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.function.JSBuiltinNode;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSModuleNamespaceObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes a realm what the permits say: walks every object that a contract could reach, deletes what
/// is not permitted, notes the price of every built-in that stays, and freezes all.
///
/// A path is how a contract would write it: `Map.prototype.set`,
/// `Array.prototype[Symbol.iterator]`; what has no name of its own stands between percent signs as
/// in the ECMAScript specification.
final class RealmFence {
  private static final Set<String> OF_EVERY_FUNCTION = Set.of("length", "name", "prototype");

  private final Permits permits;
  private final BuiltinPrices prices;
  private final Set<String> holders = new HashSet<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private RealmFence(Permits permits, BuiltinPrices prices) {
    this.permits = permits;
    this.prices = prices;
    permits.prices().keySet().forEach(path -> holders.addAll(holdersOf(path)));
  }

  /// Every path that a path leads through: `Array` and `Array.prototype`.
  private static List<String> holdersOf(String path) {
    List<String> holders = new ArrayList<>();
    for (int at = 1; at < path.length(); at++) {
      if (path.charAt(at) == '.' || path.charAt(at) == '[') {
        holders.add(path.substring(0, at));
      }
    }
    return holders;
  }

  /// Everything a contract can reach without code of its own: the global object, and what only
  /// syntax leads to.
  static Map<String, JSDynamicObject> roots(JSRealm realm) {
    Map<String, JSDynamicObject> roots = new LinkedHashMap<>();
    roots.put("", realm.getGlobalObject());
    roots.put("%TypedArray%", realm.getTypedArrayConstructor());
    roots.put("%IteratorPrototype%", realm.getIteratorPrototype());
    roots.put("%ArrayIteratorPrototype%", realm.getArrayIteratorPrototype());
    roots.put("%MapIteratorPrototype%", realm.getMapIteratorPrototype());
    roots.put("%SetIteratorPrototype%", realm.getSetIteratorPrototype());
    roots.put("%StringIteratorPrototype%", realm.getStringIteratorPrototype());
    roots.put("%RegExpStringIteratorPrototype%", realm.getRegExpStringIteratorPrototype());
    JSDynamicObject generatorFunctions = realm.getGeneratorFunctionPrototype();
    roots.put(
        "%GeneratorPrototype%",
        (JSDynamicObject) JSObject.get(generatorFunctions, Strings.fromJavaString("prototype")));
    roots.put("%GeneratorFunction%.prototype", generatorFunctions);
    roots.put("Function.prototype", realm.getFunctionPrototype());
    return roots;
  }

  /// Deletes what is not permitted and notes prices; the realm can still be changed afterwards.
  static void prune(JSRealm realm, Permits permits, BuiltinPrices prices) {
    RealmFence fence = new RealmFence(permits, prices);
    roots(realm).forEach(fence::prune);
  }

  private void prune(String path, JSDynamicObject object) {
    Deque<Map.Entry<String, JSDynamicObject>> open = new ArrayDeque<>();
    open.push(Map.entry(path, object));
    while (!open.isEmpty()) {
      Map.Entry<String, JSDynamicObject> next = open.pop();
      if (seen.add(next.getValue())) {
        prune(next.getKey(), next.getValue(), open);
      }
    }
  }

  private void prune(
      String path, JSDynamicObject object, Deque<Map.Entry<String, JSDynamicObject>> open) {
    notePrice(path, object);
    for (Object key : JSObject.ownPropertyKeys(object)) {
      PropertyDescriptor property = JSObject.getOwnProperty(object, key);
      String inner = join(path, key);
      if (isStructure(path, object, key) || permits.allows(inner) || isHolder(inner)) {
        if (property.isAccessorDescriptor()) {
          follow(inner, property.getGet(), open);
          // No built-in setter is permitted.
          if (!GuestValues.isUndefined(property.getSet())) {
            drop(object, key, inner);
          }
        } else {
          follow(inner, property.getValue(), open);
        }
      } else {
        drop(object, key, inner);
      }
    }
  }

  private static void follow(
      String path, Object value, Deque<Map.Entry<String, JSDynamicObject>> open) {
    if (value instanceof JSObject object) {
      open.push(Map.entry(path, object));
    }
  }

  private static void drop(JSDynamicObject object, Object key, String path) {
    if (!JSObject.delete(object, key)) {
      throw new MachineFault("the engine does not let go of " + path);
    }
  }

  /// What every function has, and the way back from a prototype to its constructor.
  private boolean isStructure(String path, JSDynamicObject object, Object key) {
    if (!(key instanceof TruffleString text)) {
      return false;
    }
    String name = Strings.toJavaString(text);
    if (name.equals("constructor")) {
      // `(function*(){}).constructor` and its like would compile text.
      return !path.contains("Generator") && !path.equals("Function.prototype");
    }
    return object instanceof JSFunctionObject && OF_EVERY_FUNCTION.contains(name);
  }

  /// Whether something permitted lies inside: `Math` for `Math.abs`.
  private boolean isHolder(String path) {
    return holders.contains(path);
  }

  private void notePrice(String path, JSDynamicObject object) {
    Price price = permits.price(path);
    if (price != null && object instanceof JSFunctionObject function) {
      RootCallTarget target = (RootCallTarget) JSFunction.getFunctionData(function).getCallTarget();
      NodeUtil.forEachChild(
          target.getRootNode(),
          child -> {
            if (child instanceof JSBuiltinNode builtin) {
              prices.note(builtin.getBuiltin(), path, price);
            }
            return true;
          });
    }
  }

  private static String join(String path, Object key) {
    if (key instanceof Symbol symbol) {
      return path + "[" + symbol.getDescription() + "]";
    }
    String name = key.toString();
    return path.isEmpty() ? name : path + "." + name;
  }

  /// Freezes everything reachable from the roots, getters and prototypes included.
  ///
  /// @param known what is frozen already, with everything reachable from it
  /// @param frozen takes up what is frozen now
  static void freezeDeeply(Iterable<?> roots, Set<Object> known, Set<Object> frozen) {
    Deque<Object> open = new ArrayDeque<>();
    roots.forEach(open::push);
    while (!open.isEmpty()) {
      // A module's namespace cannot be frozen and need not be: nobody can assign to it.
      if (open.pop() instanceof JSObject object
          && !(object instanceof JSModuleNamespaceObject)
          && !known.contains(object)
          && frozen.add(object)) {
        object.setIntegrityLevel(true, true);
        open.push(JSObject.getPrototype(object));
        for (Object key : JSObject.ownPropertyKeys(object)) {
          PropertyDescriptor property = JSObject.getOwnProperty(object, key);
          if (property.isAccessorDescriptor()) {
            open.push(property.getGet());
            open.push(property.getSet());
          } else {
            open.push(property.getValue());
          }
        }
      }
    }
  }
}
