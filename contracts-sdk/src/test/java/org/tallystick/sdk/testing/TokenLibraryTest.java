package org.tallystick.sdk.testing;

import static org.tallystick.sdk.testing.ContractAssertions.assertThat;
import static org.tallystick.sdk.testing.ContractAssertions.expectPanic;
import static org.tallystick.sdk.testing.ContractAssertions.expectRevert;

import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;

/// What `tally/token` gives to derived classes, as OpenZeppelin's tests of ERC20 list it.
@ContractTest
class TokenLibraryTest {
  @Deploy(
      value = "Token.js",
      args = {"My Token", "MTKN"})
  static Deployed token;

  @Test
  void mintingRaisesSupplyAndBalance(Account ann) {
    Tx tx = token.from(ann).send("mint", ann, 100);

    assertThat(token).reading("totalSupply").is(100);
    assertThat(token).reading("balanceOf", ann).is(100);
    assertThat(tx).emitted("Transfer", Address.ZERO, ann, 100);
  }

  @Test
  void mintingForNobodyIsRefused(Account ann) {
    expectRevert(
        () -> token.from(ann).send("mint", Address.ZERO, 50), "ERC20InvalidReceiver", Address.ZERO);
  }

  @Test
  void mintingMoreThanANumberHoldsPanics(Account ann, Account ben) {
    token.from(ann).send("mint", ann, U256.MAX);
    expectPanic(() -> token.from(ann).send("mint", ben, 1), 0x11);
  }

  @Test
  void burningLowersSupplyAndBalance(Account ann) {
    token.from(ann).send("mint", ann, 100);
    Tx tx = token.from(ann).send("burn", ann, 99);

    assertThat(token).reading("totalSupply").is(1);
    assertThat(token).reading("balanceOf", ann).is(1);
    assertThat(tx).emitted("Transfer", ann, Address.ZERO, 99);
  }

  @Test
  void burningForNobodyIsRefused(Account ann) {
    expectRevert(
        () -> token.from(ann).send("burn", Address.ZERO, 1), "ERC20InvalidSender", Address.ZERO);
  }

  @Test
  void burningMoreThanThereIsIsRefused(Account ann) {
    token.from(ann).send("mint", ann, 100);
    expectRevert(
        () -> token.from(ann).send("burn", ann, 101), "ERC20InsufficientBalance", ann, 100, 101);
  }

  @Test
  void sendingFromNobodyIsRefused(Account ann) {
    expectRevert(
        () -> token.from(ann).send("move", Address.ZERO, ann, 1),
        "ERC20InvalidSender",
        Address.ZERO);
  }

  @Test
  void sendingFromNobodyToNobodyNamesTheSender(Account ann) {
    expectRevert(
        () -> token.from(ann).send("move", Address.ZERO, Address.ZERO, 1),
        "ERC20InvalidSender",
        Address.ZERO);
  }

  @Test
  void allowingForNobodyIsRefused(Account ann) {
    expectRevert(
        () -> token.from(ann).send("allow", Address.ZERO, ann, 1),
        "ERC20InvalidApprover",
        Address.ZERO);
    expectRevert(
        () -> token.from(ann).send("allow", Address.ZERO, Address.ZERO, 1),
        "ERC20InvalidApprover",
        Address.ZERO);
    expectRevert(
        () -> token.from(ann).send("allow", ann, Address.ZERO, 1),
        "ERC20InvalidSpender",
        Address.ZERO);
  }
}
