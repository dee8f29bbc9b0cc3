package org.tallystick.node.load;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiFunction;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.node.client.CallRequest;

/// What is transferred under load.
public sealed interface Asset {
  /// The chain's own coins.
  record Coins() implements Asset {}

  /// A token by ERC-20.
  record Token(Address contract) implements Asset {
    private static final Abi ERC20 =
        Abi.parse(
            """
            function transfer(address to, uint256 value) returns (bool)
            function balanceOf(address account) view returns (uint256)
            """);
    private static final AbiFunction TRANSFER = ERC20.functionsNamed("transfer").getFirst();
    private static final AbiFunction BALANCE_OF = ERC20.functionsNamed("balanceOf").getFirst();

    /// What asks for a balance.
    CallRequest balanceCall(Address account) {
      Bytes data = BALANCE_OF.encodeCall(List.of(account));
      return new CallRequest(account, Optional.of(contract), U256.ZERO, data);
    }
  }

  /// A transfer as a call.
  default CallRequest transfer(Address from, Address to, U256 amount) {
    return switch (this) {
      case Coins _ -> new CallRequest(from, Optional.of(to), amount, Bytes.EMPTY);
      case Token(Address contract) ->
          new CallRequest(
              from,
              Optional.of(contract),
              U256.ZERO,
              Token.TRANSFER.encodeCall(List.of(to, amount.value())));
    };
  }

  /// The method that tells a balance, and its parameters as JSON.
  default Question balance(Address account) {
    return switch (this) {
      case Coins _ -> new Question("eth_getBalance", List.of(quoted(account), "\"latest\""));
      case Token token -> callOf(token.contract(), token.balanceCall(account).data());
    };
  }

  /// What `eth_call` is loaded with: a token's `balanceOf`, and without a token a call of an
  /// account that has no code.
  default Question call(Address account) {
    return switch (this) {
      case Coins _ -> callOf(account, Bytes.EMPTY);
      case Token _ -> balance(account);
    };
  }

  /// A transfer done again as a call, to learn why it failed.
  default Question again(Address sender, Lane.Transfer transfer) {
    CallRequest call = transfer(sender, transfer.to(), transfer.amount());
    return new Question(
        "eth_call",
        List.of(
            "{\"from\":"
                + quoted(sender)
                + ",\"to\":"
                + quoted(call.to().orElseThrow())
                + ",\"value\":\""
                + call.valueWei().toQuantity()
                + "\",\"data\":\""
                + call.data().toHex()
                + "\"}",
            "\"latest\""));
  }

  /// @param parameters as JSON
  record Question(String method, List<String> parameters) {
    public Question {
      parameters = List.copyOf(parameters);
    }

    String document() {
      return Answer.document(1, method, parameters.toArray(String[]::new));
    }
  }

  /// The amount in what a node says to [#balance(Address)].
  static U256 amount(String hex) {
    return hex.equals("0x") ? U256.ZERO : new U256(new BigInteger(hex.substring(2), 16));
  }

  private static Question callOf(Address to, Bytes data) {
    return new Question(
        "eth_call",
        List.of("{\"to\":" + quoted(to) + ",\"data\":\"" + data.toHex() + "\"}", "\"latest\""));
  }

  private static String quoted(Address address) {
    return "\"" + address.toHex() + "\"";
  }
}
