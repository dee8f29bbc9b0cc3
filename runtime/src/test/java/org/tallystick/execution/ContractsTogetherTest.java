package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiCodec;
import org.tallystick.abi.AbiError;
import org.tallystick.abi.AbiEvent;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.contract.ContractAddress;
import org.tallystick.contract.CreationData;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.gas.HaltReason;

/// Contracts that call, pay, read and deploy one another, in real transactions. Most tests deploy a
/// caller with a body of their own, which is given the address of [#TILL] and says what it saw.
class ContractsTogetherTest {
  private static final Address STRANGER =
      Address.fromHex("0x0000000000000000000000000000000000000123");

  private static final String TILL =
      """
      import { Contract, assert, gasLeft, msg, require, uint256 } from 'tally';
      export default class Till extends Contract {
        static abi = `
          constructor() payable
          function n() view returns (uint256)
          function pay() payable returns (uint256)
          function note(uint256 n)
          function noteThenRefuse(uint256 n) payable
          function peekAndWrite() view returns (uint256)
          function gas() view returns (uint256)
          function who() view returns (address, uint256)
          function forever()
          function fail(uint256 how)
          event Noted(uint256 n)
          error TooMuch(uint256 asked, uint256 most)
        `;
        static state = { n: uint256 };
        pay() { return msg.value; }
        note(n) { this.n = n; this.emit.Noted(n); }
        noteThenRefuse(n) { this.note(n); throw this.errors.TooMuch(n, 5n); }
        peekAndWrite() { try { this.n = 9n; } catch { return 7n; } finally { return 8n; } }
        gas() { return gasLeft(); }
        who() { return [msg.sender, msg.value]; }
        forever() { for (;;); }
        fail(how) {
          if (how === 0n) throw this.errors.TooMuch(1n, 0n);
          if (how === 1n) require(false, 'no way');
          if (how === 2n) assert(false);
          if (how === 3n) this.n = -1n;
          if (how === 4n) null.field;
          if (how === 5n) throw 5n;
        }
      }
      """;

  private static final String CALLER =
      """
      import {
        Contract, ZERO_ADDRESS, abi, balanceOf, bytes, call, contract, gasLeft, hex, keccak256, msg,
        self, send, staticCall, uint256,
      } from 'tally';
      const Till = contract(`
        function n() view returns (uint256)
        function pay() payable returns (uint256)
        function note(uint256 n) payable
        function noteThenRefuse(uint256 n) payable
        function peekAndWrite() returns (uint256)
        function gas() view returns (uint256)
        function who() view returns (address, uint256)
        function fail(uint256 how)
        function run(address other) returns (string)
        error TooMuch(uint256 asked, uint256 most)
      `);
      const data = (signature, n) =>
        `${keccak256(signature).slice(0, 10)}${n === undefined ? '' : n.toString(16).padStart(64, '0')}`;
      const thrown = (work) => {
        try { return `no error but ${work()}`; } catch (e) {
          return `${e.name}(${e.args ?? ''})${e.message === e.name ? '' : `: ${e.message}`}`;
        }
      };
      export default class Caller extends Contract {
        static abi = `
          constructor() payable
          function run(address other) payable returns (string)
          function n() view returns (uint256)
          function bump()
          event Ran(uint256 n)
        `;
        static state = { n: uint256 };
        bump() { this.n += 1n; }
        run(other) { BODY }
      }
      """;

  private final RealContracts contracts = contracts();

  RealContracts contracts() {
    return new RealContracts();
  }

  /// Deploys a caller with ten wei, a till with five, and lets the one run with the other.
  private Address says(String expected, String body) {
    Address caller = caller(body);
    Address till = contracts.deploy(RealContracts.code(TILL), 5);
    assertEquals(expected, contracts.returned(caller, "run", till));
    return caller;
  }

  private Address caller(String body) {
    return contracts.deploy(RealContracts.code(CALLER.replace("BODY", body)), 10);
  }

  private long balance(Address account) {
    return contracts.journal.balance(account).value().longValueExact();
  }

  // ---- Typed calls

  @Test
  void aTypedCallCarriesArgumentsMoneyAndResults() {
    Address caller =
        says(
            "3 8 2 true 0",
            """
            const till = Till.at(other);
            const paid = till.with({ value: 3n }).pay();
            till.note(2n);
            const [sender, value] = till.who();
            return `${paid} ${balanceOf(other)} ${till.n()} ${sender === self} ${value}`;
            """);
    assertEquals(7, balance(caller));
  }

  /// Functions, events and errors that share their names.
  private static final String OVERLOADED =
      """
      import { Contract, address, uint256 } from 'tally';
      export default class Overloaded extends Contract {
        static abi = `
          function f() view returns (string)
          function f(uint256 n) view returns (string)
          function f(address a) view returns (string)
          function f(uint256 n, address a) view returns (string)
          function with(uint256 n) view returns (string)
          function emits()
          function throws(uint256 how)
          event E()
          event E(uint256 n)
          event E(bool b)
          error X()
          error X(uint256 n)
          error X(bool b)
        `;
        static overloads = {
          'f()': 'none', 'f(uint256)': 'number', 'f(address)': 'account', 'f(uint256,address)': 'both',
        };
        none() { return 'none'; }
        number(n) { return `number ${n}`; }
        account(a) { return `account ${a.length}`; }
        both(n, a) { return `both ${n} ${a.length}`; }
        with(n) { return `with ${n}`; }
        emits() { this.emit.E(); this.emit['E(uint256)'](1n); this.emit['E(bool)'](true); }
        throws(how) {
          if (how === 0n) throw this.errors.X();
          if (how === 1n) {
            const error = this.errors['X(uint256)'](1n);
            if (error.name === 'X') throw error;
          }
          if (how === 2n) throw this.errors['X(bool)'](true);
          throw this.errors.X(1n);
        }
      }
      """;

  @Test
  void functionsOfOneNameArePickedByTheirArgumentsOrTheirSignature() {
    Address caller =
        caller(
            """
            const it = contract(`
              function f() view returns (string)
              function f(uint256 n) view returns (string)
              function f(address a) view returns (string)
              function f(uint256 n, address a) view returns (string)
              function with(uint256 n) view returns (string)
            `).at(other);
            const { f } = it;
            return [f(), f(1n, self), it['f(uint256)'](2n), it['f(address)'](self),
              it.with({ gas: 100_000n })['with(uint256)'](7n)].join('|');
            """);
    Address overloaded = contracts.deploy(OVERLOADED);

    assertEquals(
        "none|both 1 42|number 2|account 42|with 7", contracts.returned(caller, "run", overloaded));
  }

  @Test
  void aNameThatMayMeanSeveralFunctionsIsRefusedWithTheWaysOut() {
    String declared =
        "const it = contract('function f(uint256 n) function f(address a)'.replace(') ', ')\\n'))"
            + ".at(other); ";

    Outcome.Revert several = revertOf(declared + "return it.f(1n);");
    Outcome.Revert none = revertOf(declared + "return it.f(1n, 2n);");

    assertTrue(
        several
            .message()
            .contains(
                "f with 1 arguments may be any of several: write ['f(uint256)'](…) or"
                    + " ['f(address)'](…)"),
        several.message());
    assertTrue(none.message().contains("f takes 1 arguments, got 2"), none.message());
  }

  private Outcome.Revert revertOf(String body) {
    Address till = contracts.deploy(RealContracts.code(TILL), 5);
    return assertInstanceOf(
        Outcome.Revert.class, contracts.send(caller(body), "run", till).outcome());
  }

  @Test
  void eventsAndErrorsOfOneNameAreToldApartToo() {
    Address overloaded = contracts.deploy(OVERLOADED);
    Abi abi = RealContracts.abiOf(RealContracts.code(OVERLOADED));

    assertEquals(
        abi.events().stream().map(AbiEvent::topic0).toList(),
        contracts.send(overloaded, "emits").logs().stream()
            .map(log -> log.topics().getFirst())
            .toList());
    List<Bytes> selectors = abi.errors().stream().map(AbiError::selector).toList();
    for (int how = 0; how < 3; how++) {
      Outcome outcome = contracts.send(overloaded, "throws", BigInteger.valueOf(how)).outcome();
      Bytes reason = assertInstanceOf(Outcome.Revert.class, outcome).reason();
      assertEquals(selectors.get(how), reason.slice(0, 4));
    }
    Outcome.Revert ambiguous =
        assertInstanceOf(
            Outcome.Revert.class,
            contracts.send(overloaded, "throws", BigInteger.valueOf(3)).outcome());
    assertTrue(ambiguous.message().contains("write ['X(uint256)'](…)"), ambiguous.message());
  }

  @Test
  void anOptionThatMeansNothingIsRefusedAndOptionsAdd() {
    says(
        "with has no option vaule; it has value, gas|call has no option amount; it has data, value,"
            + " gas|staticCall has no option value; it has data, gas|3 true",
        """
        const refusal = (work) => { try { work(); } catch (e) { return e.message; } };
        const till = Till.at(other);
        const both = till.with({ value: 3n }).with({ gas: 100_000n });
        return [refusal(() => till.with({ vaule: 1n })), refusal(() => call(other, { amount: 1n })),
          refusal(() => staticCall(other, { value: 1n })),
          `${both.pay()} ${till.with({ gas: 100_000n }).gas() < 100_000n}`].join('|');
        """);
  }

  @Test
  void aTypedCallWithMoneyKeepsItWhereThereIsNoCode() {
    Address caller =
        says(
            "TypeError() 10 0",
            """
            const nobody = '0x0000000000000000000000000000000000000123';
            const error = thrown(() => Till.at(nobody).with({ value: 4n }).pay());
            return `${error} ${balanceOf(self)} ${balanceOf(nobody)}`;
            """);
    assertEquals(10, balance(caller));
    assertEquals(0, balance(STRANGER));
  }

  @Test
  void aTypedCallIsUndoneWhereTheAnswerCannotBeRead() {
    Address liar =
        contracts.deploy(
            """
            import { Contract, uint256 } from 'tally';
            export default class Liar extends Contract {
              static abi = `
                function n() view returns (uint256)
                fallback(bytes) payable
              `;
              static state = { n: uint256 };
              fallback() { this.n = 1n; return '0x01'; }
            }
            """);
    Address caller = caller("return thrown(() => Till.at(other).with({ value: 4n }).pay());");

    assertEquals("TypeError()", contracts.returned(caller, "run", liar));
    assertEquals(10, balance(caller));
    assertEquals(0, balance(liar));
    assertEquals(BigInteger.ZERO, contracts.returned(liar, "n"));
  }

  @Test
  void moreMoneyThanThereIsIsAnErrorAndMovesNothing() {
    Address caller =
        says(
            "CallFailed(): the call failed without a reason|CallFailed(): the call failed without a"
                + " reason|false",
            """
            return [thrown(() => Till.at(other).with({ value: 11n }).pay()),
              thrown(() => send(other, 11n)), call(other, { value: 11n }).ok].join('|');
            """);
    assertEquals(10, balance(caller));
  }

  @Test
  void moneyForAFunctionThatTakesNoneComesBack() {
    Address caller =
        says(
            "Error(the function note takes no coins): the function note takes no coins 10 5",
            """
            const error = thrown(() => Till.at(other).with({ value: 1n }).note(1n));
            return `${error} ${balanceOf(self)} ${balanceOf(other)}`;
            """);
    assertEquals(10, balance(caller));
  }

  // ---- Raw calls and transfers

  @Test
  void aRawCallTellsWhetherItWentWellAndWhatCameBack() {
    says(
        "true 0x 3|false " + RevertData.encodeError("no way").toHex() + "|false 0x|true 0x 1",
        """
        const well = call(other, { data: data('note(uint256)', 3n) });
        const refused = call(other, { data: data('fail(uint256)', 1n) });
        const halted = call(other, { data: data('forever()'), gas: 100_000n });
        const nobody = '0x0000000000000000000000000000000000000123';
        const empty = call(nobody, { value: 1n });
        return [`${well.ok} ${hex(well.data)} ${Till.at(other).n()}`,
          `${refused.ok} ${hex(refused.data)}`, `${halted.ok} ${hex(halted.data)}`,
          `${empty.ok} ${hex(empty.data)} ${balanceOf(nobody)}`].join('|');
        """);
  }

  @Test
  void aStaticCallReadsAndItsCalleeCannotWrite() {
    says(
        "true 0|false 0x 0|true",
        """
        const read = staticCall(other, { data: data('n()') });
        const written = staticCall(other, { data: data('note(uint256)', 3n), gas: 100_000n });
        const nobody = staticCall('0x0000000000000000000000000000000000000123');
        return [`${read.ok} ${abi.decode(['uint256'], read.data)[0]}`,
          `${written.ok} ${hex(written.data)} ${Till.at(other).n()}`, nobody.ok].join('|');
        """);
  }

  @Test
  void sendingReachesAccountsAndContractsThatReceive() {
    Address jar =
        contracts.deploy(
            """
            import { Contract, msg, uint256 } from 'tally';
            export default class Jar extends Contract {
              static abi = `
                function got() view returns (uint256)
                receive() payable
              `;
              static state = { got: uint256 };
              receive() { this.got += msg.value; }
            }
            """);
    Address caller =
        caller(
            """
            send(other, 3n); send('0x0000000000000000000000000000000000000123', 1n);
            send('0x0000000000000000000000000000000000000002', 2n); return '';
            """);

    contracts.returned(caller, "run", jar);

    assertEquals(BigInteger.valueOf(3), contracts.returned(jar, "got"));
    assertEquals(3, balance(jar));
    assertEquals(1, balance(STRANGER));
    assertEquals(2, balance(Address.fromHex("0x0000000000000000000000000000000000000002")));
    assertEquals(4, balance(caller));
  }

  @Test
  void sendingToAContractThatDoesNotReceiveThrowsAndKeepsTheMoney() {
    Address caller =
        says(
            "Error(the contract takes no coins): the contract takes no coins 10",
            "const error = thrown(() => send(other, 3n)); return `${error} ${balanceOf(self)}`;");
    assertEquals(10, balance(caller));
  }

  // ---- Frames that may only read

  @Test
  void aViewThatWritesIsHaltedWithoutCatchingItAndItsCallerGoesOn() {
    says(
        "false 0x|CallFailed(): the call failed without a reason|0",
        """
        const raw = call(other, { data: data('peekAndWrite()'), gas: 200_000n });
        const typed = thrown(() => Till.at(other).with({ gas: 200_000n }).peekAndWrite());
        return [`${raw.ok} ${hex(raw.data)}`, typed, Till.at(other).n()].join('|');
        """);
  }

  @Test
  void aViewThatWritesHaltsATransaction() {
    Address till = contracts.deploy(RealContracts.code(TILL), 0);

    assertEquals(
        new Outcome.Halt(
            RealContracts.GAS_LIMIT, HaltReason.STATIC_VIOLATION, "a field is assigned"),
        contracts.send(till, "peekAndWrite").outcome());
  }

  @Test
  void aReadingFrameCannotWriteThroughOthersNorPayNorDeploy() {
    Address reader =
        contracts.deploy(
            """
            import { Contract, call, contract, send, staticCall } from 'tally';
            const Till = contract('function note(uint256 n)');
            export default class Reader extends Contract {
              static abi = `
                function through(address till) view returns (bool)
                function pay(address till) view returns (bool)
                function make() view returns (bool)
              `;
              through(till) {
                try { Till.at(till).note(1n); } catch (e) { return e.name === 'CallFailed'; }
              }
              pay(till) { try { call(till, { value: 1n }); } catch { return true; } finally { return true; } }
              make() { try { Reader.deploy(); } catch { return true; } finally { return true; } }
            }
            """);
    Address till = contracts.deploy(RealContracts.code(TILL), 0);

    assertEquals(true, contracts.returned(reader, "through", till));
    assertEquals(BigInteger.ZERO, contracts.returned(till, "n"));
    for (String what : List.of("pay", "make")) {
      Result.Included sent =
          what.equals("pay") ? contracts.send(reader, what, till) : contracts.send(reader, what);
      assertEquals(
          HaltReason.STATIC_VIOLATION,
          assertInstanceOf(Outcome.Halt.class, sent.outcome()).reason(),
          what);
    }
  }

  // ---- Errors of callees

  @Test
  void theErrorOfACalleeHasItsNameAndArguments() {
    says(
        "TooMuch(1,0)|Error(no way): no way|Panic(1)|Panic(17)|EngineError(TypeError)"
            + "|EngineError(Thrown)",
        "return [0n, 1n, 2n, 3n, 4n, 5n].map((how) => thrown(() => Till.at(other).fail(how)))"
            + ".join('|');");
  }

  @Test
  void anErrorThatNobodyDeclaredIsUnknownAndStillPassedOnAsItWas() {
    Address caller =
        caller(
            """
            const error = thrown(() => contract('function fail(uint256 how)').at(other).fail(0n));
            if (error !== 'UnknownError(): an error that is not declared') return error;
            contract('function fail(uint256 how)').at(other).fail(0n);
            """);
    Address till = contracts.deploy(RealContracts.code(TILL), 0);

    Outcome.Revert revert =
        assertInstanceOf(Outcome.Revert.class, contracts.send(caller, "run", till).outcome());

    assertEquals(
        RealContracts.abiOf(RealContracts.code(TILL))
            .errorsNamed("TooMuch")
            .getFirst()
            .encode(List.of(BigInteger.ONE, BigInteger.ZERO)),
        revert.reason());
  }

  // ---- Calls that come back

  /// Calls back whoever calls or pays it.
  private static final String BOOMERANG =
      """
      import { Contract, contract, msg } from 'tally';
      const Caller = contract(`
        function bump()
        function n() view returns (uint256)
      `);
      export default class Boomerang extends Contract {
        static abi = `
          function write() returns (string)
          function read() returns (uint256)
          receive() payable
        `;
        write() {
          try { Caller.at(msg.sender).bump(); return 'bumped'; } catch (e) { return e.name; }
        }
        read() { return Caller.at(msg.sender).n(); }
        receive() { Caller.at(msg.sender).bump(); }
      }
      """;

  private static final String THERE_AND_BACK =
      """
      const there = contract(`
        function write() returns (string)
        function read() returns (uint256)
      `).at(other);
      this.n = 4n;
      return [there.write(), there.read(), this.n, thrown(() => send(other, 1n)), this.n].join('|');
      """;

  @Test
  void aCallBackMayReadButNotWrite() {
    Address caller = caller(THERE_AND_BACK);

    assertEquals(
        "Reentrancy|4|4|Reentrancy()|4",
        contracts.returned(caller, "run", contracts.deploy(BOOMERANG)));
    assertEquals(10, balance(caller));
  }

  @Test
  void aReentrantContractMayBeCalledBack() {
    String source =
        CALLER
            .replace("BODY", THERE_AND_BACK)
            .replace("static state", "static reentrant = true; static state");
    Address caller = contracts.deploy(RealContracts.code(source), 10);

    assertEquals(
        "bumped|5|5|no error but undefined|6",
        contracts.returned(caller, "run", contracts.deploy(BOOMERANG)));
    assertEquals(9, balance(caller));
  }

  @Test
  void aContractThatCallsItselfComesBackToo() {
    says(
        "Reentrancy()|0|false|0",
        """
        const me = contract(`
          function bump()
          function n() view returns (uint256)
        `).at(self);
        return [thrown(() => me.bump()), me.n(), call(self, { value: 1n }).ok, this.n].join('|');
        """);
  }

  @Test
  void aCallBackByWayOfAFallbackIsRefusedToo() {
    Address answering =
        contracts.deploy(
            """
            import { Contract, call, msg } from 'tally';
            export default class Answering extends Contract {
              static abi = `fallback(bytes) payable`;
              fallback(data) { return call(msg.sender, { data }).data; }
            }
            """);
    Address asking =
        contracts.deploy(
            """
            import { Contract, call, hex, uint256 } from 'tally';
            export default class Asking extends Contract {
              static abi = `
                function run(address other) returns (string)
                fallback(bytes)
              `;
              static state = { n: uint256 };
              fallback() { this.n = 9n; }
              run(other) {
                const back = call(other, { data: '0x12345678' });
                return `${back.ok} ${hex(back.data)} ${this.n}`;
              }
            }
            """);

    assertEquals(
        "true " + selector("Reentrancy()") + " 0", contracts.returned(asking, "run", answering));
  }

  private static String selector(String signature) {
    return Keccak.hash(Bytes.of(signature.getBytes(StandardCharsets.UTF_8)))
        .toHex()
        .substring(0, 10);
  }

  @Test
  void aContractUnderConstructionCannotBeCalledByItself() {
    Address early =
        contracts.deploy(
            """
            import { Contract, call, contract, self, string } from 'tally';
            const Me = contract('function said() view returns (string)');
            export default class Early extends Contract {
              static abi = `function said() view returns (string)`;
              static state = { said: string };
              init() {
                try { Me.at(self).said(); } catch (e) { this.said = `${e.name} ${call(self).ok}`; }
              }
            }
            """);

    assertEquals("TypeError true", contracts.returned(early, "said"));
  }

  @Test
  void theAddressesOfPrecompilesArePlainAccountsAndNoContracts() {
    says(
        "true 0x|TypeError()",
        """
        const sha256 = '0x0000000000000000000000000000000000000002';
        const { ok, data } = call(sha256, { data: '0x01' });
        return [`${ok} ${hex(data)}`, thrown(() => Till.at(sha256).pay())].join('|');
        """);
  }

  @Test
  void anErrorWithMoreDataThanMayComeBackIsRefused() {
    Address shouting =
        contracts.deploy(
            """
            import { Contract } from 'tally';
            export default class Shouting extends Contract {
              static abi = `
                function shout(uint256 times)
                error Loud(string words)
              `;
              shout(times) { throw this.errors.Loud('x'.repeat(Number(times))); }
            }
            """);
    // Beside the text there are the selector and two words, and it is padded to words.
    int mostCharacters = 65_536 - 96;

    assertEquals(
        4 + 2 * 32 + mostCharacters, revert(shouting, "shout", mostCharacters).reason().length());
    assertTrue(
        revert(shouting, "shout", mostCharacters + 1)
            .message()
            .contains("the error Loud has 65540 bytes of data, at most 65536"));
  }

  private Outcome.Revert revert(Address contract, String function, long argument) {
    Result.Included sent = contracts.send(contract, function, BigInteger.valueOf(argument));
    return assertInstanceOf(Outcome.Revert.class, sent.outcome());
  }

  // ---- Deploying

  private static final Code FACTORY =
      Code.of(
          1,
          "factory.mjs",
          List.of(
              new SourceFile(
                  "coin.mjs",
                  """
                  import { Contract, mapping, msg, address, string, uint256 } from 'tally';
                  export default class Coin extends Contract {
                    static abi = `
                      constructor(string name, uint256 supply) payable
                      function name() view returns (string)
                      function balanceOf(address owner) view returns (uint256)
                      error NoSupply(string name)
                    `;
                    static state = { name: string, balanceOf: mapping(address, uint256) };
                    init(name, supply) {
                      if (supply === 0n) throw this.errors.NoSupply(name);
                      this.name = name; this.balanceOf.set(msg.sender, supply);
                    }
                  }
                  """),
              new SourceFile(
                  "factory.mjs",
                  """
                  import { Contract, UINT256_MAX } from 'tally';
                  import Coin from './coin.mjs';
                  export default class Factory extends Contract {
                    static abi = `
                      constructor() payable
                      function make(bytes32 salt, string name, uint256 supply) returns (address)
                      function plain(string name) returns (address)
                      function rich(string name, uint256 value) returns (address)
                      function refused() returns (string)
                      function tooRich() returns (string)
                    `;
                    make(salt, name, supply) { return Coin.deploy({ salt }, name, supply); }
                    plain(name) { return Coin.deploy(name, 1n); }
                    rich(name, value) { return Coin.deploy({ value }, name, 1n); }
                    refused() {
                      try { return Coin.deploy('A', 0n); } catch (e) { return `${e.name}(${e.args})`; }
                    }
                    tooRich() {
                      try { return Coin.deploy({ value: 11n }, 'A', 1n); } catch (e) { return String(e); }
                    }
                  }
                  """)));

  private static CreationData coinData(String name, long supply) {
    Code coin =
        Code.of(
            1,
            "coin.mjs",
            FACTORY.files().stream().filter(file -> file.path().equals("coin.mjs")).toList());
    AbiParameters parameters = RealContracts.abiOf(coin).constructor().orElseThrow().inputs();
    return new CreationData(
        coin, AbiCodec.encode(parameters, List.of(name, BigInteger.valueOf(supply))));
  }

  @Test
  void aSaltedDeploymentIsAtTheAddressOfEip1014() {
    Address factory = contracts.deploy(FACTORY, 10);
    Bytes salt = Bytes.fromHex("0x" + "5a".repeat(32));
    CreationData data = coinData("Riverbank", 10);

    Object made = contracts.returned(factory, "make", salt, "Riverbank", BigInteger.TEN);

    assertEquals(ContractAddress.bySalt(factory, Hash.of(salt), data.toBytes()), made);
    Address coin = (Address) made;
    assertEquals(data.code().hash(), contracts.journal.codeHash(coin));
    Address caller =
        caller(
            """
            const coin = contract(`
              function name() view returns (string)
              function balanceOf(address owner) view returns (uint256)
            `).at(other);
            return `${coin.name()} ${coin.balanceOf('FACTORY')}`;
            """
                .replace("FACTORY", factory.toHex()));
    assertEquals("Riverbank 10", contracts.returned(caller, "run", coin));
  }

  @Test
  void theSameSaltTwiceFails() {
    Address factory = contracts.deploy(FACTORY, 10);
    Bytes salt = Bytes.fromHex("0x" + "5a".repeat(32));
    contracts.returned(factory, "make", salt, "Riverbank", BigInteger.TEN);

    Outcome second = contracts.send(factory, "make", salt, "Riverbank", BigInteger.TEN).outcome();

    Outcome.Revert revert = assertInstanceOf(Outcome.Revert.class, second);
    assertEquals(Bytes.EMPTY, revert.reason());
    assertEquals(
        "CallFailed: deploy: there is a contract at this address already at factory.mjs:12:30",
        revert.message());
  }

  @Test
  void aDeploymentThatCannotBePaidSaysWhatThereIs() {
    Address factory = contracts.deploy(FACTORY, 10);

    assertEquals(
        "CallFailed: deploy: the balance is 10 wei, to be sent are 11",
        contracts.returned(factory, "tooRich"));
  }

  @Test
  void aPlainDeploymentIsAtTheAddressOfItsNonceAndMayCarryMoney() {
    Address factory = contracts.deploy(FACTORY, 10);

    assertEquals(
        ContractAddress.byNonce(factory, 1), contracts.returned(factory, "plain", "Riverbank"));
    Object rich = contracts.returned(factory, "rich", "Riverbank", BigInteger.valueOf(4));
    assertEquals(ContractAddress.byNonce(factory, 2), rich);
    assertEquals(4, balance((Address) rich));
    assertEquals(6, balance(factory));
  }

  @Test
  void aRefusedDeploymentLeavesNothingButTheNonce() {
    Address factory = contracts.deploy(FACTORY, 10);

    assertEquals("NoSupply(A)", contracts.returned(factory, "refused"));
    assertTrue(contracts.journal.isEmpty(ContractAddress.byNonce(factory, 1)));
    assertEquals(2, contracts.journal.nonce(factory));
  }

  // ---- Undoing

  @Test
  void aFailedCallLeavesNoMoneyNoStorageAndNoLogs() {
    Address caller =
        caller(
            """
            this.n = 1n; this.emit.Ran(1n);
            const error = thrown(() => Till.at(other).with({ value: 4n }).noteThenRefuse(6n));
            const raw = call(other, { data: data('noteThenRefuse(uint256)', 6n), value: 4n });
            return `${error} ${raw.ok} ${Till.at(other).n()} ${this.n}`;
            """);
    Address till = contracts.deploy(RealContracts.code(TILL), 5);

    Result.Included sent = contracts.send(caller, "run", till);

    assertEquals(
        AbiCodec.encode(
            RealContracts.abiOf(RealContracts.code(CALLER.replace("BODY", "")))
                .functionsNamed("run")
                .getFirst()
                .outputs(),
            List.of("TooMuch(6,5) false 0 1")),
        assertInstanceOf(Outcome.Success.class, sent.outcome()).returned());
    assertEquals(List.of(caller), sent.logs().stream().map(log -> log.address()).toList());
    assertEquals(10, balance(caller));
    assertEquals(5, balance(till));
  }

  // ---- Gas and depth

  @Test
  void aCalleeThatBurnsEverythingLeavesItsCallerA64th() {
    says(
        "false true true",
        """
        const before = gasLeft();
        const { ok } = call(other, { data: data('forever()') });
        const left = gasLeft();
        return `${ok} ${left <= before / 64n} ${left > before / 64n - 5_000n}`;
        """);
  }

  @Test
  void aLimitOnTheGasOfACallHoldsAndMoreThanThereIsMeansAllThatCanBeLent() {
    says(
        "true true true",
        """
        const till = Till.at(other);
        const few = till.with({ gas: 50_000n }).gas();
        const before = gasLeft();
        const all = till.with({ gas: 2n ** 256n - 1n }).gas();
        return `${few < 50_000n && few > 40_000n} ${all < before - before / 64n} ${all > before / 2n}`;
        """
            // The first call loads the code, which is what a limit has to leave room for.
            .replace("const few", "till.n(); const few"));
  }

  @Test
  void callsOfContractsAre256Deep() {
    Address deep =
        contracts.deploy(
            """
            import { Contract, abi, call, msg, self } from 'tally';
            export default class Deep extends Contract {
              static abi = `function down() returns (uint256)`;
              static reentrant = true;
              down() {
                const { ok, data } = call(self, { data: msg.data });
                return ok ? abi.decode(['uint256'], data)[0] + 1n : 1n;
              }
            }
            """);

    assertEquals(BigInteger.valueOf(256), contracts.returned(deep, "down"));
  }

  @Test
  void gasIsTheSameInEveryRun() {
    List<Long> first = gasOfAll(new RealContracts());
    List<Long> second = gasOfAll(new RealContracts());

    assertEquals(first, second);
  }

  private static List<Long> gasOfAll(RealContracts contracts) {
    String body =
        """
        const till = Till.at(other);
        till.note(till.n() + 1n); till.with({ value: 1n }).pay();
        return [0n, 1n, 2n, 3n, 4n, 5n].map((how) => thrown(() => till.fail(how))).join('|');
        """;
    List<Long> gas = new ArrayList<>();
    Address caller = contracts.deploy(RealContracts.code(CALLER.replace("BODY", body)), 10);
    Address till = contracts.deploy(RealContracts.code(TILL), 5);
    Address factory = contracts.deploy(FACTORY, 10);
    for (int round = 0; round < 3; round++) {
      gas.add(contracts.send(caller, "run", till).gasPeak());
      gas.add(contracts.send(factory, "plain", "Riverbank").gasPeak());
      gas.add(contracts.send(factory, "refused").gasPeak());
      gas.add(contracts.send(till, "peekAndWrite").gasPeak());
    }
    return gas;
  }
}
