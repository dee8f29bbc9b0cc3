package org.tallystick.node.consensus.local;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.Account;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StoredState;

/// What the accounts of a chain have, in plain maps: what a development chain is compared with.
final class DevWorld {
  /// An account under change.
  static final class Person {
    long nonce;
    BigInteger wei = BigInteger.ZERO;
    boolean hasCode;
    final SortedMap<Integer, Integer> slots = new TreeMap<>();

    boolean isEmpty() {
      return nonce == 0 && wei.signum() == 0 && !hasCode;
    }

    private Person copy() {
      Person copy = new Person();
      copy.nonce = nonce;
      copy.wei = wei;
      copy.hasCode = hasCode;
      copy.slots.putAll(slots);
      return copy;
    }
  }

  final SortedMap<Address, Person> people = new TreeMap<>();

  Person person(Address address) {
    return people.computeIfAbsent(address, _ -> new Person());
  }

  DevWorld copy() {
    DevWorld copy = new DevWorld();
    people.forEach((address, person) -> copy.people.put(address, person.copy()));
    return copy;
  }

  /// Makes the accounts that another world has what they are there.
  void take(DevWorld other) {
    other.people.forEach((address, person) -> {
      if (!person.isEmpty()) {
        people.put(address, person.copy());
      }
    });
  }

  /// Does what a block of transfers did.
  void follow(Block block) {
    BigInteger baseFeeWei = block.header().baseFeePerGasWei().value();
    BigInteger gas = BigInteger.valueOf(Transfers.TRANSFER_GAS);
    for (SignedTransaction transaction : block.transactions()) {
      BigInteger priceWei =
          transaction.payload().effectiveGasPriceWei(block.header().baseFeePerGasWei()).value();
      BigInteger valueWei = transaction.payload().valueWei().value();
      Person sender = person(transaction.sender());
      sender.nonce++;
      sender.wei = sender.wei.subtract(valueWei).subtract(priceWei.multiply(gas));
      Person receiver = person(transaction.payload().to().orElseThrow());
      receiver.wei = receiver.wei.add(valueWei);
      Person miner = person(block.header().feeRecipient());
      miner.wei = miner.wei.add(priceWei.subtract(baseFeeWei).multiply(gas));
    }
  }

  /// The root of a state that has all this, made from nothing.
  Hash root() {
    StoredState nothing = new StoredState(MemoryStateStore.EMPTY);
    SortedMap<Address, AccountChange> changes = new TreeMap<>();
    people.forEach((address, person) -> {
      if (!person.isEmpty()) {
        Account account = Account.EMPTY.withNonce(person.nonce).withBalance(new U256(person.wei));
        account = person.hasCode ? account.withCode(TestMachine.CODE.hash()) : account;
        SortedMap<Hash, U256> slots = new TreeMap<>();
        person.slots.forEach((slot, value) -> slots.put(slot(slot), U256.of(value)));
        changes.put(address, AccountChange.of(nothing, address, Optional.of(account), slots));
      }
    });
    return StateTrie.prepare(MemoryStateStore.EMPTY, new StateChanges(changes, Map.of())).root();
  }

  static Hash slot(int number) {
    return Hash.wrap(U256.of(number).toWord());
  }
}
