package org.tallystick.abi;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.tallystick.abi.AbiLexer.Kind;
import org.tallystick.abi.AbiLexer.Token;

/// Reads declarations by recursive descent. Both dialects share the grammar below; viem adds
/// structs that are used by name, ethers adds the word `tuple`. Belongs to one thread.
///
/// ```
/// item      = function | event | error | constructor | receive | fallback | struct
/// function  = "function" name parameters modifier* ["returns" parameters]
/// event     = "event" name parameters ["anonymous"]
/// error     = "error" name parameters
/// struct    = "struct" name "{" { parameter ";" } "}"
/// parameter = type { "indexed" | "memory" | "calldata" | "storage" } [name]
/// type      = (elementary | struct name | ["tuple"] parameters) { "[" [number] "]" }
/// ```
///
/// A struct may be used before it stands there: where its name comes up, the parser goes to its
/// declaration and comes back.
final class AbiParser {
  private static final List<String> ITEMS =
      List.of("function", "event", "error", "constructor", "receive", "fallback", "struct");

  /// Words of Solidity that may stand behind a function and change nothing of its abi.
  private static final Set<String> IGNORED_MODIFIERS =
      Set.of("external", "public", "virtual", "override");

  private static final Set<String> LOCATIONS = Set.of("memory", "calldata", "storage");

  private static final Map<String, StateMutability> MUTABILITIES =
      Map.of(
          "pure", StateMutability.PURE,
          "view", StateMutability.VIEW,
          // What Solidity called view before version 0.5, and ethers still reads.
          "constant", StateMutability.VIEW,
          "nonpayable", StateMutability.NONPAYABLE,
          "payable", StateMutability.PAYABLE);

  private final List<Token> tokens;
  private final AbiRules rules;
  private final Map<String, Integer> structStarts = new LinkedHashMap<>();
  private final Map<String, AbiType.TupleType> structs = new LinkedHashMap<>();

  /// Structs whose fields are being read, outermost first.
  private final Set<String> openStructs = new LinkedHashSet<>();

  /// How deep the type being read stands in others.
  private int depth;

  private int at;

  private AbiParser(String text, AbiRules rules) {
    this.tokens = AbiLexer.split(text);
    this.rules = rules;
  }

  static Abi parse(String text, AbiRules rules) {
    return new AbiParser(text, rules).abi();
  }

  static AbiType parseType(String text) {
    AbiParser parser = new AbiParser(text, AbiRules.OPEN);
    AbiType type = parser.type();
    parser.requireEnd();
    return type;
  }

  static AbiParameters parseParameters(String text) {
    AbiParser parser = new AbiParser(text, AbiRules.OPEN);
    Token start = parser.peek();
    List<AbiParameter> parameters = new ArrayList<>();
    if (start.kind() != Kind.END) {
      do {
        parameters.add(parser.parameter());
      } while (parser.takeIf(","));
    }
    parser.requireEnd();
    return parser.sound(start, () -> AbiParameters.of(parameters));
  }

  private Abi abi() {
    findStructs();
    AbiItems items = new AbiItems();
    Map<String, Integer> lines = new HashMap<>();
    while (peek().kind() != Kind.END) {
      if (takeIf(";")) {
        continue;
      }
      Token start = peek();
      Optional<AbiItem> item = item();
      if (item.isEmpty()) {
        continue;
      }
      String key = AbiItems.key(item.get());
      Integer first = lines.putIfAbsent(key, start.line());
      if (first != null) {
        throw fault(start, key + " is declared twice; it also stands in line " + first);
      }
      sound(start, () -> items.add(item.get()));
    }
    return new Abi(items.all(), structs);
  }

  /// Notes where each struct stands, before anything refers to one.
  private void findStructs() {
    for (int index = 0; index < tokens.size(); index++) {
      if (!tokens.get(index).is("struct")) {
        continue;
      }
      // Whatever is wrong with the name is said when the struct is read.
      Token name = tokens.get(index + 1);
      if (name.kind() == Kind.WORD && structStarts.putIfAbsent(name.text(), index) != null) {
        Token first = tokens.get(structStarts.get(name.text()));
        throw fault(
            name,
            "struct "
                + name.words()
                + " is declared twice; it also stands in line "
                + first.line());
      }
    }
  }

  private Optional<AbiItem> item() {
    Token start = peek();
    if (at > 0 && start.line() == tokens.get(at - 1).line() && !tokens.get(at - 1).is(";")) {
      throw afterItem(start);
    }
    if (start.kind() != Kind.WORD || !ITEMS.contains(start.text())) {
      throw notAnItem(start);
    }
    at++;
    if (start.is("struct")) {
      struct(start);
      return Optional.empty();
    }
    return Optional.of(
        switch (start.text()) {
          case "function" -> function(start);
          case "event" -> event(start);
          case "error" -> error(start);
          case "constructor" -> constructor(start);
          case "receive" -> receive(start);
          case "fallback" -> fallback(start);
          default -> throw new IllegalStateException("no item begins with " + start.words());
        });
  }

  private AbiFunction function(Token start) {
    String name = itemName("function", "for the fallback write: fallback() external payable");
    AbiParameters inputs = parameters();
    StateMutability mutability = modifiers("function");
    AbiParameters outputs = AbiParameters.NONE;
    if (takeIf("returns")) {
      Token open = peek();
      outputs = parameters();
      if (outputs.isEmpty()) {
        throw fault(open, "returns () returns nothing: leave it out");
      }
    }
    return new AbiFunction(name, inputs, outputs, mutability, doc(start));
  }

  private AbiEvent event(Token start) {
    String name = itemName("event", "");
    List<AbiEvent.Input> inputs = eventInputs();
    boolean isAnonymous = takeIf("anonymous");
    String doc = doc(start);
    return sound(start, () -> new AbiEvent(name, inputs, isAnonymous, doc));
  }

  private AbiError error(Token start) {
    Token name = peek();
    String text = itemName("error", "");
    if (rules.isContract() && (text.equals("Error") || text.equals("Panic"))) {
      throw fault(name, "every contract has the error " + text + ": give this one another name");
    }
    return new AbiError(text, parameters(), doc(start));
  }

  private AbiConstructor constructor(Token start) {
    AbiParameters inputs = parameters();
    Token modifier = peek();
    StateMutability mutability = modifiers("constructor");
    if (mutability.isStatic()) {
      throw fault(modifier, "a constructor writes: it cannot be " + mutability.label());
    }
    return new AbiConstructor(inputs, mutability.isPayable(), doc(start));
  }

  private AbiReceive receive(Token start) {
    Token open = peek();
    if (!parameters().isEmpty()) {
      throw fault(open, "receive takes no parameters: write receive() external payable");
    }
    if (!modifiers("receive").isPayable()) {
      throw fault(start, "receive is there to take coins: write receive() external payable");
    }
    return new AbiReceive(doc(start));
  }

  /// `fallback()` and `fallback(bytes)` are the same outside: the data is whatever was sent.
  private AbiFallback fallback(Token start) {
    Token open = peek();
    AbiParameters inputs = parameters();
    StateMutability mutability = modifiers("fallback");
    if (mutability.isStatic()) {
      throw fault(start, "a fallback cannot be " + mutability.label());
    }
    AbiParameters outputs = takeIf("returns") ? parameters() : AbiParameters.NONE;
    if (!isNothingOrBytes(inputs) || !isNothingOrBytes(outputs)) {
      throw fault(
          open, "a fallback takes and returns bytes or nothing: write fallback(bytes) payable");
    }
    return new AbiFallback(mutability.isPayable(), doc(start));
  }

  private static boolean isNothingOrBytes(AbiParameters parameters) {
    return parameters.isEmpty()
        || (parameters.size() == 1 && parameters.type(0) instanceof AbiType.BytesType);
  }

  /// What stands in front of the item, and what follows it on its last line.
  private String doc(Token start) {
    if (peek().is(";")) {
      at++;
    }
    String trailing = peek().trailingDoc();
    String separator = start.doc().isEmpty() || trailing.isEmpty() ? "" : "\n";
    return start.doc() + separator + trailing;
  }

  private String itemName(String kind, String wayOutWhereMissing) {
    Token name = peek();
    if (name.is("(")) {
      throw fault(
          name,
          "this "
              + kind
              + " has no name"
              + (wayOutWhereMissing.isEmpty() ? "" : ": " + wayOutWhereMissing));
    }
    String text = name(kind);
    if (rules.isContract() && text.startsWith("_")) {
      throw fault(
          name,
          "a name that starts with _ is never reachable from outside: take "
              + name.words()
              + " out of the abi, or rename it");
    }
    return text;
  }

  private String name(String kind) {
    Token name = next();
    if (name.kind() != Kind.WORD) {
      throw fault(name, "expected the name of the " + kind + ", got " + name.words());
    }
    if (AbiNames.isReserved(name.text())) {
      throw fault(name, name.words() + " is a word of Solidity, choose another name");
    }
    return sound(
        name,
        () -> {
          AbiNames.requireIdentifier(name.text());
          return name.text();
        });
  }

  /// The words behind a declaration; most change nothing of its abi.
  private StateMutability modifiers(String kind) {
    Set<StateMutability> mutabilities = EnumSet.noneOf(StateMutability.class);
    while (peek().kind() == Kind.WORD) {
      Token word = peek();
      StateMutability mutability = MUTABILITIES.get(word.text());
      if (mutability != null) {
        mutabilities.add(mutability);
        if (mutabilities.size() > 1) {
          throw fault(word, "a " + kind + " cannot be " + labels(mutabilities));
        }
      } else if (word.is("private") || word.is("internal")) {
        throw fault(
            word, "a " + kind + " that is " + word.text() + " is not part of an abi: take it out");
      } else if (!IGNORED_MODIFIERS.contains(word.text())) {
        break;
      }
      at++;
    }
    return mutabilities.stream().findFirst().orElse(StateMutability.NONPAYABLE);
  }

  private static String labels(Set<StateMutability> mutabilities) {
    return String.join(" and ", mutabilities.stream().map(StateMutability::label).toList());
  }

  private AbiParameters parameters() {
    Token open = peek();
    List<AbiParameter> parameters = new ArrayList<>();
    take("(");
    if (!takeIf(")")) {
      do {
        parameters.add(parameter());
      } while (takeIf(","));
      takeEnd(")", open);
    }
    return sound(open, () -> AbiParameters.of(parameters));
  }

  private AbiParameter parameter() {
    AbiType type = type();
    takeLocations();
    if (peek().is("indexed")) {
      throw fault(peek(), "only the inputs of events can be indexed");
    }
    return parameter(type);
  }

  private AbiParameter parameter(AbiType type) {
    return new AbiParameter(peek().kind() == Kind.WORD ? name("parameter") : "", type);
  }

  private List<AbiEvent.Input> eventInputs() {
    Token open = peek();
    List<AbiEvent.Input> inputs = new ArrayList<>();
    take("(");
    if (takeIf(")")) {
      return inputs;
    }
    do {
      AbiType type = type();
      takeLocations();
      boolean isIndexed = takeIf("indexed");
      inputs.add(new AbiEvent.Input(parameter(type), isIndexed));
    } while (takeIf(","));
    takeEnd(")", open);
    return inputs;
  }

  /// Where Solidity keeps an argument is no matter of the abi.
  private void takeLocations() {
    while (peek().kind() == Kind.WORD && LOCATIONS.contains(peek().text())) {
      at++;
    }
  }

  private AbiType type() {
    Token start = peek();
    depth++;
    if (depth > AbiLimits.TYPE_DEPTH_MAX) {
      throw fault(
          start, "types stand more than " + AbiLimits.TYPE_DEPTH_MAX + " deep inside one another");
    }
    AbiType type = withoutSuffix(start);
    while (peek().is("[")) {
      type = array(type);
    }
    depth--;
    return type;
  }

  private AbiType withoutSuffix(Token start) {
    if (start.is("(")) {
      return tuple(start);
    }
    if (start.kind() != Kind.WORD) {
      throw fault(start, "expected a type, got " + start.words());
    }
    at++;
    if (start.is("tuple")) {
      if (!peek().is("(")) {
        throw fault(start, "a tuple names its fields: write tuple(address to, uint256 value)");
      }
      return tuple(start);
    }
    if (start.is("address") && peek().is("payable")) {
      at++;
    }
    Optional<AbiType> elementary = AbiNames.elementary(start.text());
    return elementary.isPresent() ? elementary.get() : namedStruct(start);
  }

  private AbiType tuple(Token start) {
    AbiParameters components = parameters();
    return sound(start, () -> AbiType.TupleType.of(components));
  }

  private AbiType array(AbiType element) {
    Token open = next();
    if (takeIf("]")) {
      return sound(open, () -> AbiType.ArrayType.of(element));
    }
    Token length = next();
    if (length.kind() != Kind.NUMBER) {
      throw fault(length, "expected the length of the array or ], got " + length.words());
    }
    takeEnd("]", open);
    return sound(length, () -> AbiType.ArrayType.of(element, AbiNames.arrayLength(length.text())));
  }

  private AbiType namedStruct(Token use) {
    AbiType.TupleType known = structs.get(use.text());
    if (known != null) {
      return known;
    }
    if (openStructs.contains(use.text())) {
      throw fault(
          use,
          "struct "
              + use.text()
              + " holds itself ("
              + String.join(" in ", openStructs)
              + "): an abi has no recursive types; pass an index instead");
    }
    Integer start = structStarts.get(use.text());
    if (start == null) {
      return inheritedStruct(use);
    }
    int back = at;
    at = start + 1;
    AbiType.TupleType read = struct(tokens.get(start));
    at = back;
    return read;
  }

  private AbiType inheritedStruct(Token use) {
    AbiType.TupleType inherited = rules.structs().get(use.text());
    if (inherited != null) {
      return inherited;
    }
    Set<String> names = new HashSet<>(structStarts.keySet());
    names.addAll(rules.structs().keySet());
    throw fault(use, AbiNames.unknownType(AbiLexer.excerpt(use.text()), names));
  }

  /// Reads from the name on; a struct read before is skipped by reading it again.
  private AbiType.TupleType struct(Token start) {
    String name = name("struct");
    openStructs.add(name);
    Token open = peek();
    take("{");
    List<AbiParameter> fields = new ArrayList<>();
    while (!peek().is("}")) {
      AbiParameter field = parameter();
      if (field.name().isEmpty()) {
        throw fault(peek(), "expected the name of the field, got " + peek().words());
      }
      fields.add(field);
      if (!takeIf(";")) {
        break;
      }
    }
    takeEnd("}", open);
    openStructs.remove(name);
    AbiType.TupleType struct =
        sound(start, () -> AbiType.TupleType.of(name, AbiParameters.of(fields)));
    structs.put(name, struct);
    return struct;
  }

  private AbiTextException notAnItem(Token start) {
    String expected = "expected " + String.join(", ", ITEMS) + "; got " + start.words();
    if (start.is("[") || start.is("{")) {
      return fault(start, expected + "; a JSON abi is read by Abi.fromJson");
    }
    return fault(
        start,
        expected
            + NearestWord.to(start.text(), ITEMS)
                .map(near -> ": did you mean " + near + "?")
                .orElse(""));
  }

  private AbiTextException afterItem(Token token) {
    if (token.is("return")) {
      return fault(token, "what a function gives stands after \"returns\"");
    }
    List<String> followers = new ArrayList<>(MUTABILITIES.keySet());
    followers.addAll(List.of("returns", "anonymous", "external", "public"));
    Optional<String> near =
        token.kind() == Kind.WORD && !ITEMS.contains(token.text())
            ? NearestWord.to(token.text(), followers)
            : Optional.empty();
    return fault(
        token,
        token.words()
            + " does not belong to the declaration before it: "
            + near.map(word -> "did you mean " + word + "?")
                .orElse("put a new line or ; between two declarations"));
  }

  private void requireEnd() {
    if (peek().kind() != Kind.END) {
      throw fault(peek(), "expected the end of the text, got " + peek().words());
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  private boolean takeIf(String mark) {
    if (peek().is(mark)) {
      at++;
      return true;
    }
    return false;
  }

  private void take(String mark) {
    Token token = next();
    if (!token.is(mark)) {
      throw fault(token, "expected " + mark + ", got " + token.words());
    }
  }

  private void takeEnd(String mark, Token open) {
    Token token = next();
    if (!token.is(mark)) {
      throw fault(
          token,
          "expected %s to close the %s of line %d, column %d; got %s"
              .formatted(mark, open.words(), open.line(), open.column(), token.words()));
    }
  }

  /// Makes something whose constructor may refuse; the refusal then names the place.
  private <T> T sound(Token place, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException refusal) {
      throw fault(place, String.valueOf(refusal.getMessage()));
    }
  }

  private static AbiTextException fault(Token place, String words) {
    return new AbiTextException(place.line(), place.column(), words);
  }
}
