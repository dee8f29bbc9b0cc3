package org.tallystick.machine;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.EmptyNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.Module;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import java.util.List;
import java.util.Set;

/// What may stand at module level: imports, exports, functions, classes and constants.
///
/// A module is evaluated once and its realm is used for many calls, on some nodes more often than
/// on others. So nothing a call does may stay in it, and nothing of one call may be taken into it.
final class ModuleRules {
  private static final String FORGOTTEN =
      "module variables are forgotten after each call. Put it in static state.";

  private final Findings findings;
  private final ClassRules classes;
  private final Constants constants;

  private ModuleRules(Findings findings, Imports imports, Set<IdentNode> unbound) {
    this.findings = findings;
    this.classes = new ClassRules(findings, imports);
    this.constants = new Constants(findings, imports, classes, unbound);
  }

  /// @param unbound names that were reported already
  /// @return the shapes of the classes of module level
  static List<ClassShape> check(FunctionNode module, Set<IdentNode> unbound, Findings findings) {
    ModuleRules rules = new ModuleRules(findings, Imports.of(module.getModule()), unbound);
    for (Statement statement : module.getBody().getStatements()) {
      rules.check(statement);
    }
    return rules.classes.shapes();
  }

  private void check(Statement statement) {
    switch (statement) {
      case VarNode declaration -> declaration(declaration);
      case ExpressionStatement expression when isSynthetic(expression) -> {}
      case ExpressionStatement expression when isDestructuring(expression) ->
          findings.add(
              expression,
              "a module constant has one name: take the parts apart, as in const a = b.a");
      case EmptyNode _ -> {}
      default ->
          findings.add(
              statement,
              "only imports, functions, classes and constants stand at module level. Put it in a"
                  + " function.");
    }
  }

  /// The parser marks the end of linking with a yield of its own.
  private static boolean isSynthetic(ExpressionStatement statement) {
    return statement.getExpression() instanceof UnaryNode operation
        && operation.isTokenType(TokenType.YIELD);
  }

  private static boolean isDestructuring(ExpressionStatement statement) {
    return statement.getExpression() instanceof BinaryNode operation
        && operation.isTokenType(TokenType.ASSIGN_INIT);
  }

  private void declaration(VarNode declaration) {
    if (declaration.isHoistableDeclaration()) {
      return;
    }
    if (!declaration.isConst() && !isClassDeclaration(declaration) && !declaration.isExport()) {
      findings.add(declaration, FORGOTTEN);
      return;
    }
    switch (declaration.getInit()) {
      case ClassNode type -> classes.check(type, nameOf(declaration), constants);
      case Expression value -> constants.check(value);
      case null -> {}
    }
  }

  /// The parser makes `let A = class {…}` of `class A {…}`, and places both at the word `class`.
  private static boolean isClassDeclaration(VarNode declaration) {
    return declaration.getInit() instanceof ClassNode type
        && type.getStart() == declaration.getStart();
  }

  private static String nameOf(VarNode declaration) {
    String name = declaration.getName().getName();
    return name.equals(Module.DEFAULT_EXPORT_BINDING_NAME.toJavaStringUncached())
        ? "default"
        : name;
  }
}
