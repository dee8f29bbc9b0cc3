package org.tallystick.sdk.testing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiFunction;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.Checksum;
import org.tallystick.sdk.bundle.Checker.Checked;
import org.tallystick.sdk.values.Event;
import org.tallystick.sdk.values.Value;

/// A contract on a test chain.
public final class Deployed implements Addressed {
  private static final Account NOBODY = Account.named("nobody");

  private final Chain chain;
  private final Address address;
  private final Checked.Passed built;
  private @Nullable Tx deployment;

  Deployed(Chain chain, Address address, Checked.Passed built) {
    this.chain = chain;
    this.address = address;
    this.built = built;
  }

  void deployedBy(Tx transaction) {
    deployment = transaction;
  }

  Checked.Passed built() {
    return built;
  }

  @Override
  public Address address() {
    return address;
  }

  /// Name of the class.
  public String name() {
    return built.artifact().name();
  }

  public Abi abi() {
    return built.artifact().abi();
  }

  /// The transaction that deployed it; absent where another contract did.
  public Optional<Tx> deployment() {
    return Optional.ofNullable(deployment);
  }

  /// What an account may do with the contract.
  public Caller from(Account account) {
    return new Caller(chain, this, Terms.of(chain.account(account.name())));
  }

  /// Asks a function as nobody in particular.
  ///
  /// @param function name, or the signature where the name is overloaded
  /// @param arguments whatever [org.tallystick.sdk.values.Arguments] takes
  /// @throws FailedCall where it does not succeed
  public Value call(String function, Object... arguments) {
    return new Caller(chain, this, Terms.of(NOBODY)).call(function, arguments);
  }

  /// All events of the contract, the oldest first.
  public List<Event> events() {
    return chain.logs().stream().filter(event -> event.contract().equals(address)).toList();
  }

  Chain chain() {
    return chain;
  }

  AbiFunction function(String named, int argumentCount) {
    Optional<AbiFunction> bySignature = abi().function(named);
    if (bySignature.isPresent()) {
      return bySignature.get();
    }
    List<AbiFunction> byName = abi().functionsNamed(named);
    List<AbiFunction> fitting =
        byName.size() == 1
            ? byName
            : byName.stream()
                .filter(function -> function.inputs().size() == argumentCount)
                .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw new IllegalArgumentException(
        byName.isEmpty()
            ? name() + " has no function " + named + "; it has " + listed(abi().functions())
            : "name one of " + listed(byName) + " by its signature");
  }

  private static String listed(List<AbiFunction> functions) {
    return functions.stream().map(AbiFunction::signature).collect(Collectors.joining(", "));
  }

  /// Name and address: `Coin 0x9C07…`.
  @Override
  public String toString() {
    return name() + " " + Checksum.encode(address);
  }
}
