package org.tallystick.node.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.KeyPair;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.client.NodeRefusalException;
import org.tallystick.sdk.values.Arguments;

/// The development accounts by name, number and address, where the node's chain is a development
/// chain. On any other nobody has a name: coins sent to a key that everybody knows are lost.
final class KnownAccounts implements Arguments.Names {
  private final List<Known> accounts;

  private record Known(int number, String name, KeyPair key) {
    boolean isCalled(String who) {
      return who.equals(name)
          || who.equals(Integer.toString(number))
          || who.equalsIgnoreCase(key.address().toHex());
    }
  }

  private KnownAccounts(List<KeyPair> keys, Set<Address> ofNode) {
    this.accounts =
        IntStream.range(0, keys.size())
            .mapToObj(
                number -> new Known(number, DevelopmentAccounts.name(number), keys.get(number)))
            .filter(known -> ofNode.contains(known.key().address()))
            .toList();
  }

  /// Those that the node says it has.
  static KnownAccounts of(NodeClient node) {
    List<Address> ofNode = accounts(node);
    int count = Math.min(ofNode.size(), DevelopmentAccounts.COUNT_MAX);
    return new KnownAccounts(DevelopmentAccounts.keys(count), new HashSet<>(ofNode));
  }

  private static List<Address> accounts(NodeClient node) {
    try {
      return node.accounts();
    } catch (NodeRefusalException noSuchMethod) {
      return List.of();
    }
  }

  @Override
  public Optional<Address> address(String name) {
    return find(known -> known.name().equals(name)).map(known -> known.key().address());
  }

  Optional<String> nameOf(Address address) {
    return find(known -> known.key().address().equals(address)).map(Known::name);
  }

  /// The name of an account, or its address.
  String shown(Address address) {
    return nameOf(address).orElseGet(() -> Checksum.encode(address));
  }

  /// The key of an account.
  ///
  /// @param who name, number or address
  /// @throws CommandException where it is none of these accounts
  KeyPair key(String who) {
    return find(known -> known.isCalled(who))
        .map(Known::key)
        .orElseThrow(() -> CommandException.usage(unknown(who)));
  }

  private Optional<Known> find(Predicate<Known> wanted) {
    return accounts.stream().filter(wanted).findFirst();
  }

  private String unknown(String who) {
    if (accounts.isEmpty()) {
      return "this node has no development accounts, so "
          + who
          + " cannot sign: give a key with --key-file";
    }
    return who
        + " is none of the development accounts "
        + accounts.stream().map(Known::name).collect(Collectors.joining(", "))
        + ": name one of them, or give a key with --key-file";
  }
}
