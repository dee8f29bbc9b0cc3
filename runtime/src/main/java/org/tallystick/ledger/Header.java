package org.tallystick.ledger;

import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// What a block says of itself and of its place in the chain: the 16 fields of Ethereum's London
/// header (Yellow Paper, section 4.4, and [EIP-1559](https://eips.ethereum.org/EIPS/eip-1559)).
///
/// @param ommersHash [#NO_OMMERS] always
/// @param feeRecipient whom tips and rewards go to; `miner` in JSON-RPC
/// @param stateRoot root of all accounts after the block
/// @param transactionsRoot see [TransactionCodec#root]
/// @param receiptsRoot see [ReceiptCodec#root]
/// @param logsBloom filter of all logs of the block
/// @param difficulty zero but with proof of work
/// @param number of blocks before it
/// @param gasLimit gas all transactions together may use
/// @param gasUsed gas they did use
/// @param timestampSeconds since 1970
/// @param extraData what the proposer or engine adds
/// @param mixHash the block's randomness ([EIP-4399](https://eips.ethereum.org/EIPS/eip-4399));
///   part of the proof of work where there is one
/// @param nonce 64 bits of the proof of work; zero without one
/// @param baseFeePerGasWei burned for each unit of gas
public record Header(
    Hash parentHash,
    Hash ommersHash,
    Address feeRecipient,
    Hash stateRoot,
    Hash transactionsRoot,
    Hash receiptsRoot,
    Bloom logsBloom,
    U256 difficulty,
    long number,
    long gasLimit,
    long gasUsed,
    long timestampSeconds,
    Bytes extraData,
    Hash mixHash,
    long nonce,
    U256 baseFeePerGasWei) {
  /// Keccak-256 of the RLP of an empty list: no block here has ommers
  /// ([EIP-3675](https://eips.ethereum.org/EIPS/eip-3675)).
  public static final Hash NO_OMMERS =
      Hash.fromHex("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");

  /// @throws LedgerException where a number is negative
  public Header {
    requireNotNegative("number", number);
    requireNotNegative("gasLimit", gasLimit);
    requireNotNegative("gasUsed", gasUsed);
    requireNotNegative("timestamp", timestampSeconds);
  }

  /// The hash of the block: Keccak-256 of the header's RLP. Computed anew at each call.
  public Hash hash() {
    return HeaderCodec.hash(this);
  }

  private static void requireNotNegative(String field, long number) {
    if (number < 0) {
      throw new LedgerException("header, " + field + ": at least zero, got " + number);
    }
  }
}
