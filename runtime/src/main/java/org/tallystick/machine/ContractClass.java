package org.tallystick.machine;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSModuleRecord;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiError;
import org.tallystick.abi.AbiEvent;
import org.tallystick.abi.AbiFunction;
import org.tallystick.abi.AbiTextException;
import org.tallystick.abi.StateMutability;
import org.tallystick.contract.Code;

/// Makes a contract out of an evaluated module: reads what its class and its bases declare, holds
/// the abi against the methods, gives the class its fields, events and errors.
final class ContractClass {
  private static final Set<String> RESERVED =
      Set.of("emit", "errors", "init", "receive", "fallback", "constructor");

  private final Sandbox sandbox;
  private final ContractLoader.Modules modules;
  private final AbiTexts abis;
  private final JSFunctionObject base;
  private final List<Violation> violations = new ArrayList<>();

  ContractClass(Sandbox sandbox, ContractLoader.Modules modules, AbiTexts abis) {
    this.sandbox = sandbox;
    this.modules = modules;
    this.abis = abis;
    this.base = (JSFunctionObject) sandbox.host().part("Contract");
  }

  /// Thrown where a class cannot be a contract.
  @SuppressWarnings("serial") // It never leaves the machine.
  static final class Unfit extends RuntimeException {
    private final List<Violation> violations;

    Unfit(List<Violation> violations) {
      super(null, null, false, false);
      this.violations = List.copyOf(violations);
    }

    List<Violation> violations() {
      return violations;
    }
  }

  /// One class of the chain.
  ///
  /// @param shape where it stands in its file, absent for a class made by `Contract.with`
  private record Link(JSFunctionObject itself, String path, Optional<ClassShape> shape) {
    JSObject prototype() {
      return (JSObject) JSObject.get(itself, Strings.fromJavaString("prototype"));
    }
  }

  /// The contract that the entry module exports, or null where it exports none.
  ///
  /// @throws Unfit naming everything that is wrong
  @Nullable LoadedContract prepare() {
    if (!(defaultExport(modules.entry()) instanceof JSFunctionObject itself)
        || !isContract(itself)) {
      return null;
    }
    List<Link> chain = chain(itself);
    // Only now it is certain that the bases in other files make them contracts too.
    chain.forEach(link -> link.shape().map(ClassShape::ifContract).ifPresent(violations::addAll));
    Abi abi = mergedAbi(chain);
    Map<String, Link> fields = fields(chain);
    Map<Integer, LoadedContract.Entry> functions = functions(chain, abi, fields);
    JSFunctionObject init = method(chain, "init");
    checkInit(chain, abi, init);
    JSFunctionObject receive = special(chain, "receive", abi.receive().isPresent());
    JSFunctionObject fallback = special(chain, "fallback", abi.fallback().isPresent());
    if (!violations.isEmpty()) {
      throw new Unfit(violations);
    }
    declareOutlets(chain.getLast(), abi);
    JSObject instance = (JSObject) JSRuntime.construct(itself, new Object[0]);
    sandbox.freeze(instance);
    return new LoadedContract(
        modules.code(),
        abi,
        instance,
        functions,
        init,
        receive,
        fallback,
        Boolean.TRUE.equals(JSObject.get(itself, Strings.fromJavaString("reentrant"))),
        deployables(itself, abi));
  }

  private static @Nullable Object defaultExport(JSModuleRecord module) {
    JSDynamicObject exports = module.getModuleNamespace(false);
    return JSObject.get(exports, Strings.fromJavaString("default"));
  }

  @SuppressWarnings("ReferenceEquality") // The library's own class, not one like it.
  private boolean isBase(JSDynamicObject candidate) {
    return candidate == base;
  }

  private boolean isContract(JSFunctionObject candidate) {
    for (JSDynamicObject next = JSObject.getPrototype(candidate);
        next instanceof JSFunctionObject;
        next = JSObject.getPrototype(next)) {
      if (isBase(next)) {
        return true;
      }
    }
    return false;
  }

  /// The class and its bases up to `Contract`, the outermost base first.
  private List<Link> chain(JSFunctionObject itself) {
    List<Link> chain = new ArrayList<>();
    for (JSDynamicObject next = itself; !isBase(next); next = JSObject.getPrototype(next)) {
      chain.addFirst(link((JSFunctionObject) next));
    }
    return chain;
  }

  private Link link(JSFunctionObject itself) {
    SourceSection section =
        ((RootCallTarget) JSFunction.getFunctionData(itself).getCallTarget())
            .getRootNode()
            .getSourceSection();
    String path = section.getSource().getName();
    CheckedSource source = modules.checked().get(path);
    Optional<ClassShape> shape =
        source == null
            ? Optional.empty()
            : source.classes().stream()
                .filter(candidate -> candidate.charIndex() == section.getCharIndex())
                .findFirst();
    return new Link(itself, path, shape);
  }

  // ---- The abi
  // -----------------------------------------------------------------------------------

  private Abi mergedAbi(List<Link> chain) {
    Abi merged = Abi.EMPTY;
    for (Link link : chain) {
      Object text = ownValue(link.itself(), "abi");
      if (text instanceof TruffleString abi) {
        try {
          merged = Abi.merge(merged, abis.read(Strings.toJavaString(abi)));
        } catch (AbiTextException fault) {
          violations.add(atAbi(link, fault.line(), fault.column(), fault.fault()));
        }
      } else if (text != null) {
        violations.add(at(link, "static abi must be a text"));
      }
    }
    if (!violations.isEmpty()) {
      throw new Unfit(violations);
    }
    return merged;
  }

  private static @Nullable Object ownValue(JSDynamicObject object, String name) {
    PropertyDescriptor property = JSObject.getOwnProperty(object, Strings.fromJavaString(name));
    return property == null || !property.isDataDescriptor() ? null : property.getValue();
  }

  private static Violation at(Link link, String message) {
    return link.shape()
        .map(shape -> new Violation(link.path(), shape.line(), shape.column(), message))
        .orElseGet(() -> new Violation(link.path(), 1, 1, message));
  }

  /// A place inside an abi text, as a place in the file that holds it.
  private static Violation atAbi(Link link, int line, int column, String message) {
    return link.shape()
        .flatMap(ClassShape::abi)
        .map(abi ->
            new Violation(
                link.path(),
                abi.line() + line - 1,
                line == 1 ? abi.column() + column - 1 : column,
                message))
        .orElseGet(() -> at(link, message));
  }

  // ---- State
  // -------------------------------------------------------------------------------------

  /// Declares the state fields of every class of the chain.
  ///
  /// @return by name, where each was declared
  private Map<String, Link> fields(List<Link> chain) {
    Map<String, Link> declared = new LinkedHashMap<>();
    for (Link link : chain) {
      Object state = ownValue(link.itself(), "state");
      if (state instanceof JSObject fields) {
        for (Object key : JSObject.ownPropertyKeys(fields)) {
          String name = key.toString();
          Violation wrong = fieldViolation(link, name, declared, chain);
          if (wrong != null) {
            violations.add(wrong);
          } else {
            declared.put(name, link);
            declareField(link, name, JSObject.get(fields, key));
          }
        }
      } else if (state != null) {
        violations.add(at(link, "static state must be an object such as { count: uint256 }"));
      }
    }
    return declared;
  }

  private void declareField(Link link, String name, Object kind) {
    try {
      JSRuntime.call(
          sandbox.host().part("declareField"),
          Undefined.instance,
          new Object[] {link.prototype(), GuestValues.text(name), kind});
    } catch (GraalJSException misfit) {
      violations.add(atField(link, name, ThrownErrors.words(misfit)));
    }
  }

  private @Nullable Violation fieldViolation(
      Link link, String name, Map<String, Link> declared, List<Link> chain) {
    Link other = declared.get(name);
    if (other != null) {
      return atField(link, name, "the field " + name + " is already declared in " + other.path());
    }
    if (RESERVED.contains(name)) {
      return atField(link, name, "a state field cannot be named " + name);
    }
    if (method(chain, name) != null) {
      return atField(link, name, "the field " + name + " is named like a method of the class");
    }
    return null;
  }

  private static Violation atField(Link link, String name, String message) {
    return link.shape()
        .flatMap(shape ->
            shape.stateFields().stream().filter(field -> field.name().equals(name)).findFirst())
        .map(field -> new Violation(link.path(), field.line(), field.column(), message))
        .orElseGet(() -> at(link, message));
  }

  // ---- Methods
  // -----------------------------------------------------------------------------------

  /// The method of the most derived class that has one; never one of `Contract` or `Object`.
  private static @Nullable JSFunctionObject method(List<Link> chain, String name) {
    for (Link link : chain.reversed()) {
      PropertyDescriptor property =
          JSObject.getOwnProperty(link.prototype(), Strings.fromJavaString(name));
      if (property != null) {
        return property.isDataDescriptor() && property.getValue() instanceof JSFunctionObject method
            ? method
            : null;
      }
    }
    return null;
  }

  private Map<Integer, LoadedContract.Entry> functions(
      List<Link> chain, Abi abi, Map<String, Link> fields) {
    Map<String, String> overloads = overloads(chain);
    Map<Integer, LoadedContract.Entry> entries = new HashMap<>();
    for (AbiFunction function : abi.functions()) {
      String name = overloads.getOrDefault(function.signature(), function.name());
      JSFunctionObject method = method(chain, name);
      if (abi.functionsNamed(function.name()).size() > 1
          && !overloads.containsKey(function.signature())) {
        violations.add(
            atFunction(
                chain,
                function,
                "the abi declares several functions named "
                    + function.name()
                    + ": name a method for each, static overloads = { '"
                    + function.signature()
                    + "': '…' }"));
      } else if (method == null && fields.containsKey(name)) {
        method = getter(chain, function, name);
      } else if (method == null) {
        violations.add(
            atFunction(
                chain,
                function,
                "the abi declares function "
                    + function.name()
                    + " but the class has no method \""
                    + name
                    + "\""));
      }
      if (method != null) {
        entries.put(
            LoadedContract.selector(function.selector().arrayUnsafe()),
            new LoadedContract.Entry(
                function,
                method,
                HostFunctions.isReadOnly(function),
                function.stateMutability() == StateMutability.PAYABLE));
      }
    }
    return entries;
  }

  private @Nullable JSFunctionObject getter(List<Link> chain, AbiFunction function, String name) {
    if (!HostFunctions.isReadOnly(function)) {
      violations.add(
          atFunction(
              chain,
              function,
              "the function " + name + " reads the state field " + name + ": declare it view"));
      return null;
    }
    return (JSFunctionObject)
        JSRuntime.call(
            sandbox.host().part("getterOf"),
            Undefined.instance,
            new Object[] {GuestValues.text(name)});
  }

  private static Map<String, String> overloads(List<Link> chain) {
    Map<String, String> overloads = new TreeMap<>();
    for (Link link : chain) {
      if (ownValue(link.itself(), "overloads") instanceof JSObject declared) {
        for (Object key : JSObject.ownPropertyKeys(declared)) {
          overloads.put(key.toString(), String.valueOf(JSObject.get(declared, key)));
        }
      }
    }
    return overloads;
  }

  private Violation atFunction(List<Link> chain, AbiFunction function, String message) {
    for (Link link : chain.reversed()) {
      Optional<ClassShape.AbiText> abi = link.shape().flatMap(ClassShape::abi);
      if (abi.isPresent()) {
        int at = abi.get().text().indexOf("function " + function.name());
        if (at >= 0) {
          String before = abi.get().text().substring(0, at);
          int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
          return atAbi(link, line, at - before.lastIndexOf('\n'), message);
        }
      }
    }
    return at(chain.getLast(), message);
  }

  private void checkInit(List<Link> chain, Abi abi, @Nullable JSFunctionObject init) {
    boolean takesArguments =
        abi.constructor()
            .map(AbiConstructor::inputs)
            .filter(inputs -> !inputs.isEmpty())
            .isPresent();
    if (init == null && takesArguments) {
      violations.add(
          at(
              chain.getLast(),
              "the abi declares a constructor with arguments but the class has no method"
                  + " \"init\""));
    }
  }

  private @Nullable JSFunctionObject special(List<Link> chain, String name, boolean isDeclared) {
    JSFunctionObject method = method(chain, name);
    if (isDeclared && method == null) {
      violations.add(
          at(
              chain.getLast(),
              "the abi declares " + name + " but the class has no method \"" + name + "\""));
    }
    return isDeclared ? method : null;
  }

  // ---- Events, errors, deployments
  // ---------------------------------------------------------------

  private void declareOutlets(Link mostDerived, Abi abi) {
    List<Object> events = new ArrayList<>();
    for (AbiEvent event : abi.events()) {
      events.add(
          sandbox.host().declared(event.name(), event.signature(), event.inputs().size(), event));
    }
    List<Object> errors = new ArrayList<>();
    for (AbiError error : abi.errors()) {
      errors.add(
          sandbox.host().declared(error.name(), error.signature(), error.inputs().size(), error));
    }
    JSRuntime.call(
        sandbox.host().part("declareOutlets"),
        Undefined.instance,
        new Object[] {
          mostDerived.prototype(),
          sandbox.values().array(events.toArray()),
          sandbox.values().array(errors.toArray())
        });
  }

  @SuppressWarnings("ReferenceEquality") // It is about the very same class.
  private IdentityHashMap<Object, LoadedContract.Deployable> deployables(
      JSFunctionObject entry, Abi entryAbi) {
    IdentityHashMap<Object, LoadedContract.Deployable> deployables = new IdentityHashMap<>();
    modules
        .byPath()
        .forEach((path, module) -> {
          if (defaultExport(module) instanceof JSFunctionObject candidate
              && isContract(candidate)) {
            Abi abi = candidate == entry ? entryAbi : mergedAbi(chain(candidate));
            Code code = modules.closureOf(path);
            deployables.put(candidate, new LoadedContract.Deployable(code, abi));
          }
        });
    return deployables;
  }
}
