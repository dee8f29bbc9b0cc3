package org.tallystick.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbiTextTest {
  private static final String POLL =
      """

          struct Tally { string label; uint256 votes; }
          struct Attendance { address voter; uint256 votes; uint64 daysVoted; }
          /// Open a ballot. Anyone may; the caller becomes its owner. maxPerDay 0 sets no limit.
          function open(string title, string[] labels, uint64 closesAt, uint64 maxPerDay) returns (uint256 id)
          /// Vote for option number "option" of ballot "id".
          function vote(uint256 id, uint256 option)
          function canVote(uint256 id, address voter) view returns (bool)
          function tally(uint256 id) view returns (Tally[])
          function winner(uint256 id) view returns (string label, uint256 votes)
          /// One row per voter, in the order of their first vote.
          function attendance(uint256 id, uint256 from, uint256 count) view returns (Attendance[])
          event Opened(uint256 indexed id, address indexed owner, string title)
          event Voted(uint256 indexed id, address indexed voter, uint256 option, uint64 day)
          error DailyLimitReached(address voter, uint64 maxPerDay, uint64 nextVoteAt)
          error BallotClosed(uint256 id)
      """;

  @Test
  void readsStructsByName() {
    Abi abi = Abi.parse(POLL);
    AbiFunction attendance = abi.functionsNamed("attendance").getFirst();
    assertEquals("attendance(uint256,uint256,uint256)", attendance.signature());
    assertEquals("((address,uint256,uint64)[])", attendance.outputs().canonicalName());
    assertEquals(
        "function attendance(uint256 id, uint256 from, uint256 count) view returns ((address voter,"
            + " uint256 votes, uint64 daysVoted)[])",
        attendance.human());
    assertEquals(List.of("Attendance", "Tally"), abi.structs().keySet().stream().sorted().toList());
  }

  @Test
  void keepsDocumentationWithTheDeclarationItPrecedes() {
    Abi abi = Abi.parse(POLL);
    assertEquals(
        "Vote for option number \"option\" of ballot \"id\".",
        abi.functionsNamed("vote").getFirst().doc());
    assertEquals("", abi.functionsNamed("canVote").getFirst().doc());
    assertEquals("", abi.eventsNamed("Opened").getFirst().doc());
  }

  @Test
  void readsDocumentationInEveryFormOfSolidity() {
    Abi abi =
        Abi.parse(
            """
            /// First line.
            ///   Second line.
            function a() /// At the end.
            // Not documentation.
            //// Nor this.
            /* Nor this. */
            function b(); /// Behind the mark.
            /** One. */
            function c()
            /**
             * Two
             * lines.
             */
            event D(uint256 /// inside
              a)
            /// Of nothing.
            """);
    assertEquals(
        List.of(
            "First line.\nSecond line.\nAt the end.", "Behind the mark.", "One.", "Two\nlines."),
        abi.items().stream().map(AbiItem::doc).toList());
  }

  @Test
  void readsAStructBeforeItStandsThere() {
    Abi abi =
        Abi.parse(
            """
            function f(Outer[2] x)
            struct Outer { Inner[] parts; bytes rest; }
            struct Inner { int24 at; }
            """);
    assertEquals("f(((int24)[],bytes)[2])", abi.functions().getFirst().signature());
  }

  @Test
  void readsTheStructsOfABaseClass() {
    Abi base = Abi.parse("struct Tally { string label; uint256 votes; }");
    Abi derived = Abi.parse("function f(Tally t)", AbiRules.CONTRACT.withStructsOf(base));
    assertEquals("f((string,uint256))", derived.functions().getFirst().signature());
  }

  @Test
  void readsTuplesWithAndWithoutTheWord() {
    Abi abi =
        Abi.parse(
            "function f(tuple(uint256 a, string b) x, (bool)[2][] y, tuple(tuple(int a) b)[] z)");
    assertEquals(
        "f((uint256,string),(bool)[2][],((int256))[])", abi.functions().getFirst().signature());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "function f(uint a, int b)                              | f(uint256,int256)",
        "function f(address payable a)                          | f(address)",
        "function f(bytes calldata a, string memory b) external | f(bytes,string)",
        "function f(uint256[ ] [ 3 ] storage x) public          | f(uint256[][3])",
        "function f ( ) external view virtual override          | f()",
        "function $f_1(bytes32)                                 | $f_1(bytes32)",
      })
  void readsTheWordsOfSolidity(String text, String signature) {
    assertEquals(signature, Abi.parse(text).functions().getFirst().signature());
  }

  @ParameterizedTest
  @CsvSource({
    "function f(), NONPAYABLE",
    "function f() nonpayable, NONPAYABLE",
    "function f() external payable, PAYABLE",
    "function f() view external, VIEW",
    "function f() constant returns (bool), VIEW",
    "function f() public pure returns (bool), PURE",
  })
  void readsWhatAFunctionMayDo(String text, StateMutability mutability) {
    assertEquals(mutability, Abi.parse(text).functions().getFirst().stateMutability());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receive() external payable",
        "receive() payable",
        "receive() payable external;",
      })
  void readsReceive(String text) {
    assertTrue(Abi.parse(text).receive().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fallback() external                                      | false",
        "fallback() external payable                              | true",
        "fallback(bytes) payable                                  | true",
        "fallback(bytes calldata x) payable returns (bytes memory) | true",
      })
  void readsFallback(String text, boolean isPayable) {
    assertEquals(isPayable, Abi.parse(text).fallback().orElseThrow().isPayable());
  }

  @Test
  void readsManyDeclarationsOnOneLineWhereAMarkDividesThem() {
    Abi abi = Abi.parse(";; function a(); event B(uint256 indexed x) anonymous;error C(); ;");
    assertEquals("function a()\nevent B(uint256 indexed x) anonymous\nerror C()\n", abi.human());
  }

  @Test
  void readsADeclarationOverManyLines() {
    Abi abi =
        Abi.parse(
            """
            function transfer(
              address to, // the receiver
              uint256 value
            )
              external
              returns (
                bool
              )
            function next()
            """);
    assertEquals(
        "function transfer(address to, uint256 value) returns (bool)\nfunction next()\n",
        abi.human());
  }

  @Test
  void readsNothingAsAnEmptyAbi() {
    assertEquals(Abi.EMPTY, Abi.parse(" \n // nothing here\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "function f(unit256 a) | 1:12 | unknown type \"unit256\": did you mean uint256?",
        "function f(uint7 a) | 1:12 | unknown type \"uint7\": integers have 8, 16, … 256 bits",
        "function f(bytes33 a) | 1:12 | unknown type \"bytes33\": there are bytes1 to bytes32, and"
            + " bytes of any length",
        "function f(byte a) | 1:12 | unknown type \"byte\": write bytes1",
        "function f(bigint a) | 1:12 | unknown type \"bigint\": write uint256, or another size from"
            + " uint8 on",
        "function f(fixed128x18 a) | 1:12 | unknown type \"fixed128x18\": amounts are whole"
            + " smallest units: write int256",
        "function f(mapping(address => bool) a) | 1:28 | \"=\" has no meaning here; an abi has no"
            + " mappings and no values",
        "function f(Talley[] a); struct Tally { bool x; } | 1:12 | unknown type \"Talley\": did you"
            + " mean Tally?",
        "function f(Something a) | 1:12 | unknown type \"Something\": declare it with \"struct"
            + " Something { … }\", or name an elementary type",
        "function (uint256 a) | 1:10 | this function has no name: for the fallback write:"
            + " fallback() external payable",
        "event (uint256 a) | 1:7 | this event has no name",
        "function f | 1:11 | expected (, got the end of the text",
        "function f(uint256 a | 1:21 | expected ) to close the \"(\" of line 1, column 11; got the"
            + " end of the text",
        "function f(uint256,) | 1:20 | expected a type, got \")\"",
        "function f(uint256 view) | 1:20 | \"view\" is a word of Solidity, choose another name",
        "function f(uint256 a b) | 1:22 | expected ) to close the \"(\" of line 1, column 11; got"
            + " \"b\"",
        "function f(uint256 a, bool a) | 1:11 | the name \"a\" is there twice: give one another"
            + " name",
        "function f(uint256 indexed a) | 1:20 | only the inputs of events can be indexed",
        "function f() view payable | 1:19 | a function cannot be view and payable",
        "function f() private | 1:14 | a function that is private is not part of an abi: take it"
            + " out",
        "function f() view retuns (bool) | 1:19 | \"retuns\" does not belong to the declaration"
            + " before it: did you mean returns?",
        "function f() return (bool) | 1:14 | what a function gives stands after \"returns\"",
        "function f() returns () | 1:22 | returns () returns nothing: leave it out",
        "function f() function g() | 1:14 | \"function\" does not belong to the declaration before"
            + " it: put a new line or ; between two declarations",
        "functoin f() | 1:1 | expected function, event, error, constructor, receive, fallback,"
            + " struct; got \"functoin\": did you mean function?",
        "[{}] | 1:1 | expected function, event, error, constructor, receive, fallback, struct; got"
            + " \"[\"; a JSON abi is read by Abi.fromJson",
        "function f(uint256[0] a) | 1:20 | an array of fixed length has at least 1 element, got 0",
        "function f(uint256[03] a) | 1:20 | \"03\" is no length of an array: write [3] or []",
        "function f(uint256[n] a) | 1:20 | expected the length of the array or ], got \"n\"",
        "function f(uint256[3x] a) | 1:20 | \"3x\" is neither a number nor a name",
        "function f(uint256[99999999999] a) | 1:20 | a type of fixed size takes at most 1,048,576"
            + " bytes, this one takes 31,999,999,968",
        "function f(tuple a) | 1:12 | a tuple names its fields: write tuple(address to, uint256"
            + " value)",
        "function f(tuple() a) | 1:12 | a struct has at least one field, the tuple has none",
        "struct S { } | 1:1 | a struct has at least one field, S has none",
        "struct S { uint256 } | 1:20 | expected the name of the field, got \"}\"",
        "struct S { uint256 a | 1:21 | expected } to close the \"{\" of line 1, column 10; got the"
            + " end of the text",
        "struct uint256 { bool a; } | 1:8 | \"uint256\" is a word of Solidity, choose another name",
        "struct S { S[] s; } | 1:12 | struct S holds itself (S): an abi has no recursive types;"
            + " pass an index instead",
        "struct A { B b; } struct B { A a; } | 1:30 | struct A holds itself (A in B): an abi has no"
            + " recursive types; pass an index instead",
        "struct S { bool a; } struct S { bool a; } | 1:29 | struct \"S\" is declared twice; it also"
            + " stands in line 1",
        "event E(uint8 indexed a, uint8 indexed b, uint8 indexed c, uint8 indexed d) | 1:1 | an"
            + " event has at most 3 indexed inputs, this one has 4",
        "receive() external | 1:1 | receive is there to take coins: write receive() external"
            + " payable",
        "receive(uint256 a) payable | 1:8 | receive takes no parameters: write receive() external"
            + " payable",
        "fallback(uint256 a) | 1:9 | a fallback takes and returns bytes or nothing: write"
            + " fallback(bytes) payable",
        "constructor() view | 1:15 | a constructor writes: it cannot be view",
        "function f(IERC20.Thing a) | 1:18 | \".\" has no meaning here; name a type without the"
            + " contract it comes from",
        "/* open | 1:1 | this comment is never closed: write */ at its end",
        "function collate_propagate_storage(bytes16 x); function burn(uint256 a) | 1:48 |"
            + " burn(uint256) has the selector of collate_propagate_storage(bytes16), 0x42966c68:"
            + " rename one",
      })
  void saysWhatIsWrongWhereAndTheWayOut(String text, String place, String fault) {
    AbiTextException refusal = assertThrows(AbiTextException.class, () -> Abi.parse(text));
    assertEquals(fault, refusal.fault());
    assertEquals(place, refusal.line() + ":" + refusal.column());
  }

  @Test
  void namesBothPlacesOfADeclarationMadeTwice() {
    AbiTextException refusal =
        assertThrows(
            AbiTextException.class,
            () -> Abi.parse("function f(uint a)\nevent E()\n  function f(uint256 b) view"));
    assertEquals(
        "line 3, column 3: function f(uint256) is declared twice; it also stands in line 1",
        refusal.words());
  }

  @Test
  void refusesInAContractWhatNobodyCouldCall() {
    assertContractFault(
        "function _move(address to)", "a name that starts with _ is never reachable");
    assertContractFault("event _Moved()", "a name that starts with _ is never reachable");
    assertContractFault("error _Bad()", "a name that starts with _ is never reachable");
    assertContractFault("error Error(string why)", "every contract has the error Error");
    assertContractFault("error Panic()", "every contract has the error Panic");
    assertEquals(1, Abi.parse("function _move(address _to)").functions().size());
    assertEquals(1, Abi.parse("function move(address _to)", AbiRules.CONTRACT).functions().size());
  }

  private static void assertContractFault(String text, String beginning) {
    AbiTextException refusal =
        assertThrows(AbiTextException.class, () -> Abi.parse(text, AbiRules.CONTRACT));
    assertTrue(refusal.fault().startsWith(beginning), refusal.fault());
  }

  @Test
  void refusesAHundredThousandParenthesesWithoutRunningOutOfStack() {
    assertRefusedQuickly("function f(" + "(".repeat(100_000));
    assertRefusedQuickly("function f(" + "tuple(".repeat(40_000));
    assertRefusedQuickly("function f(uint256" + "[]".repeat(100_000) + " a)");
    assertRefusedQuickly("function f" + "()".repeat(100_000));
    assertRefusedQuickly("struct S {".repeat(20_000));
    assertRefusedQuickly("/*".repeat(100_000));
  }

  @Test
  void refusesAChainOfStructsThatGrowsWithoutEnd() {
    // Each struct holds the next one twice: written out, the first has 2^30 fields.
    StringBuilder text = new StringBuilder("struct S30 { bool a; }\n");
    for (int at = 29; at >= 0; at--) {
      text.append("struct S%d { S%d a; S%d b; }\n".formatted(at, at + 1, at + 1));
    }
    assertRefusedQuickly(text + "function f(S0 x)");
  }

  @Test
  void refusesAChainOfStructsThatIsTooDeep() {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < 5_000; at++) {
      text.append("struct S%d { S%d a; }\n".formatted(at, at + 1));
    }
    assertRefusedQuickly(text + "struct S5000 { bool a; }");
  }

  @Test
  void refusesTooManyDeclarationsAndTooManyTypesInAll() {
    StringBuilder many = new StringBuilder();
    for (int at = 0; at <= AbiLimits.ITEMS_MAX; at++) {
      many.append("error E").append(at).append("()\n");
    }
    assertRefusedQuickly(many.toString());
    StringBuilder wide = new StringBuilder("struct S { ");
    for (int at = 0; at < 1_000; at++) {
      wide.append("bool f").append(at).append("; ");
    }
    wide.append("}\n");
    for (int at = 0; at < 20; at++) {
      wide.append("error E").append(at).append("(S s)\n");
    }
    assertRefusedQuickly(wide.toString());
  }

  @Test
  void refusesTextsAndNamesThatAreTooLong() {
    assertRefusedQuickly(" ".repeat(AbiLimits.TEXT_LENGTH_MAX + 1));
    assertRefusedQuickly("error " + "a".repeat(AbiLimits.NAME_LENGTH_MAX + 1) + "()");
    assertRefusedQuickly("error E(" + "x".repeat(200_000) + " a)");
    assertEquals(
        1, Abi.parse("error " + "a".repeat(AbiLimits.NAME_LENGTH_MAX) + "()").errors().size());
  }

  private static void assertRefusedQuickly(String text) {
    // Of this thread alone: what else the machine has to do does not count.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long startNanos = threads.getCurrentThreadCpuTime();
    AbiTextException refusal = assertThrows(AbiTextException.class, () -> Abi.parse(text));
    long millis = (threads.getCurrentThreadCpuTime() - startNanos) / 1_000_000;
    assertTrue(refusal.words().length() < 400, refusal.words());
    assertTrue(millis < 2_000, "took " + millis + " ms: " + refusal.words());
  }
}
