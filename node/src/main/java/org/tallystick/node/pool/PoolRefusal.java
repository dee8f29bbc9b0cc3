package org.tallystick.node.pool;

import java.math.BigInteger;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;

/// Why a pool does not take a transaction that is valid by itself. Each case carries what was there
/// and what would have been right. The words begin as go-ethereum's do, because clients tell the
/// cases apart by them.
public sealed interface PoolRefusal {
  /// The sentence a JSON-RPC client is told.
  String words();

  /// Another with this nonce waits, and is not outbid by enough in both fees.
  ///
  /// @param maxFeePerGasWei bid by the newcomer
  /// @param maxFeePerGasNeededWei to take the place
  /// @param maxPriorityFeePerGasWei bid by the newcomer
  /// @param maxPriorityFeePerGasNeededWei to take the place
  record ReplacementUnderpriced(
      U256 maxFeePerGasWei,
      BigInteger maxFeePerGasNeededWei,
      U256 maxPriorityFeePerGasWei,
      BigInteger maxPriorityFeePerGasNeededWei)
      implements PoolRefusal {
    @Override
    public String words() {
      return "replacement transaction underpriced: maxFeePerGas "
          + maxFeePerGasWei
          + ", needed "
          + maxFeePerGasNeededWei
          + "; maxPriorityFeePerGas "
          + maxPriorityFeePerGasWei
          + ", needed "
          + maxPriorityFeePerGasNeededWei;
    }
  }

  /// Pays less for its gas than this pool was told to ask for.
  record BelowMinimum(U256 maxFeePerGasWei, U256 minGasPriceWei) implements PoolRefusal {
    @Override
    public String words() {
      return "transaction underpriced: maxFeePerGas "
          + maxFeePerGasWei
          + ", minimum needed "
          + minGasPriceWei;
    }
  }

  /// The sender could pay for it alone, but not together with his other transactions that wait.
  ///
  /// @param waitingCostWei of the others
  /// @param costWei of the newcomer
  record Overdraft(Address sender, U256 balanceWei, BigInteger waitingCostWei, BigInteger costWei)
      implements PoolRefusal {
    @Override
    public String words() {
      return "insufficient funds for gas * price + value: address "
          + Checksum.encode(sender)
          + " have "
          + balanceWei
          + " want "
          + costWei
          + " beside "
          + waitingCostWei
          + " for the transactions that wait";
    }
  }

  /// The sender has as many queued transactions as an account may have.
  ///
  /// @param nextNonce that the queue waits for, without a sign
  record TooManyQueued(Address sender, int queuedMax, long nextNonce) implements PoolRefusal {
    @Override
    public String words() {
      return "account limit exceeded: address "
          + Checksum.encode(sender)
          + " has "
          + queuedMax
          + " transactions queued behind the missing nonce "
          + Long.toUnsignedString(nextNonce);
    }
  }

  /// There is no room, and nobody has more than his share.
  ///
  /// @param kind of transactions there is no room for
  record PoolFull(String kind, int max) implements PoolRefusal {
    @Override
    public String words() {
      return "txpool is full: it holds " + max + " " + kind + " transactions; send again later";
    }
  }
}
