package org.tallystick.node.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Seal;
import org.tallystick.state.Account;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StoredState;

/// Accounts and contracts that come, change and go at random.
///
/// @param slotsEach of a contract
public record RandomWorld(int addresses, int slotsEach, int changesPerBlock) {
  /// A block's changes.
  public StateChanges changes(Random random, StoredState state) {
    SortedMap<Address, AccountChange> accounts = new TreeMap<>();
    Map<Hash, Bytes> codes = new TreeMap<>();
    for (int count = 0; count < changesPerBlock; count++) {
      Address address = address(random.nextInt(addresses));
      Account before = state.account(address).orElse(Account.EMPTY);
      boolean isContract = before.hasCode() || random.nextInt(4) == 0;
      if (!isContract && random.nextInt(5) == 0) {
        accounts.put(address, AccountChange.of(state, address, Optional.empty(), Map.of()));
        continue;
      }
      Account after = before.withNonce(before.nonce() + 1).withBalance(U256.of(random.nextInt(9)));
      SortedMap<Hash, U256> slots = new TreeMap<>();
      if (isContract) {
        Bytes code = Bytes.of((byte) random.nextInt());
        codes.put(Keccak.hash(code), code);
        after = after.withCode(Keccak.hash(code));
        for (int slot = random.nextInt(6); slot > 0; slot--) {
          slots.put(slot(random.nextInt(slotsEach)), U256.of(random.nextInt(3)));
        }
      }
      accounts.put(address, AccountChange.of(state, address, Optional.of(after), slots));
    }
    return new StateChanges(accounts, codes);
  }

  /// A block without transactions after which the state has this root.
  public static Block child(Block parent, Hash stateRoot) {
    Header before = parent.header();
    Header header =
        new Header(
            parent.hash(),
            before.ommersHash(),
            before.feeRecipient(),
            stateRoot,
            before.transactionsRoot(),
            before.receiptsRoot(),
            before.logsBloom(),
            before.difficulty(),
            before.number() + 1,
            before.gasLimit(),
            0,
            before.timestampSeconds(),
            Bytes.EMPTY,
            Hash.ZERO,
            0,
            before.baseFeePerGasWei());
    return new Draft(header, List.of()).seal(new Seal.Genesis());
  }

  public static Address address(int number) {
    return Address.fromLastBytes(Keccak.hash(U256.of(number).toWord()));
  }

  public static Hash slot(int number) {
    return Hash.wrap(U256.of(number).toWord());
  }
}
