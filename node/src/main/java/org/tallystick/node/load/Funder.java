package org.tallystick.node.load;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.client.CallRequest;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.client.TransactionSender;

/// Who pays for a load: gives its senders what they send, and the coins for gas.
public sealed interface Funder {
  Address address();

  /// Hands a transaction to the node.
  ///
  /// @param to absent to create a contract
  Hash send(NodeClient node, Optional<Address> to, U256 valueWei, Bytes data);

  /// The key of a sender: the same in each run, so that what one leaves is there for the next.
  KeyPair sender(int number);

  /// An account that the node signs for. Its senders' keys are known to all, as are those of a
  /// development chain.
  record OfNode(Address address) implements Funder {
    @Override
    public Hash send(NodeClient node, Optional<Address> to, U256 valueWei, Bytes data) {
      return node.sendFrom(new CallRequest(address, to, valueWei, data));
    }

    @Override
    public KeyPair sender(int number) {
      return derived(address.bytes(), number);
    }
  }

  /// Somebody with a key. Nobody without it gets the keys of the senders.
  record ByKey(KeyPair key) implements Funder {
    @Override
    public Address address() {
      return key.address();
    }

    @Override
    public Hash send(NodeClient node, Optional<Address> to, U256 valueWei, Bytes data) {
      SignedTransaction transaction =
          new TransactionSender(node, key).sign(to, valueWei, data, OptionalLong.empty());
      node.send(transaction);
      return transaction.hash();
    }

    @Override
    public KeyPair sender(int number) {
      return derived(key.secret().bytes(), number);
    }
  }

  /// An account that only takes.
  default Address recipient(int number) {
    return Address.fromLastBytes(seed("recipient", address().bytes(), number));
  }

  private static KeyPair derived(Bytes from, int number) {
    return KeyPair.fromSecret(seed("sender", from, number));
  }

  private static Hash seed(String role, Bytes from, int number) {
    String words = "tally bench " + role + " " + number;
    return Keccak.hash(Bytes.concat(Bytes.wrap(words.getBytes(StandardCharsets.UTF_8)), from));
  }
}
