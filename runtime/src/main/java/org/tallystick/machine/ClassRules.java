package org.tallystick.machine;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.ClassElement;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.TemplateLiteralNode.UntaggedTemplateLiteralNode;
import com.oracle.js.parser.ir.UnaryNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.machine.ClassShape.AbiText;
import org.tallystick.machine.ClassShape.Base;
import org.tallystick.machine.ClassShape.Method;
import org.tallystick.machine.ClassShape.StateField;

/// The rules for classes of module level, and the reading of what contract classes declare.
///
/// Every such class lives as long as the realm, so its static part may only hold constants. A
/// contract is made anew for each call and keeps nothing but its state, so it has neither
/// constructor nor fields. Other classes may have both.
final class ClassRules {
  private static final Set<String> CONTRACT_STATICS = Set.of("abi", "state");

  private final Findings findings;
  private final Imports imports;
  private final List<ClassShape> shapes = new ArrayList<>();
  private final Set<String> contracts = new HashSet<>();

  ClassRules(Findings findings, Imports imports) {
    this.findings = findings;
    this.imports = imports;
  }

  List<ClassShape> shapes() {
    return shapes;
  }

  /// Checks a class and adds its shape.
  ///
  /// @param name it is stored under
  /// @param constants judges the values of its static fields
  void check(ClassNode type, String name, Constants constants) {
    Reading reading = new Reading(constants);
    Optional<Base> base = reading.heritage(type.getClassHeritage());
    type.getClassElements().forEach(reading::element);
    boolean isContract =
        !reading.statics.isEmpty()
            || base.filter(it -> it.isTally() || isLocalContract(it)).isPresent();
    if (isContract) {
      contracts.add(name);
    }
    List<Violation> contractViolations = contractViolations(type);
    if (isContract) {
      contractViolations.forEach(findings::add);
    }
    Place place = findings.place(type.getStart());
    shapes.add(
        new ClassShape(
            name,
            place.charIndex(),
            type.getFinish() - type.getStart(),
            place.line(),
            place.column(),
            isContract,
            base,
            Optional.ofNullable(reading.abi),
            reading.stateFields(),
            reading.methods,
            isContract ? List.of() : contractViolations));
  }

  private boolean isLocalContract(Base base) {
    return base.specifier().isEmpty() && contracts.contains(base.name());
  }

  private List<Violation> contractViolations(ClassNode type) {
    List<Violation> violations = new ArrayList<>();
    Node constructor = type.getConstructor();
    // The parser makes one where the source has none, and places it at the class.
    if (constructor.getStart() != type.getStart()) {
      violations.add(
          findings.violation(
              constructor,
              "a contract has no constructor. Use init(…), which runs once, at deploy."));
    }
    for (ClassElement element : type.getClassElements()) {
      if (element.isClassField() && !element.isStatic()) {
        String name = element.getKeyName() == null ? "it" : "`" + element.getKeyName() + "`";
        violations.add(
            findings.violation(
                element,
                "class fields run on every call and are not stored; declare "
                    + name
                    + " in static state"));
      }
    }
    return violations;
  }

  /// One class while it is read.
  private final class Reading {
    private final Constants constants;
    private final Map<String, Node> statics = new HashMap<>();
    private final Map<String, StateField> state = new LinkedHashMap<>();
    private final List<Method> methods = new ArrayList<>();
    private @Nullable AbiText abi;

    Reading(Constants constants) {
      this.constants = constants;
    }

    List<StateField> stateFields() {
      return List.copyOf(state.values());
    }

    Optional<Base> heritage(@Nullable Expression heritage) {
      if (heritage == null) {
        return Optional.empty();
      }
      if (heritage instanceof CallNode call
          && call.getFunction() instanceof AccessNode with
          && with.getProperty().equals("with")
          && imports.resolve(with.getBase()).filter(Imports.Imported::isFromTally).isPresent()
          && call.getArgs().size() == 1
          && call.getArgs().getFirst() instanceof ObjectNode declared) {
        declared.getElements().forEach(this::declaredWith);
        return base(with.getBase());
      }
      Optional<Base> base = base(heritage);
      if (base.isEmpty()) {
        findings.add(heritage, "extends names a class, or is Contract.with({ abi, state })");
      }
      return base;
    }

    private Optional<Base> base(Expression heritage) {
      Optional<Base> imported =
          imports.resolve(heritage).map(it -> new Base(it.name(), Optional.of(it.specifier())));
      if (imported.isEmpty() && heritage instanceof IdentNode local) {
        return Optional.of(new Base(local.getName(), Optional.empty()));
      }
      return imported;
    }

    /// A property of the object given to `Contract.with`.
    private void declaredWith(PropertyNode property) {
      String name = property.getKeyName();
      Expression value = property.getValue();
      if (name == null
          || property.isComputed()
          || value == null
          || !contractStatic(property, name)) {
        findings.add(property, "Contract.with takes { abi, state }");
      } else {
        contractStatic(name, value);
      }
    }

    void element(ClassElement element) {
      if (element.isComputed()) {
        constants.check(element.getKey());
      }
      if (element.isClassStaticBlock()) {
        findings.add(
            element, "static blocks run once and keep what they do. Use static state or init(…).");
      } else if (element.isClassField() && element.isStatic()) {
        staticField(element);
      } else if (!element.isClassField()) {
        method(element);
      }
    }

    private void staticField(ClassElement field) {
      if (field.isPrivate()) {
        findings.add(
            field, "static private fields are forgotten after each call. Use static state.");
        return;
      }
      String name = field.isComputed() ? null : field.getKeyName();
      Expression value = initialiser(field);
      if (name != null && contractStatic(field, name)) {
        contractStatic(name, value == null ? field.getKey() : value);
      } else if (name != null && name.equals("reentrant")) {
        if (!(value instanceof LiteralNode<?> literal && literal.getValue() instanceof Boolean)) {
          findings.add(field, "static reentrant is true or false");
        }
      } else if (value != null) {
        constants.check(value);
      }
    }

    /// Whether a name is `abi` or `state`, to be declared once.
    private boolean contractStatic(Node at, String name) {
      if (!CONTRACT_STATICS.contains(name)) {
        return false;
      }
      Node earlier = statics.putIfAbsent(name, at);
      if (earlier != null) {
        Place place = findings.place(earlier.getStart());
        findings.add(
            at, name + " is declared twice, first at " + place.line() + ":" + place.column());
      }
      return true;
    }

    private void contractStatic(String name, Node value) {
      if (name.equals("abi")) {
        abi(value);
      } else {
        state(value);
      }
    }

    private void abi(Node value) {
      Optional<String> text = plainText(value);
      if (text.isEmpty()) {
        findings.add(value, "static abi is a text, without ${…} in it");
        return;
      }
      Place place = findings.place(value.getStart() + 1);
      abi = new AbiText(text.get(), place.line(), place.column());
    }

    private void state(Node value) {
      if (!(value instanceof ObjectNode fields)) {
        findings.add(value, "static state is an object such as { count: uint256 }");
        return;
      }
      for (PropertyNode field : fields.getElements()) {
        stateField(field);
      }
    }

    private void stateField(PropertyNode field) {
      String name = field.getKeyName();
      Expression kind = field.getValue();
      if (name == null
          || kind == null
          || field.isComputed()
          || field.isRest()
          || field.isProto()
          || kind instanceof FunctionNode) {
        findings.add(field, "a field of static state is written name: kind, as in count: uint256");
        return;
      }
      Place place = findings.place(field.getKey().getStart());
      StateField earlier = state.get(name);
      if (earlier == null) {
        state.put(name, new StateField(name, place.line(), place.column()));
      } else {
        findings.add(
            field.getKey(),
            "the field "
                + name
                + " is declared twice, first at "
                + earlier.line()
                + ":"
                + earlier.column());
      }
      constants.check(kind);
    }

    private void method(ClassElement element) {
      String name = element.getKeyName();
      if (name == null || element.isComputed() || element.isPrivate()) {
        return;
      }
      if (element.isStatic() && CONTRACT_STATICS.contains(name)) {
        findings.add(element, "static " + name + " is a value, not a function");
      }
      Place place = findings.place(element.getStart());
      Method.Kind kind =
          element.getGetter() != null
              ? Method.Kind.GETTER
              : element.getSetter() != null ? Method.Kind.SETTER : Method.Kind.METHOD;
      methods.add(new Method(name, kind, element.isStatic(), place.line(), place.column()));
    }
  }

  /// The parser wraps a field's value in a function that returns it.
  private static @Nullable Expression initialiser(ClassElement field) {
    if (!(field.getValue() instanceof FunctionNode function)) {
      return field.getValue();
    }
    ReturnNode statement = (ReturnNode) function.getBody().getStatements().getFirst();
    Expression value = statement.getExpression();
    return value instanceof UnaryNode named && named.isTokenType(TokenType.NAMEDEVALUATION)
        ? named.getExpression()
        : value;
  }

  private static Optional<String> plainText(Node value) {
    return switch (value) {
      case LiteralNode<?> literal when literal.isString() -> Optional.of(literal.getString());
      case UntaggedTemplateLiteralNode template
          when template.getExpressions().size() == 1
              && template.getExpressions().getFirst() instanceof LiteralNode<?> piece ->
          Optional.of(piece.getString());
      default -> Optional.empty();
    };
  }
}
