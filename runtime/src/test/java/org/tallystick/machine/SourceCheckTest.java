package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.machine.ClassShape.AbiText;
import org.tallystick.machine.ClassShape.Base;
import org.tallystick.machine.ClassShape.Method;
import org.tallystick.machine.ClassShape.Method.Kind;
import org.tallystick.machine.ClassShape.StateField;

class SourceCheckTest {
  private static final String FORGOTTEN =
      "module variables are forgotten after each call. Put it in static state.";

  @SuppressWarnings("NullAway.Init")
  private static EngineForTests engine;

  @BeforeAll
  static void start() {
    engine = new EngineForTests();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static CheckedSource passed(String text) {
    return switch (engine.check("coin.js", text)) {
      case SourceCheck.Result.Passed(CheckedSource source, var tree) -> source;
      case SourceCheck.Result.Refused(List<Violation> violations) ->
          fail("refused: " + violations + "\n" + text);
    };
  }

  private static List<String> refused(String text) {
    return assertInstanceOf(SourceCheck.Result.Refused.class, engine.check("coin.js", text), text)
        .violations()
        .stream()
        .map(Violation::toString)
        .toList();
  }

  // ---- Banned names
  // ------------------------------------------------------------------------------

  @Test
  void aViolationNamesFileLineAndColumn() {
    assertEquals(
        List.of(
            "coin.js:3:10 Date differs between nodes. Use block.timestamp (seconds, BigInt).",
            "coin.js:4:10 Date differs between nodes. Use block.timestamp (seconds, BigInt)."),
        refused(
            """
            import { msg } from 'tally';
            export function f() {
              return Date.now() +
                 new Date();
            }
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          Date.now()                      | Date differs between nodes. Use block.timestamp (seconds, BigInt).
          typeof Date                     | Date differs between nodes. Use block.timestamp (seconds, BigInt).
          globalThis.Date                 | Date differs between nodes. Use block.timestamp (seconds, BigInt).
          ({ Date })                      | Date differs between nodes. Use block.timestamp (seconds, BigInt).
          Math.random()                   | Random numbers differ between nodes. Let people commit to a number and reveal it later.
          Math['random']()                | Random numbers differ between nodes. Let people commit to a number and reveal it later.
          Math.sin(1)                     | Math.sin is not bit-identical on all machines. Whole numbers: use BigInt.
          Math.pow(2, 3)                  | Math.pow is not bit-identical on all machines. Whole numbers: use BigInt.
          Promise.resolve(1)              | Promise: contracts finish inside one transaction; call others directly, without await.
          setTimeout(f, 1)                | setTimeout: contracts finish inside one transaction; call others directly, without await.
          (async () => 1)()               | async: contracts finish inside one transaction; call others directly, without await.
          import('x')                     | import(): contracts finish inside one transaction; call others directly, without await.
          eval('1')                       | eval: code made at run time cannot be checked or metered.
          new Function('return 1')        | Function: code made at run time cannot be checked or metered.
          new WeakRef({})                 | WeakRef depends on the machine it runs on. Not available.
          new FinalizationRegistry(f)     | FinalizationRegistry depends on the machine it runs on. Not available.
          new SharedArrayBuffer(1)        | SharedArrayBuffer depends on the machine it runs on. Use ArrayBuffer.
          Atomics.add                     | Atomics depends on the machine it runs on. Not available.
          new Intl.NumberFormat()         | Intl depends on the machine it runs on. Format in the user interface.
          (1).toLocaleString()            | toLocaleString depends on the machine it runs on. Use toString().
          'a'.localeCompare('b')          | localeCompare depends on the machine it runs on. Use < and >.
          new Proxy({}, {})               | Proxy depends on the machine it runs on. Use a class with methods.
          new Float64Array(1)             | Float64Array depends on the machine it runs on. Use BigInt64Array.
          Object.setPrototypeOf({}, null) | Object.setPrototypeOf is not available: prototypes are fixed. Use class … extends.
          Reflect.setPrototypeOf({}, {})  | Reflect.setPrototypeOf is not available: prototypes are fixed. Use class … extends.
          Reflect.construct(f, [])        | Reflect.construct is not available: prototypes are fixed. Use class … extends.
          ({}).__proto__                  | __proto__ is not available: prototypes are fixed. Use class … extends.
          ({ __proto__: f })              | __proto__ is not available: prototypes are fixed. Use class … extends.
          (class { constructor() { return {}; } }) | a constructor returns no value: the object is made already
          import.meta.url                 | import.meta depends on the machine it runs on. Not available.
          """)
  void refusesWhatNoContractMayUse(String expression, String message) {
    List<String> violations = refused("export function f() {\nreturn " + expression + "; }");
    assertEquals(1, violations.size(), violations::toString);
    String violation = violations.getFirst();
    assertEquals(message, violation.substring(violation.indexOf(' ') + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import { Proxy } from './proxy.js'; export const f = () => new Proxy(1);",
        "function Proxy() {} export const f = () => new Proxy();",
        "export function f(Date) { return Date + 1; }",
        "export const f = ({ Date }, [eval_], ...Promise) => [Date, Promise];",
        "export function f() { const Promise = 1; { return () => Promise; } }",
        "export function f() { try { g(); } catch (Date) { return Date; } } function g() {}",
        "export class Date {} export const f = () => new Date();",
        "export const f = function Date() { return Date; };",
        "export function f(o) { return o.Date + o.eval + { Date: 1 }.Date; }",
        "export function f() { for (const Date of [1]) g(Date); } function g() {}",
        "export class A { Date() { return this.Date(); } static eval = 1; }",
        "export function f() { return Math.floor(Math.sqrt(2)) + Object.keys({}).length; }",
        "export function f() { console.log(JSON.stringify({})); for (const k in {}) f(k); }",
        "export function* f() { yield 1; }",
        "export function f() { a: for (;;) { break a; } }",
      })
  void leavesTheAuthorsOwnNamesAlone(String text) {
    passed(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          require(true)                   | 2:1 require is not imported: add it to the import from 'tally'
          msg.sender                      | 2:1 msg is not imported: add it to the import from 'tally'
          fetch('http://a')               | 2:1 fetch is not defined
          process.env                     | 2:1 process is not defined
          window                          | 2:1 window is not defined
          Objct.keys({})                  | 2:1 Objct is not defined: did you mean Object?
          unit256                         | 2:1 unit256 is not defined: did you mean uint256?
          missing = 1                     | 2:1 missing is not defined
          ++missing                       | 2:3 missing is not defined
          ({ missing })                   | 2:4 missing is not defined
          ({ [missing]: 1 })              | 2:5 missing is not defined
          ({ a: missing } = {})           | 2:7 missing is not defined
          ([missing] = [])                | 2:3 missing is not defined
          ((a = missing) => a)()          | 2:7 missing is not defined
          ((a = local) => { let local; })()| 2:7 local is not defined
          `${missing}`                    | 2:4 missing is not defined
          missing`a`                      | 2:1 missing is not defined
          [...missing]                    | 2:5 missing is not defined
          new Missing()                   | 2:5 Missing is not defined
          class extends Missing {}        | 2:15 Missing is not defined
          class { static a = missing; }   | 2:20 missing is not defined
          class { #a = missing; }         | 2:14 missing is not defined
          typeof missing.a                | 2:8 missing is not defined
          missing + missing               | 2:1 missing is not defined
          """)
  void refusesNamesThatNothingDeclares(String expression, String message) {
    assertEquals(
        List.of("coin.js:" + message),
        refused("export function f() { return [\n" + expression + "]; }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export function f() { { let inner = 1; g(inner); } return inner; } const g = () => 1;",
        "export function f() { try { f(); } catch (inner) { f(inner); } return inner; }",
        "export function f() { for (const inner of []) f(inner); return inner; }",
        "export function f() { const g = function inner() {}; g(); return inner; }",
        "export function f() { const G = class inner {}; f(G); return inner; }",
        "export function f() { const g = (inner) => inner; return g(inner); }",
        "export function f() { inner: for (;;) { break inner; } return inner; }",
        "export class A { inner() { return inner; } }",
      })
  void aNameEndsWithItsScope(String text) {
    assertEquals(
        List.of("inner is not defined"),
        refused(text).stream().map(SourceCheckTest::message).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export const f = () => typeof missing === 'undefined' && typeof (missing) && undefined;",
        "export function f() { return g() + later + new Late().a; } function g() { return 1; }"
            + " const later = 1; class Late { a = NaN; }",
        "export function f() { return arguments.length + (() => arguments[0])(); }",
        "export function f(a, b = a, { c = b, ...d } = {}, [e, ...g] = []) {"
            + " return [a, b, c, d, e, g]; }",
        "export function f() { var a = b; { var b = 1; function c() {} } switch (1) { case 1:"
            + " let d; default: d = 2; } return [a, b]; }",
        "export function f() { let a, b; [a, b] = [b, a]; ({ a, c: b } = { a, c: b }); }",
        "class A { m() { return super.m + this.b + new.target; } #p; has(o) { return #p in o; } }"
            + " export { A };",
        "export default function f() { return f; }",
        "export default class A { a() { return A; } }",
        "export default class { a() { return 1; } }",
        "export default () => 1;",
        "import { a } from './a.js'; import b, * as c from './b.js'; export const f = () => [a, b,"
            + " c]; export { d as e } from './d.js'; export * from './e.js';",
        "import * as t from 'tally'; export const f = () => t.msg.sender;",
        "export function f() { try { f(); } catch ({ message: m = 'none' }) { return m; } }",
        "export function* f() { const g = yield* f(); a: for (const k in g) { if (k) continue a; }"
            + " }",
      })
  void findsEveryNameThatIsDeclared(String text) {
    passed(text);
  }

  @Test
  void aKindThatIsNotImportedIsSaidOnce() {
    assertEquals(
        List.of("coin.js:3:27 list is not imported: add it to the import from 'tally'"),
        refused(
            """
            import { Contract, uint256 } from 'tally';
            export default class extends Contract {
              static state = { items: list(uint256), more: list(uint256) };
            }
            """));
  }

  @Test
  void howManyNamesAreMissingDoesNotMatterForTheTimeItTakes() {
    String many =
        IntStream.range(0, 9_000).mapToObj(at -> "u" + at + "x").collect(Collectors.joining(","));
    assertEquals(100, refused("export const f = () => [" + many + "];").size());
    assertEquals(100, refused("import { " + many + " } from 'tally';").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          import { Contract, unit256 } from 'tally';        | 1:20 'tally' exports no unit256: did you mean uint256?
          import { Contract, unit256 as u } from 'tally';   | 1:20 'tally' exports no unit256: did you mean uint256?
          import { fetch } from 'tally';                    | 1:10 'tally' exports no fetch
          import tally from 'tally';                        | 1:8 'tally' has no default export: name what you import, as in import { Contract } from 'tally'
          import { default as tally } from 'tally';         | 1:10 'tally' has no default export: name what you import, as in import { Contract } from 'tally'
          export { unit256 } from 'tally';                  | 1:10 'tally' exports no unit256: did you mean uint256?
          export { self, unit256 as u } from 'tally';       | 1:16 'tally' exports no unit256: did you mean uint256?
          """)
  void refusesWhatTallyDoesNotExport(String statement, String message) {
    assertEquals(List.of("coin.js:" + message), refused(statement));
  }

  @Test
  void refusesWaitingAtModuleLevel() {
    assertEquals(
        List.of(
            "coin.js:1:18 await: contracts finish inside one transaction; call others directly,"
                + " without await."),
        refused("export const a = await 1;").stream()
            .filter(line -> line.contains("await"))
            .toList());
  }

  @Test
  void aSyntaxErrorIsOneLineWithItsPlace() {
    assertEquals(
        List.of("coin.js:2:13 syntax error: Expected ; but found found"),
        refused("const a = 1;\nconst b = a found;\n"));
  }

  // ---- Module level
  // ------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1n",
        "'text'",
        "`text`",
        "true",
        "null",
        "undefined",
        "-1n",
        "10n ** 18n",
        "DAY * 7n + 1n",
        "DAY > 5n ? 'a' : 'b'",
        "!DAY || DAY",
        "typeof DAY",
        "`${DAY} seconds`",
        "() => 1",
        "function () { return 1; }",
        "function* () { yield 1; }",
        "class { m() { return 1; } }",
        "[1, 2, [3, { a: 4 }]]",
        "{ a: 1, b() { return 2; }, get c() { return 3; }, [`d${1}`]: 4, ...TABLE }",
        "[...TABLE, 5]",
        "Object.freeze({ a: Object.freeze([1, 2]) })",
        "Symbol('s')",
        "BigInt(5)",
        "TABLE[0]",
        "TABLE.length",
        "TABLE",
        "coin('1.5')",
        "c('1.5')",
        "hex('0x00')",
        "bytes('abc')",
        "t.keccak256('MINTER')",
        "contract(`function f()`)",
        "struct({ owner: address, votes: uint256 })",
        "mapping(address, list(uint256))",
        "ZERO_ADDRESS",
        "Number.MAX_SAFE_INTEGER",
        "(1, 2)",
      })
  void allowsModuleConstants(String initialiser) {
    passed(
        """
        import { coin, coin as c, hex, bytes, contract, struct, mapping, list } from 'tally';
        import { address, uint256, ZERO_ADDRESS } from 'tally';
        import * as t from 'tally';
        const DAY = 86_400n;
        const TABLE = [1, 2, 3];
        export const it = %s;
        """
            .formatted(initialiser));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          new Map()                  | 1:64 what `new` makes can change, and is forgotten after each call. Put it in static state, or make it inside a function.
          { a: [new Set()] }         | 1:70 what `new` makes can change, and is forgotten after each call. Put it in static state, or make it inside a function.
          /a/                        | 1:64 a regular expression remembers lastIndex from call to call. Write it inside the function that uses it.
          (() => { let c = 0; return () => c++; })() | 1:64 at module level only contract, coin, hex, bytes and the like are called: a call could keep something between calls. Put it in a function.
          f()                        | 1:64 at module level only contract, coin, hex, bytes and the like are called: a call could keep something between calls. Put it in a function.
          block.number               | 1:64 block changes from call to call. Read it inside a function.
          self                       | 1:64 self changes from call to call. Read it inside a function.
          { me: self }               | 1:70 self changes from call to call. Read it inside a function.
          f`x`                       | 1:64 at module level only contract, coin, hex, bytes and the like are called: a call could keep something between calls. Put it in a function.
          f.x = 1                    | 1:64 module variables are forgotten after each call. Put it in static state.
          """)
  void refusesOtherModuleConstants(String initialiser, String message) {
    assertEquals(
        List.of("coin.js:" + message),
        refused(
            "import { block, self } from 'tally'; function f() {} const a = " + initialiser + ";"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let a = 1;",
        "var a = 1;",
        "let a;",
        "export let a = 1;",
        "export var a;",
        "let { a } = { a: 1 };"
      })
  void refusesModuleVariables(String text) {
    assertEquals(FORGOTTEN, message(refused(text).getFirst()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f = 1",
        "f += 1",
        "f ??= 1",
        "f++",
        "--f",
        "[f] = [1]",
        "[, ...f] = [1]",
        "({ a: f } = {})",
        "({ f } = {})",
        "({ a: [{ f = 2 }] } = {})",
        "({ ...f } = {})",
        "for (f of [1]) ;",
        "for ([f] of [[1]]) ;",
        "for (f in {}) ;",
        "C = 1",
        "(() => { f = 1; })()",
      })
  void refusesToAssignToNamesOfTheModule(String statement) {
    String text = "function f() {} class C {} export function g() { %s }".formatted(statement);
    List<String> messages = refused(text).stream().map(SourceCheckTest::message).toList();
    assertEquals(
        List.of((statement.startsWith("C") ? "C" : "f") + " belongs to the module: " + FORGOTTEN),
        messages);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let f; f = 1;",
        "const o = {}; o.f = 1; o[f] = 2; [o.f] = [1];",
        "for (let f of [1]) f = 2;",
        "for (const { f } of []) ;",
        "var f = 1; f++;",
        "(f => { f = 2; })(1);",
        "try { g(); } catch (f) { f = 1; }",
        "const { a: f = 1 } = {}; let [b] = [f]; b = 2;",
      })
  void namesInsideFunctionsAreAssigned(String statements) {
    passed("function f() {} export function g() { %s }".formatted(statements));
  }

  private static String message(String violation) {
    return violation.substring(violation.indexOf(' ') + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f(); function f() {}",
        "if (true) { }",
        "for (;;) { }",
        "1;",
        "{ }",
        "try { } catch { }",
        "throw 1;",
        "label: { }",
        "switch (1) { }"
      })
  void refusesStatementsAtModuleLevel(String text) {
    assertEquals(
        List.of(
            "only imports, functions, classes and constants stand at module level. Put it in a"
                + " function."),
        refused(text).stream().map(SourceCheckTest::message).toList());
  }

  @Test
  void listsImportsAndExports() {
    CheckedSource source =
        passed(
            """
            import { msg } from 'tally';
            import Coin, { helper as h } from './coin.js';
            import * as all from "../all.js";
            import './coin.js';
            export { x as y } from './other.js';
            export * from './star.js';
            export * as ns from './ns.js';
            export const a = 1, b = 2;
            export function f() { return [msg, Coin, h, all]; }
            export class C {}
            const inner = 1;
            export { inner as outer };
            export default () => 1;
            """);
    assertEquals(
        List.of("tally", "./coin.js", "../all.js", "./other.js", "./star.js", "./ns.js"),
        source.importSpecifiers());
    assertEquals(
        List.of("C", "a", "b", "default", "f", "ns", "outer", "y"),
        source.exports().stream().sorted().toList());
  }

  // ---- Classes
  // -----------------------------------------------------------------------------------

  @Test
  void readsAContractClass() {
    CheckedSource source =
        passed(
            """
            import { Contract, uint256, mapping, address } from 'tally';

            export default class Counter extends Contract {
              static abi = `
                function increment()
              `;
              static state = { count: uint256,
                'of': mapping(address, uint256) };
              static reentrant = true;
              increment() { this.count += 1n; }
              get double() { return this.count * 2n; }
              #own() { return 1; }
              static make() { return 2; }
            }
            """);
    ClassShape shape = source.classes().getFirst();
    assertEquals("Counter", shape.name());
    assertEquals(true, shape.isContract());
    assertEquals(3, shape.line());
    assertEquals(16, shape.column());
    assertEquals(Optional.of(new Base("Contract", Optional.of("tally"))), shape.base());
    assertEquals(Optional.of(new AbiText("\n    function increment()\n  ", 4, 17)), shape.abi());
    assertEquals(
        List.of(new StateField("count", 7, 20), new StateField("of", 8, 5)), shape.stateFields());
    assertEquals(
        List.of(
            new Method("increment", Kind.METHOD, false, 10, 3),
            new Method("double", Kind.GETTER, false, 11, 3),
            new Method("make", Kind.METHOD, true, 13, 10)),
        shape.methods());
  }

  @Test
  void readsContractWith() {
    CheckedSource source =
        passed(
            """
            import { Contract, uint256 } from 'tally';
            export default class extends Contract.with({
              abi: 'function f()', state: { a: uint256 } }) { f() {} }
            """);
    ClassShape shape = source.classes().getFirst();
    assertEquals("default", shape.name());
    assertEquals(Optional.of(new AbiText("function f()", 3, 9)), shape.abi());
    assertEquals(List.of(new StateField("a", 3, 33)), shape.stateFields());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import { ERC20 } from 'tally/token'; export class C extends ERC20 {}",
        "import * as token from 'tally/token'; export class C extends token.ERC20 {}",
        "export class C { static abi = ''; }",
        "export class C { static state = {}; }",
        "import { Contract } from 'tally'; class A extends Contract {} export class C extends A {}",
        "import { Contract } from 'tally'; const A = class extends Contract {}; class C extends A"
            + " {}",
      })
  void knowsAContractBySight(String text) {
    assertEquals(true, passed(text).classes().getLast().isContract());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export class C {}",
        "import { A } from './a.js'; export class C extends A { a = 1; constructor() { super(); }"
            + " }",
        "export class C extends Map { #x = 1; y; constructor() { super(); this.y = 2; } }",
        "class A { a = 1; static b = [1]; static #m() {} } export class C extends A { ['x'] = 1; }",
        "export class C extends Error { name = 'C'; }",
      })
  void otherClassesMayHaveFieldsAndConstructors(String text) {
    assertEquals(false, passed(text).classes().getLast().isContract());
  }

  @Test
  void keepsWhatCountsOnceAnotherFileShowsAContract() {
    ClassShape shape =
        passed("import { A } from './a.js';\nexport class C extends A { balances = 1; }")
            .classes()
            .getFirst();
    assertEquals(
        List.of(
            "coin.js:2:28 class fields run on every call and are not stored; declare `balances` in"
                + " static state"),
        shape.ifContract().stream().map(Violation::toString).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          balances = new Map();             | 2:1 class fields run on every call and are not stored; declare `balances` in static state
          #secret;                          | 2:1 class fields run on every call and are not stored; declare `#secret` in static state
          constructor() { super(); }        | 2:1 a contract has no constructor. Use init(…), which runs once, at deploy.
          static #cache = 1;                | 2:8 static private fields are forgotten after each call. Use static state.
          static { this.x = 1; }            | 2:1 static blocks run once and keep what they do. Use static state or init(…).
          static cache = new Map();         | 2:16 what `new` makes can change, and is forgotten after each call. Put it in static state, or make it inside a function.
          static abi = `a${1}`;             | 2:14 static abi is a text, without ${…} in it
          static abi = ABI;                 | 2:14 static abi is a text, without ${…} in it
          static abi = ''; static abi = ''; | 2:25 abi is declared twice, first at 2:8
          static abi;                       | 2:8 static abi is a text, without ${…} in it
          static abi() {}                   | 2:8 static abi is a value, not a function
          static get state() { return 1; }  | 2:8 static state is a value, not a function
          static state = STATE;             | 2:16 static state is an object such as { count: uint256 }
          static state = { a: u, a: u };    | 2:24 the field a is declared twice, first at 2:18
          static state = { a: u, 'a': u };  | 2:24 the field a is declared twice, first at 2:18
          static state = { ...STATE };      | 2:18 a field of static state is written name: kind, as in count: uint256
          static state = { ['a']: u };      | 2:18 a field of static state is written name: kind, as in count: uint256
          static state = { a() {} };        | 2:18 a field of static state is written name: kind, as in count: uint256
          static state = { a: new Map() };  | 2:21 what `new` makes can change, and is forgotten after each call. Put it in static state, or make it inside a function.
          static reentrant = 1;             | 2:8 static reentrant is true or false
          static [f()] = 1;                 | 2:9 at module level only contract, coin, hex, bytes and the like are called: a call could keep something between calls. Put it in a function.
          """)
  void refusesInAContract(String member, String message) {
    assertEquals(
        List.of("coin.js:" + message),
        refused(
            "import { Contract, uint256 as u } from 'tally'; const ABI = '', STATE = {}; function"
                + " f() {} export class C extends Contract {\n"
                + member
                + "\n}"));
  }

  @Test
  void refusesABaseThatIsMadeByACall() {
    assertEquals(
        List.of("coin.js:1:64 extends names a class, or is Contract.with({ abi, state })"),
        refused(
            "const mixin = (Base) => class extends Base {}; class C ext ends"
                .replace("ext ends", "extends mixin(Object) {}")));
  }
}
