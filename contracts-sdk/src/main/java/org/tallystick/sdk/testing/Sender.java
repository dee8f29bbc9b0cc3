package org.tallystick.sdk.testing;

import java.util.List;
import java.util.Optional;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.contract.ContractAddress;
import org.tallystick.sdk.bundle.Artifact;
import org.tallystick.sdk.bundle.Checker.Checked;
import org.tallystick.sdk.values.Value;

/// What an account does with the chain itself: deploy contracts, send coins.
public final class Sender {
  private final Chain chain;
  private final Terms terms;

  Sender(Chain chain, Terms terms) {
    this.chain = chain;
    this.terms = terms;
  }

  /// The same with coins for the constructor.
  public Sender value(U256 wei) {
    return new Sender(chain, terms.withValue(wei));
  }

  /// The same with this gas limit.
  public Sender gas(long limit) {
    return new Sender(chain, terms.withGas(limit));
  }

  /// Deploys a contract.
  ///
  /// @param path of its file, as in [Deploy#value()]
  /// @throws Reverted where its constructor throws
  public Deployed deploy(String path, Object... arguments) {
    Checked.Passed built = Contracts.build(path);
    Artifact artifact = built.artifact();
    AbiParameters parameters = artifact.abi().constructor().orElse(AbiConstructor.DEFAULT).inputs();
    String what = "new " + artifact.name();
    List<Object> values = chain.arguments(what, parameters, arguments);
    Address sender = terms.from().address();
    Address address = ContractAddress.byNonce(sender, chain.memory().nonce(sender));
    // Known beforehand, so that events of the constructor can be read.
    Deployed deployed = chain.register(address, built);
    Attempt attempt = Attempt.of(chain, terms, what, parameters, values);
    deployed.deployedBy(
        attempt.send(
            Optional.empty(),
            artifact.creationData(values),
            Optional.of(deployed),
            returned -> Value.NOTHING));
    return deployed;
  }

  /// Sends coins.
  ///
  /// @throws Reverted where the receiver is a contract that refuses them
  public Tx transfer(Addressed to, U256 wei) {
    Attempt attempt = new Attempt(chain, terms.withValue(wei), "transfer to " + to);
    return attempt.send(
        Optional.of(to.address()),
        Bytes.EMPTY,
        to instanceof Deployed contract ? Optional.of(contract) : Optional.empty(),
        returned -> Value.NOTHING);
  }
}
