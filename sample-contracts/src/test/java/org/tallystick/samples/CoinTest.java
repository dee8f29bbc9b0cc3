package org.tallystick.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tallystick.sdk.testing.ContractAssertions.assertThat;
import static org.tallystick.sdk.testing.ContractAssertions.expectRevert;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.sdk.testing.Account;
import org.tallystick.sdk.testing.Chain;
import org.tallystick.sdk.testing.ContractTest;
import org.tallystick.sdk.testing.Deploy;
import org.tallystick.sdk.testing.Deployed;
import org.tallystick.sdk.testing.Tx;

/// The behaviours that OpenZeppelin's own tests of ERC20 list, in their order.
@ContractTest
class CoinTest {
  private static final int SUPPLY = 100;

  @Deploy(
      value = "token/Coin.js",
      args = {"Riverbank Coin", "RBC", "100"},
      from = "alice")
  static Deployed coin;

  @Test
  void tellsItsNameSymbolAndDecimals() {
    assertThat(coin).reading("name").is("Riverbank Coin");
    assertThat(coin).reading("symbol").is("RBC");
    assertThat(coin).reading("decimals").is(18);
  }

  @Test
  void givesTheWholeSupplyToItsDeployer(Account alice) {
    assertThat(coin).reading("totalSupply").is(SUPPLY);
    assertThat(coin).reading("balanceOf", alice).is(SUPPLY);
    assertThat(coin.deployment().orElseThrow()).emitted("Transfer", Address.ZERO, alice, SUPPLY);
  }

  @Test
  void knowsAnAccountWithoutCoins(Account bob) {
    assertThat(coin).reading("balanceOf", bob).is(0);
  }

  @Nested
  class Transfer {
    @Test
    void movesTheWholeBalance(Account alice, Account bob) {
      Tx tx = coin.from(alice).send("transfer", bob, SUPPLY);

      assertThat(coin).reading("balanceOf", alice).is(0);
      assertThat(coin).reading("balanceOf", bob).is(SUPPLY);
      assertThat(tx).returned(true).emitted("Transfer", alice, bob, SUPPLY);
      assertThat(tx).gasUsed().isLessThan(90_000);
    }

    @Test
    void movesNothingAndSaysSo(Account alice, Account bob) {
      Tx tx = coin.from(bob).send("transfer", alice, 0);

      assertThat(coin).reading("balanceOf", alice).is(SUPPLY);
      assertThat(coin).reading("balanceOf", bob).is(0);
      assertThat(tx).emitted("Transfer", bob, alice, 0);
    }

    @Test
    void leavesTheBalanceOfWhoSendsToThemselves(Account alice) {
      coin.from(alice).send("transfer", alice, 40);

      assertThat(coin).reading("balanceOf", alice).is(SUPPLY);
      assertThat(coin).reading("totalSupply").is(SUPPLY);
    }

    @Test
    void refusesMoreThanThereIs(Account alice, Account bob) {
      expectRevert(
          () -> coin.from(alice).send("transfer", bob, SUPPLY + 1),
          "ERC20InsufficientBalance",
          alice,
          SUPPLY,
          SUPPLY + 1);
    }

    @Test
    void refusesNobodyAsReceiver(Account alice) {
      expectRevert(
          () -> coin.from(alice).send("transfer", Address.ZERO, 1),
          "ERC20InvalidReceiver",
          Address.ZERO);
    }

    @Test
    void looksAtTheReceiverBeforeTheBalance(Account bob) {
      expectRevert(
          () -> coin.from(bob).send("transfer", Address.ZERO, 1),
          "ERC20InvalidReceiver",
          Address.ZERO);
    }

    @Test
    void refusesCoinsOfTheChain(Account alice, Account bob) {
      expectRevert(
          () -> coin.from(alice).value(U256.ONE).send("transfer", bob, 1),
          "Error",
          "the function transfer takes no coins");
    }
  }

  @Nested
  class Approve {
    @Test
    void setsTheAllowance(Account alice, Account bob) {
      Tx tx = coin.from(alice).send("approve", bob, SUPPLY + 1);

      assertThat(tx).returned(true).emitted("Approval", alice, bob, SUPPLY + 1);
      assertThat(coin).reading("allowance", alice, bob).is(SUPPLY + 1);
    }

    @Test
    void replacesTheAllowanceBefore(Account alice, Account bob) {
      coin.from(alice).send("approve", bob, 1);
      coin.from(alice).send("approve", bob, SUPPLY);

      assertThat(coin).reading("allowance", alice, bob).is(SUPPLY);
    }

    @Test
    void refusesNobodyAsSpender(Account alice) {
      expectRevert(
          () -> coin.from(alice).send("approve", Address.ZERO, SUPPLY),
          "ERC20InvalidSpender",
          Address.ZERO);
    }
  }

  @Nested
  class TransferFrom {
    @Test
    void spendsTheAllowance(Account alice, Account bob, Account carol) {
      coin.from(alice).send("approve", bob, 60);
      Tx tx = coin.from(bob).send("transferFrom", alice, carol, 40);

      assertThat(coin).reading("balanceOf", alice).is(60);
      assertThat(coin).reading("balanceOf", carol).is(40);
      assertThat(coin).reading("allowance", alice, bob).is(20);
      assertThat(tx).returned(true).emitted("Transfer", alice, carol, 40);
      assertEquals(0, tx.events("Approval").size());
    }

    @Test
    void leavesAnAllowanceWithoutLimit(Account alice, Account bob, Account carol) {
      coin.from(alice).send("approve", bob, U256.MAX);
      Tx tx = coin.from(bob).send("transferFrom", alice, carol, 1);

      assertThat(coin).reading("allowance", alice, bob).is(U256.MAX);
      assertEquals(0, tx.events("Approval").size());
    }

    @Test
    void refusesMoreThanAllowed(Account alice, Account bob, Account carol) {
      coin.from(alice).send("approve", bob, SUPPLY - 1);
      expectRevert(
          () -> coin.from(bob).send("transferFrom", alice, carol, SUPPLY),
          "ERC20InsufficientAllowance",
          bob,
          SUPPLY - 1,
          SUPPLY);
    }

    @Test
    void refusesMoreThanTheOwnerHas(Account alice, Account bob, Account carol) {
      coin.from(alice).send("approve", bob, SUPPLY);
      coin.from(alice).send("transfer", carol, 1);
      expectRevert(
          () -> coin.from(bob).send("transferFrom", alice, carol, SUPPLY),
          "ERC20InsufficientBalance",
          alice,
          SUPPLY - 1,
          SUPPLY);
    }

    @Test
    void keepsTheAllowanceOfATransferThatFails(Account alice, Account bob) {
      coin.from(alice).send("approve", bob, SUPPLY + 1);
      expectRevert(() -> coin.from(bob).send("transferFrom", alice, bob, SUPPLY + 1));

      assertThat(coin).reading("allowance", alice, bob).is(SUPPLY + 1);
    }

    @Test
    void looksAtTheAllowanceFirst(Account bob, Account carol) {
      expectRevert(
          () -> coin.from(bob).send("transferFrom", Address.ZERO, carol, 1),
          "ERC20InsufficientAllowance",
          bob,
          0,
          1);
    }

    @Test
    void refusesNobodyAsReceiver(Account alice, Account bob) {
      coin.from(alice).send("approve", bob, SUPPLY);
      expectRevert(
          () -> coin.from(bob).send("transferFrom", alice, Address.ZERO, SUPPLY),
          "ERC20InvalidReceiver",
          Address.ZERO);
    }

    @Test
    void refusesNobodyAsOwner(Account bob, Account carol) {
      expectRevert(
          () -> coin.from(bob).send("transferFrom", Address.ZERO, carol, 0),
          "ERC20InvalidApprover",
          Address.ZERO);
    }
  }

  @Nested
  class Burn {
    @Test
    void destroysOnesOwn(Account alice) {
      Tx tx = coin.from(alice).send("burn", 30);

      assertThat(tx).emitted("Transfer", alice, Address.ZERO, 30);
      assertThat(coin).reading("balanceOf", alice).is(SUPPLY - 30);
      assertThat(coin).reading("totalSupply").is(SUPPLY - 30);
    }

    @Test
    void refusesMoreThanOneHas(Account bob) {
      expectRevert(() -> coin.from(bob).send("burn", 1), "ERC20InsufficientBalance", bob, 0, 1);
    }
  }

  @Test
  void takesTheLargestSupplyThereIs(Chain chain, Account deployer, Account bob) {
    Deployed largest = chain.deploy("token/Coin.js", "All", "ALL", U256.MAX);
    largest.from(deployer).send("transfer", bob, U256.MAX);

    assertThat(largest).reading("balanceOf", bob).is(U256.MAX);
  }

  @Test
  void hasNoFunctionThatMakesCoins() {
    assertEquals(
        0,
        coin.abi().functions().stream()
            .filter(function -> function.name().contains("mint"))
            .count());
  }
}
