package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.contract.StorageLayout;

/// The contract language: what a class declares is what callers find.
class GraalMachineTest {
  private static final String COIN =
      """
      import { Contract, msg, mapping, address, uint256, string, list, require } from 'tally';
      export default class Coin extends Contract {
        static abi = `
          constructor(string name, uint256 supply)
          function name() view returns (string)
          function balanceOf(address owner) view returns (uint256)
          function transfer(address to, uint256 value) returns (bool)
          function underflow()
          function refuse()
          function divide() returns (uint256)
          function wrong()
          function number() returns (uint256)
          function words() returns (string)
          function note(string text)
          function notes() view returns (string[])
          function peek() view returns (uint256)
          event Transfer(address indexed from, address indexed to, uint256 value)
          error Insufficient(address sender, uint256 balance, uint256 needed)
        `;
        static state = {
          name: string, totalSupply: uint256, balanceOf: mapping(address, uint256),
          log: list(string),
        };
        init(name, supply) {
          this.name = name;
          this.totalSupply = supply;
          this.balanceOf.set(msg.sender, supply);
        }
        transfer(to, value) {
          const have = this.balanceOf.get(msg.sender);
          if (have < value) throw this.errors.Insufficient(msg.sender, have, value);
          this.balanceOf.set(msg.sender, have - value);
          this.balanceOf.update(to, (b) => b + value);
          this.emit.Transfer(msg.sender, to, value);
          return true;
        }
        underflow() { this.totalSupply -= 2000n; }
        refuse() { require(false, 'no way'); }
        divide() { return 1n / (this.totalSupply - this.totalSupply); }
        wrong() { null.field; }
        number() { return 5; }
        words() { try { null.field; } catch (e) { return `${e.name} ${e.message} ${e.stack}`; } }
        note(text) { this.log.push(text); }
        notes() { return [...this.log]; }
        peek() { this.totalSupply = 1n; return 1n; }
      }
      """;

  private static MachineForTests.Deployed coin() {
    return new MachineForTests.Deployed(COIN, "Riverbank", BigInteger.valueOf(1000));
  }

  @Test
  void runsTheConstructorAndReadsStateFieldsThatTheAbiNames() {
    MachineForTests.Deployed coin = coin();
    assertEquals(List.of("Riverbank"), coin.read("name"));
    assertEquals(List.of(BigInteger.valueOf(1000)), coin.read("balanceOf", MachineForTests.ALICE));
  }

  @Test
  void keepsAMappingWhereTheLayoutSays() {
    MachineForTests.Deployed coin = coin();
    coin.read("transfer", MachineForTests.BOB, BigInteger.TEN);
    Bytes key = Bytes.wrap(U256.fromBytes(MachineForTests.BOB.toArray()).toWord());
    assertEquals(
        U256.of(10), coin.storage.get(StorageLayout.entry(key, StorageLayout.field("balanceOf"))));
    assertEquals(1, coin.logs.size());
  }

  @Test
  void keepsLongTextsOverManySlots() {
    MachineForTests.Deployed coin = coin();
    String text = "ä long text that needs more than one slot of thirty-two bytes".repeat(3);
    coin.call("note", text);
    coin.call("note", "");
    coin.call("note", "short");
    assertEquals(List.of(List.of(text, "", "short")), coin.read("notes"));
  }

  @Test
  void revertsWithTheDeclaredErrorAndItsArguments() {
    MachineResult result = coin().call("transfer", MachineForTests.BOB, BigInteger.valueOf(1001));
    MachineResult.Reverted reverted = assertInstanceOf(MachineResult.Reverted.class, result);
    assertEquals(
        "0xa8b21345"
            + "00000000000000000000000000000000000000000000000000000000000000aa"
            + "00000000000000000000000000000000000000000000000000000000000003e8"
            + "00000000000000000000000000000000000000000000000000000000000003e9",
        reverted.data().toHex());
  }

  @Test
  void turnsArithmeticOutOfRangeIntoPanics() {
    assertEquals(RevertData.encodePanic(RevertData.ARITHMETIC), data(coin().call("underflow")));
    assertEquals(RevertData.encodePanic(RevertData.DIVISION_BY_ZERO), data(coin().call("divide")));
    MachineResult.Reverted reverted =
        assertInstanceOf(MachineResult.Reverted.class, coin().call("underflow"));
    assertTrue(
        reverted.message().contains("uint256 underflow: totalSupply = -1000"), reverted.message());
  }

  @Test
  void givesTheTextOfRequireAsTheReason() {
    assertEquals(RevertData.encodeError("no way"), data(coin().call("refuse")));
  }

  @Test
  void keepsTheEnginesWordsOutOfRevertDataAndHandlers() {
    MachineResult.Reverted reverted =
        assertInstanceOf(MachineResult.Reverted.class, coin().call("wrong"));
    assertTrue(reverted.message().contains("null"), reverted.message());
    assertEquals(RevertText.engineError("TypeError"), reverted.data());
    assertEquals(List.of("TypeError TypeError undefined"), coin().read("words"));
  }

  @Test
  void saysHowToWriteABigInt() {
    MachineResult.Reverted reverted =
        assertInstanceOf(MachineResult.Reverted.class, coin().call("number"));
    assertTrue(reverted.message().contains("(write 5n)"), reverted.message());
  }

  @Test
  void haltsAViewThatWrites() {
    assertEquals(
        "Halted[reason=STATIC_VIOLATION, detail=a field is assigned]",
        coin().call("peek").toString());
  }

  @Test
  void refusesCoinsWhereNothingIsPayable() {
    MachineForTests.Deployed coin = coin();
    assertInstanceOf(MachineResult.Reverted.class, coin.callRaw(Bytes.EMPTY, U256.ONE));
    assertInstanceOf(
        MachineResult.Reverted.class, coin.callRaw(Bytes.fromHex("0x06fdde03"), U256.ONE));
  }

  @Test
  void namesAFunctionOfTheAbiWithoutAMethod() {
    Inspection inspection =
        MachineForTests.inspect(
            """
            import { Contract } from 'tally';
            export default class A extends Contract {
              static abi = `
                function here()
                function nope()
              `;
              here() {}
            }
            """);
    assertEquals(
        "Refused[violations=[test.mjs:5:5 the abi declares function nope but the class has no"
            + " method \"nope\"]]",
        inspection.toString());
  }

  @Test
  void refusesAFieldThatABaseAlreadyDeclares() {
    Inspection inspection =
        MachineForTests.inspect(
            """
            import { Contract, uint256 } from 'tally';
            class Base extends Contract { static state = { count: uint256 }; }
            export default class A extends Base { static state = { count: uint256 }; }
            """);
    assertTrue(
        inspection.toString().contains("test.mjs:3:56 the field count"), inspection::toString);
  }

  @Test
  void aFailureOfOurOwnIsAFaultThatNamesTheContractAndNoContractCatchesIt() {
    MachineForTests.Deployed contract =
        new MachineForTests.Deployed(
            """
            import { Contract, uint256 } from 'tally';
            export default class A extends Contract {
              static abi = `function f() returns (uint256)`;
              static state = { n: uint256 };
              f() { try { return this.n; } catch { return 7n; } finally { this.n = 1n; } }
            }
            """);
    for (Throwable failure :
        List.of(new IllegalStateException("torn"), new AssertionError("torn"), new Error("torn"))) {
      contract.onLoad = () -> sneak(failure);

      CompletionException thrown =
          assertThrows(CompletionException.class, () -> contract.call("f"));

      MachineFault fault = assertInstanceOf(MachineFault.class, thrown.getCause());
      assertEquals(
          "the machine failed in the contract " + MachineForTests.CONTRACT + ": " + failure,
          fault.getMessage());
      assertSame(failure, fault.getCause());
    }
    contract.onLoad = () -> {};
    contract.storage.clear();
    assertEquals(List.of(BigInteger.ZERO), contract.read("f"));
  }

  @Test
  void aFaultInsideNamesTheInnermostContract() {
    MachineFault inner = MachineFault.in("the contract B", new IllegalStateException("torn"));

    assertSame(inner, MachineFault.in("the contract A", inner));
    assertEquals(
        "the machine failed in the contract A: " + MachineFault.class.getName() + ": no library",
        MachineFault.in("the contract A", new MachineFault("no library")).getMessage());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  private static Bytes data(MachineResult result) {
    return assertInstanceOf(MachineResult.Reverted.class, result).data();
  }
}
