package org.tallystick.machine;

import com.oracle.js.parser.Lexer.RegexToken;
import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.Block;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.ClassElement;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.DebuggerNode;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IfNode;
import com.oracle.js.parser.ir.JoinPredecessorExpression;
import com.oracle.js.parser.ir.JumpStatement;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.LiteralNode.ArrayLiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.SwitchNode;
import com.oracle.js.parser.ir.Symbol;
import com.oracle.js.parser.ir.TemplateLiteralNode.TaggedTemplateLiteralNode;
import com.oracle.js.parser.ir.TemplateLiteralNode.UntaggedTemplateLiteralNode;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.WhileNode;
import com.oracle.js.parser.ir.WithNode;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The walk that makes [Weights].
///
/// The engine tells the meter when a statement or a function is entered, by its section of the
/// source. To each of these *payers* the walk adds up what runs because of it and tells the meter
/// nothing of its own: the expressions of a statement, the heads of a loop, and the few statements
/// the engine keeps silent about (declarations of functions and classes, `let` without a value,
/// blocks that make a scope). Silent work goes to whoever is told at least as often: the function,
/// the `if`, the `switch`; in a loop both to the loop's heads and to whoever pays for the loop, so
/// that neither the first turn nor the next ones are free.
///
/// The walk keeps its own stack: source nests as deep as its author likes, up to [SourceLimits].
final class WeightWalk {
  private static final int FUNCTION_HEAD = 3;
  private static final int CLOSURE = 5;
  private static final int CLASS = 40;
  private static final int CLASS_ELEMENT = 10;

  /// A private name is another one each time the class is made, so nothing that the engine learned
  /// of its objects holds for the next. A class of module level is made once.
  private static final int PRIVATE_ELEMENT = 400;

  private static final int INSTANCE_FIELD = 3;

  /// The keys are gathered before the first turn.
  private static final int ENUMERATION = 60;

  private static final int OBJECT_LITERAL = 6;
  private static final int PROPERTY = 2;
  private static final int ARRAY_LITERAL = 4;
  private static final int TEMPLATE = 2;
  private static final int REGULAR_EXPRESSION = 10;
  private static final int CALL = 3;
  private static final int CONSTRUCTION = 2;
  private static final int SPREAD = 3;

  /// A jump unwinds what it leaves: for the engine it is an exception, as `throw` is.
  private static final int JUMP = 7;

  /// An object that loses a property changes its shape, and may become a dictionary.
  private static final int DELETE = 30;

  private static final int YIELD = 5;
  private static final int BIG_INTEGER_BITS_PER_UNIT = 64;
  private static final int LOCAL_VARIABLE = 1;

  /// A captured variable lives in a scope object, made anew each time: about 17 bytes.
  private static final int CAPTURED_VARIABLE = 2;

  /// Levels of nesting that take one unit of stack. A level is at most about a kilobyte of Java
  /// stack: in the interpreter, with the meter's nodes between.
  private static final int LEVELS_PER_STACK_UNIT = 16;

  private static final int LOCALS_PER_STACK_UNIT = 64;

  private final int sourceLength;
  private final List<Payer> payers = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Deque<Visit> open = new ArrayDeque<>();
  private final Map<FunctionNode, Integer> instanceFields = new HashMap<>();
  private final Told told = new Told();
  private final Told toldOfInside = new Told();
  private final List<Section> enumerated = new ArrayList<>();

  WeightWalk(int sourceLength) {
    this.sourceLength = sourceLength;
  }

  /// A stretch of source, as the engine names a statement or a function.
  private record Section(int charIndex, int charLength) {
    void addTo(SectionTable.Builder table, int number) {
      table.add(charIndex, charLength, number);
    }
  }

  /// Where weight is gathered. One without sections is never told of: its weight goes on to
  /// `sharedBy`, all of them made before it.
  private static final class Payer {
    private final List<Payer> sharedBy;
    private int weight;

    Payer(List<Payer> sharedBy) {
      this.sharedBy = sharedBy;
    }
  }

  /// Whom the engine tells of at which section: one list for all, since nearly every node of a
  /// source has one.
  private static final class Told {
    private Payer[] payers = new Payer[64];
    private int[] charIndexes = new int[64];
    private int[] charLengths = new int[64];
    private int size;

    void add(Payer payer, int charIndex, int charLength) {
      if (size == payers.length) {
        payers = Arrays.copyOf(payers, 2 * size);
        charIndexes = Arrays.copyOf(charIndexes, 2 * size);
        charLengths = Arrays.copyOf(charLengths, 2 * size);
      }
      payers[size] = payer;
      charIndexes[size] = charIndex;
      charLengths[size] = charLength;
      size++;
    }

    SectionTable weights() {
      SectionTable.Builder weights = new SectionTable.Builder();
      for (int at = 0; at < size; at++) {
        weights.add(charIndexes[at], charLengths[at], Math.max(1, payers[at].weight));
      }
      return weights.build();
    }
  }

  /// What one function needs of the stack.
  private static final class Frame {
    private final @Nullable Section section;
    private final boolean isModule;
    private int deepest;
    private int locals;

    Frame(@Nullable Section section, boolean isModule) {
      this.section = section;
      this.isModule = isModule;
    }
  }

  /// A node still to be walked.
  ///
  /// @param payer who pays for what the engine does not tell of
  /// @param depth levels of nesting since the function's head
  /// @param captured what the scope around costs to make, if closures captured it: a loop makes it
  ///   anew each turn
  private record Visit(Node node, Payer payer, Frame frame, int depth, int captured) {}

  Weights weigh(FunctionNode module) {
    function(module);
    while (!open.isEmpty()) {
      visit(open.pop());
    }
    return sum();
  }

  private Weights sum() {
    // A payer stands after those it shares with, so one pass from the end settles everything.
    for (int i = payers.size() - 1; i >= 0; i--) {
      Payer payer = payers.get(i);
      for (Payer other : payer.sharedBy) {
        other.weight += payer.weight;
      }
    }
    SectionTable.Builder stackUnits = new SectionTable.Builder();
    for (Frame frame : frames) {
      if (frame.section != null) {
        int units =
            1 + frame.deepest / LEVELS_PER_STACK_UNIT + frame.locals / LOCALS_PER_STACK_UNIT;
        frame.section.addTo(stackUnits, units);
      }
    }
    SectionTable.Builder enumerations = new SectionTable.Builder();
    enumerated.forEach(section -> section.addTo(enumerations, 1));
    return new Weights(
        told.weights(), toldOfInside.weights(), stackUnits.build(), enumerations.build());
  }

  private void visit(Visit visit) {
    visit.frame.deepest = Math.max(visit.frame.deepest, visit.depth);
    switch (visit.node) {
      case FunctionNode function -> {
        visit.payer.weight += CLOSURE;
        function(function);
      }
      case Block block -> block(block, visit);
      case ForNode loop -> forLoop(loop, visit);
      case WhileNode loop -> whileLoop(loop, visit);
      case VarNode declaration ->
          walkChildren(visit, isSilent(declaration) ? visit.payer : toldOf(declaration));
      case ExpressionStatement _,
          ReturnNode _,
          IfNode _,
          SwitchNode _,
          WithNode _,
          DebuggerNode _ ->
          walkChildren(visit, toldOf(visit.node));
      case ThrowNode _ -> {
        Payer thrower = toldOf(visit.node);
        thrower.weight += JUMP;
        walkChildren(visit, thrower);
      }
      case JumpStatement _ -> toldOf(visit.node).weight += JUMP;
      // Blocks, labels, try and catch: the engine tells of what is inside, not of them.
      case Statement _ -> walkChildren(visit, visit.payer);
      case ClassNode type -> {
        instanceFields.put((FunctionNode) type.getConstructor().getValue(), fieldsOf(type));
        if (!visit.frame.isModule) {
          visit.payer.weight += PRIVATE_ELEMENT * privateElements(type);
        }
        expression(visit);
      }
      default -> expression(visit);
    }
  }

  private void expression(Visit visit) {
    visit.payer.weight += weightOf(visit.node);
    addSection(toldOfInside, visit.payer, visit.node);
    walkChildren(visit, visit.payer);
  }

  /// The engine tells of no declaration that it hoists, nor of a class, nor of `let` without value.
  private static boolean isSilent(VarNode declaration) {
    return declaration.isHoistableDeclaration()
        || declaration.isClassDeclaration()
        || !declaration.isAssignment();
  }

  private static int fieldsOf(ClassNode type) {
    int fields = 0;
    for (ClassElement element : type.getClassElements()) {
      if (!element.isStatic() && (element.isClassField() || element.isPrivate())) {
        fields++;
      }
    }
    return fields;
  }

  private void function(FunctionNode function) {
    Section section = section(function.getStartWithoutParens(), function.getFinishWithoutParens());
    Payer payer = payer(List.of());
    if (section != null) {
      told.add(payer, section.charIndex, section.charLength);
    }
    payer.weight += FUNCTION_HEAD + function.getNumOfParams();
    payer.weight += INSTANCE_FIELD * instanceFields.getOrDefault(function, 0);
    Frame frame = new Frame(section, frames.isEmpty());
    frames.add(frame);
    SyntaxTree.forEachChild(function, child -> open.push(new Visit(child, payer, frame, 0, 0)));
  }

  private void block(Block block, Visit visit) {
    int variables = 0;
    for (Symbol symbol : block.getSymbols()) {
      variables += symbol.isClosedOver() ? CAPTURED_VARIABLE : LOCAL_VARIABLE;
    }
    visit.frame.locals += block.getSymbolCount();
    visit.payer.weight += variables;
    addSection(toldOfInside, visit.payer, block);
    for (Node statement : block.getStatements()) {
      open.push(new Visit(statement, visit.payer, visit.frame, visit.depth + 1, variables));
    }
  }

  private void forLoop(ForNode loop, Visit visit) {
    // Of `for (;;)` and of each turn of for-in and for-of the engine tells with the whole loop.
    List<Payer> heads = new ArrayList<>(List.of(visit.payer));
    Payer turn = toldOf(loop);
    turn.weight += visit.captured;
    heads.add(turn);
    if (loop.isForInOrOf()) {
      addSection(told, turn, loop.getInit());
      walk(loop.getInit(), turn, visit);
      Payer iterated = toldOf(loop.getModify());
      walk(loop.getModify(), iterated, visit);
      if (loop.isForIn()) {
        iterated.weight += ENUMERATION;
        Node walked = loop.getModify().getExpression();
        Section section = section(walked.getStart(), walked.getFinish());
        if (section != null) {
          enumerated.add(section);
        }
      }
    } else {
      if (loop.getInit() != null) {
        walk(loop.getInit(), toldOf(loop.getInit()), visit);
      }
      for (JoinPredecessorExpression head : heads(loop)) {
        Payer payer = toldOf(head);
        payer.weight += visit.captured;
        heads.add(payer);
        walk(head, payer, visit);
      }
    }
    walk(loop.getBody(), payer(heads), visit);
  }

  private static List<JoinPredecessorExpression> heads(ForNode loop) {
    List<JoinPredecessorExpression> heads = new ArrayList<>();
    if (loop.getTest() != null) {
      heads.add(loop.getTest());
    }
    if (loop.getModify() != null) {
      heads.add(loop.getModify());
    }
    return heads;
  }

  private void whileLoop(WhileNode loop, Visit visit) {
    Payer test = toldOf(loop.getTest());
    addSection(told, test, loop);
    walk(loop.getTest(), test, visit);
    walk(loop.getBody(), payer(List.of(visit.payer, test)), visit);
  }

  private void walkChildren(Visit visit, Payer payer) {
    SyntaxTree.forEachChild(visit.node, child -> walk(child, payer, visit));
  }

  private void walk(@Nullable Node node, Payer payer, Visit under) {
    if (node != null) {
      open.push(new Visit(node, payer, under.frame, under.depth + 1, under.captured));
    }
  }

  private Payer payer(List<Payer> sharedBy) {
    Payer payer = new Payer(sharedBy);
    payers.add(payer);
    return payer;
  }

  /// A payer the engine tells of when it reaches `node`. Where the node is only a shell around an
  /// expression, the engine may use the expression's section instead.
  private Payer toldOf(Node node) {
    Payer payer = payer(List.of());
    addSection(told, payer, node);
    if (node instanceof ExpressionStatement statement) {
      addSection(told, payer, statement.getExpression());
    }
    payer.weight++;
    return payer;
  }

  private void addSection(Told told, Payer payer, Node node) {
    if (isInSource(node.getStart(), node.getFinish())) {
      int from = from(node.getStart());
      told.add(payer, from, to(node.getFinish()) - from);
    }
  }

  private @Nullable Section section(int start, int finish) {
    return isInSource(start, finish) ? new Section(from(start), to(finish) - from(start)) : null;
  }

  /// As the engine makes sections: cut to the source, absent where nothing of it is in the source.
  /// Of a source without a character there is one all the same, that of the module.
  private boolean isInSource(int start, int finish) {
    return sourceLength == 0 || (finish > 0 && start < sourceLength);
  }

  private static int from(int start) {
    return Math.max(0, start);
  }

  private int to(int finish) {
    return Math.min(sourceLength, finish);
  }

  /// What evaluating one expression costs by itself, without the expressions in it.
  private static int weightOf(Node node) {
    return switch (node) {
      case JoinPredecessorExpression _, PropertyNode _ -> 0;
      case ClassNode type -> classWeight(type);
      case ObjectNode literal -> OBJECT_LITERAL + PROPERTY * literal.getElements().size();
      case ArrayLiteralNode literal -> ARRAY_LITERAL + literal.getElementExpressions().size();
      case LiteralNode<?> literal -> literalWeight(literal.getValue());
      case UntaggedTemplateLiteralNode template -> TEMPLATE + template.getExpressions().size();
      case TaggedTemplateLiteralNode template -> TEMPLATE + template.getRawStrings().size();
      case CallNode call -> CALL + call.getArgs().size();
      case UnaryNode operation -> unaryWeight(operation.tokenType());
      default -> 1;
    };
  }

  private static int classWeight(ClassNode type) {
    return CLASS + CLASS_ELEMENT * type.getClassElements().size();
  }

  private static int privateElements(ClassNode type) {
    return (int) type.getClassElements().stream().filter(ClassElement::isPrivate).count();
  }

  private static int literalWeight(@Nullable Object value) {
    return switch (value) {
      case BigInteger integer -> 1 + integer.bitLength() / BIG_INTEGER_BITS_PER_UNIT;
      case RegexToken pattern -> REGULAR_EXPRESSION + pattern.getExpression().length();
      case null, default -> 1;
    };
  }

  private static int unaryWeight(TokenType operator) {
    return switch (operator) {
      case NEW -> CONSTRUCTION;
      case SPREAD_ARRAY, SPREAD_ARGUMENT, SPREAD_OBJECT -> SPREAD;
      case YIELD, YIELD_STAR -> YIELD;
      case DELETE -> DELETE;
      default -> 1;
    };
  }
}
