package org.tallystick.sdk.testing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.execution.Outcome;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.sdk.values.ContractError;
import org.tallystick.sdk.values.Value;

/// One call or transaction on its way, with what it takes to tell people how it failed.
///
/// @param what is called, in words: `Coin.transfer(to: alice, value: 41)`
record Attempt(Chain chain, Terms terms, String what) {
  /// A call with arguments.
  static Attempt of(
      Chain chain, Terms terms, String called, AbiParameters parameters, List<Object> arguments) {
    List<Value> values = Value.all(parameters, arguments);
    return new Attempt(
        chain, terms, called + "(" + Value.shown(parameters, values, chain::nameOf) + ")");
  }

  /// Sends a transaction.
  ///
  /// @param to absent to create a contract
  /// @param contract that runs
  /// @param result makes the result out of what is returned
  Tx send(
      Optional<Address> to,
      Bytes data,
      Optional<Deployed> contract,
      Function<Bytes, Value> result) {
    MemoryChain.Mined mined;
    try {
      mined = chain.memory().send(terms.from(), to, terms.valueWei(), data, terms.gasLimit());
    } catch (MemoryChain.NotMined e) {
      throw new Rejected(e.reason(), toString());
    }
    Bytes returned = returned(mined.outcome(), contract);
    return new Tx(chain, terms.from(), mined, result.apply(returned));
  }

  /// Asks without a transaction.
  Bytes call(Deployed contract, Bytes data) {
    Result result =
        chain
            .memory()
            .call(
                terms.from().address(),
                contract.address(),
                terms.valueWei(),
                data,
                OptionalLong.of(terms.gasLimit()));
    return switch (result) {
      case Result.Rejected(var reason) -> throw new Rejected(reason, toString());
      case Result.Included included -> returned(included.outcome(), Optional.of(contract));
    };
  }

  private Bytes returned(Outcome outcome, Optional<Deployed> contract) {
    return switch (outcome) {
      case Outcome.Success success -> success.returned();
      case Outcome.Halt halt -> throw new Halted(halt, toString());
      case Outcome.Revert revert -> throw reverted(revert, contract);
    };
  }

  private Reverted reverted(Outcome.Revert revert, Optional<Deployed> contract) {
    Optional<Abi> abi = contract.map(Deployed::abi);
    ContractError error = ContractError.read(revert.reason(), chain.abis(abi));
    MachineWords words = MachineWords.of(revert.message());
    StringBuilder message = new StringBuilder("reverted: ").append(error.shown(chain::nameOf));
    if (words.saysMoreThan(error)) {
      message.append("\n   ").append(words.text());
    }
    message.append("\n   ").append(this).append("   gas ").append(revert.gasUsed());
    words
        .place()
        .ifPresent(
            place -> message.append("\n   ").append(place.shown(contract.map(Deployed::built))));
    return new Reverted(error, chain, message.toString());
  }

  @Override
  public String toString() {
    return what + "   " + terms;
  }
}
