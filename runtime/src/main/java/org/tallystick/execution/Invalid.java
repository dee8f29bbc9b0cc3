package org.tallystick.execution;

import java.math.BigInteger;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;

/// Why a transaction cannot be in a block: nobody pays for it, and it leaves no trace. Each case
/// carries what was there and what would have been right.
///
/// The words begin as go-ethereum's do, because clients tell the cases apart by them.
public sealed interface Invalid {
  /// The sentence a JSON-RPC client is told.
  String words();

  /// Larger than any transaction may be.
  record TooLarge(int bytes, int bytesMax) implements Invalid {
    @Override
    public String words() {
      return "oversized data: transaction size " + bytes + ", limit " + bytesMax;
    }
  }

  /// Signed without a chain id, so that every chain could take it
  /// ([EIP-155](https://eips.ethereum.org/EIPS/eip-155)).
  record NotReplayProtected(long chainId) implements Invalid {
    @Override
    public String words() {
      return "only replay-protected (EIP-155) transactions allowed over RPC: sign it for chain id "
          + chainId;
    }
  }

  /// Signed for another chain.
  record WrongChain(long transactionChainId, long chainId) implements Invalid {
    @Override
    public String words() {
      return "invalid chain id for signer: have " + transactionChainId + " want " + chainId;
    }
  }

  /// Signed by nobody: its sender is only named, as on a development chain.
  record Impersonated(Address sender) implements Invalid {
    @Override
    public String words() {
      return "invalid sender: address "
          + Checksum.encode(sender)
          + " is impersonated, which only a development chain allows";
    }
  }

  /// Signed with an `s` in the upper half of its range
  /// ([EIP-2](https://eips.ethereum.org/EIPS/eip-2)).
  record HighS() implements Invalid {
    @Override
    public String words() {
      return "invalid transaction v, r, s values: s is above half the order of secp256k1 (EIP-2)";
    }
  }

  /// Bids a higher tip than it would pay in all.
  record TipAboveMaxFee(Address sender, U256 maxPriorityFeePerGasWei, U256 maxFeePerGasWei)
      implements Invalid {
    @Override
    public String words() {
      return "max priority fee per gas higher than max fee per gas: address "
          + Checksum.encode(sender)
          + ", maxPriorityFeePerGas: "
          + maxPriorityFeePerGasWei
          + ", maxFeePerGas: "
          + maxFeePerGasWei;
    }
  }

  /// More gas than any transaction may use ([EIP-7825](https://eips.ethereum.org/EIPS/eip-7825)).
  ///
  /// @param gasLimit without a sign
  record AboveTransactionGas(long gasLimit, long gasLimitMax) implements Invalid {
    @Override
    public String words() {
      return "transaction gas limit too high (cap: "
          + gasLimitMax
          + ", tx: "
          + Long.toUnsignedString(gasLimit)
          + ")";
    }
  }

  /// More gas than a whole block has.
  ///
  /// @param gasLimit without a sign
  record AboveBlockGas(long gasLimit, long blockGasLimit) implements Invalid {
    @Override
    public String words() {
      return "exceeds block gas limit: have "
          + blockGasLimit
          + ", want "
          + Long.toUnsignedString(gasLimit);
    }
  }

  /// Too little gas for the transaction itself, before anything runs.
  record BelowIntrinsicGas(long gasLimit, long intrinsicGas) implements Invalid {
    @Override
    public String words() {
      return "intrinsic gas too low: have " + gasLimit + ", want " + intrinsicGas;
    }
  }

  /// Too little gas for the transaction's data
  /// ([EIP-7623](https://eips.ethereum.org/EIPS/eip-7623)).
  record BelowFloorGas(long gasLimit, long floorGas) implements Invalid {
    @Override
    public String words() {
      return "insufficient gas for floor data gas cost: have " + gasLimit + ", want " + floorGas;
    }
  }

  /// More creation data than any contract may be made of
  /// ([EIP-3860](https://eips.ethereum.org/EIPS/eip-3860)).
  record CreationDataTooLarge(int bytes, int bytesMax) implements Invalid {
    @Override
    public String words() {
      return "max initcode size exceeded: code size " + bytes + " limit " + bytesMax;
    }
  }

  /// Creation data that is no contract of this chain.
  ///
  /// @param rule that is broken, in words
  record BadCreationData(String rule) implements Invalid {
    @Override
    public String words() {
      return "invalid creation data: " + rule;
    }
  }

  /// Sent by an account that is a contract ([EIP-3607](https://eips.ethereum.org/EIPS/eip-3607)).
  record SenderHasCode(Address sender, Hash codeHash) implements Invalid {
    @Override
    public String words() {
      return "sender not an eoa: address " + Checksum.encode(sender) + ", codehash: " + codeHash;
    }
  }

  /// Its place in the sender's order is taken.
  ///
  /// @param transactionNonce without a sign
  /// @param accountNonce without a sign
  record NonceTooLow(Address sender, long transactionNonce, long accountNonce) implements Invalid {
    @Override
    public String words() {
      return "nonce too low: " + nonces(sender, transactionNonce, accountNonce);
    }
  }

  /// Transactions before it in the sender's order are missing.
  ///
  /// @param transactionNonce without a sign
  /// @param accountNonce without a sign
  record NonceTooHigh(Address sender, long transactionNonce, long accountNonce) implements Invalid {
    @Override
    public String words() {
      return "nonce too high: " + nonces(sender, transactionNonce, accountNonce);
    }
  }

  /// The sender cannot pay for all its gas at the highest price, and the value.
  ///
  /// @param costWei may pass 2^256-1
  record InsufficientFunds(Address sender, U256 balanceWei, BigInteger costWei) implements Invalid {
    @Override
    public String words() {
      return "insufficient funds for gas * price + value: address "
          + Checksum.encode(sender)
          + " have "
          + balanceWei
          + " want "
          + costWei;
    }
  }

  /// Bids less than the block burns.
  record MaxFeeBelowBaseFee(Address sender, U256 maxFeePerGasWei, U256 baseFeePerGasWei)
      implements Invalid {
    @Override
    public String words() {
      return "max fee per gas less than block base fee: address "
          + Checksum.encode(sender)
          + ", maxFeePerGas: "
          + maxFeePerGasWei
          + ", baseFee: "
          + baseFeePerGasWei;
    }
  }

  /// The block has not enough gas left.
  record NoGasLeft(long gasLimit, long blockGasLeft) implements Invalid {
    @Override
    public String words() {
      return "gas limit reached: have " + blockGasLeft + ", want " + gasLimit;
    }
  }

  /// The block has not enough bytes left.
  record NoBytesLeft(int bytes, int blockBytesLeft) implements Invalid {
    @Override
    public String words() {
      return "block size limit reached: have " + blockBytesLeft + ", want " + bytes;
    }
  }

  private static String nonces(Address sender, long transactionNonce, long accountNonce) {
    return "address "
        + Checksum.encode(sender)
        + ", tx: "
        + Long.toUnsignedString(transactionNonce)
        + " state: "
        + Long.toUnsignedString(accountNonce);
  }
}
