package org.tallystick.sdk.testing;

import static org.tallystick.sdk.testing.ContractAssertions.assertThat;
import static org.tallystick.sdk.testing.ContractAssertions.expectRevert;

import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;

/// `tally/access`, as OpenZeppelin's tests of Ownable list it.
@ContractTest
class AccessLibraryTest {
  @Deploy(value = "Owned.js", args = "ann")
  static Deployed owned;

  @Test
  void theOwnerIsWhoWasNamed(Account ann) {
    assertThat(owned).reading("owner").is(ann);
    assertThat(owned.deployment().orElseThrow()).emitted("OwnershipTransferred", Address.ZERO, ann);
  }

  @Test
  void nobodyCannotBeTheFirstOwner(Chain chain) {
    expectRevert(() -> chain.deploy("Owned.js", Address.ZERO), "OwnableInvalidOwner", Address.ZERO);
  }

  @Test
  void onlyTheOwnerMayDoWhatIsTheOwners(Account ann, Account ben) {
    owned.from(ann).send("set", 5);
    assertThat(owned).reading("number").is(5);
    expectRevert(() -> owned.from(ben).send("set", 6), "OwnableUnauthorizedAccount", ben);
  }

  @Test
  void theOwnerHandsTheContractOn(Account ann, Account ben) {
    Tx tx = owned.from(ann).send("transferOwnership", ben);

    assertThat(tx).emitted("OwnershipTransferred", ann, ben);
    assertThat(owned).reading("owner").is(ben);
    expectRevert(() -> owned.from(ann).send("set", 6), "OwnableUnauthorizedAccount", ann);
  }

  @Test
  void nobodyElseHandsTheContractOn(Account ben) {
    expectRevert(
        () -> owned.from(ben).send("transferOwnership", ben), "OwnableUnauthorizedAccount", ben);
  }

  @Test
  void theContractIsNotHandedToNobody(Account ann) {
    expectRevert(
        () -> owned.from(ann).send("transferOwnership", Address.ZERO),
        "OwnableInvalidOwner",
        Address.ZERO);
  }

  @Test
  void theOwnerMayLeave(Account ann) {
    Tx tx = owned.from(ann).send("renounceOwnership");

    assertThat(tx).emitted("OwnershipTransferred", ann, Address.ZERO);
    assertThat(owned).reading("owner").is(Address.ZERO);
    expectRevert(() -> owned.from(ann).send("set", 6), "OwnableUnauthorizedAccount", ann);
  }

  @Test
  void nobodyElseSendsTheOwnerAway(Account ben) {
    expectRevert(
        () -> owned.from(ben).send("renounceOwnership"), "OwnableUnauthorizedAccount", ben);
  }
}
