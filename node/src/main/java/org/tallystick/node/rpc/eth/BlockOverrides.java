package org.tallystick.node.rpc.eth;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Scene;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.node.rpc.protocol.Argument;

/// What a caller pretends of a block; what is absent is as it is.
public record BlockOverrides(
    OptionalLong number,
    OptionalLong timestampSeconds,
    OptionalLong gasLimit,
    Optional<Address> feeRecipient,
    Optional<U256> baseFeePerGasWei,
    Hash randomness) {
  public static final BlockOverrides NONE =
      new BlockOverrides(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Hash.ZERO);

  /// Reads them. Difficulty and blobs are not part of this chain, and pretending them changes
  /// nothing.
  public static BlockOverrides read(Argument argument) {
    refuseMembers(argument);
    return new BlockOverrides(
        number(argument, "number"),
        number(argument, "time"),
        gasLimit(argument),
        argument.member("feeRecipient").map(Argument::address),
        argument.member("baseFeePerGas").map(Argument::quantity),
        argument.member("prevRandao").map(Argument::slot).orElse(Hash.ZERO));
  }

  private static void refuseMembers(Argument argument) {
    argument
        .member("withdrawals")
        .filter(withdrawals -> !withdrawals.elements().isEmpty())
        .ifPresent(withdrawals -> {
          throw withdrawals.fault("this chain has no withdrawals");
        });
    argument
        .member("beaconRoot")
        .ifPresent(root -> {
          throw root.fault("this chain has no beacon");
        });
  }

  private static OptionalLong number(Argument argument, String name) {
    Optional<Argument> member = argument.member(name);
    return member.isPresent()
        ? OptionalLong.of(member.get().smallQuantity())
        : OptionalLong.empty();
  }

  private static OptionalLong gasLimit(Argument argument) {
    OptionalLong gasLimit = number(argument, "gasLimit");
    if (gasLimit.isPresent() && gasLimit.getAsLong() < Genesis.GAS_LIMIT_MIN) {
      throw argument.fault(
          "a block's gasLimit is at least "
              + Genesis.GAS_LIMIT_MIN
              + ", got "
              + gasLimit.getAsLong());
    }
    return gasLimit;
  }

  /// The scene as it would be.
  public Scene over(Scene scene) {
    BlockEnvironment block = scene.block();
    return new Scene(
        scene.state(),
        new BlockEnvironment(
            number.orElse(block.number()),
            timestampSeconds.orElse(block.timestampSeconds()),
            block.chainId(),
            feeRecipient.orElse(block.proposer()),
            baseFeePerGasWei.orElse(block.baseFeeWei()),
            block.parentHash()),
        gasLimit.orElse(scene.gasLimit()));
  }
}
