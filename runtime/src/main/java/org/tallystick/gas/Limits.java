package org.tallystick.gas;

/// The limits every node of a chain keeps, whatever its machine: a block or transaction past one of
/// them is invalid everywhere. What a node only keeps for itself, as its pool's size, is not here.
public final class Limits {
  /// Gas of a block where the genesis file says nothing else.
  public static final long BLOCK_GAS_DEFAULT = 30_000_000;

  /// Gas limit of one transaction, at most; the block's limit where that is smaller
  /// ([EIP-7825](https://eips.ethereum.org/EIPS/eip-7825)).
  public static final long TRANSACTION_GAS_MAX = 16_777_216;

  /// Code of one contract: the prefix and the RLP of its files.
  public static final int CODE_BYTES_MAX = 262_144;

  /// Code and constructor arguments together, Ethereum's "initcode"
  /// ([EIP-3860](https://eips.ethereum.org/EIPS/eip-3860) with a limit for source).
  public static final int CREATION_DATA_BYTES_MAX = 294_912;

  /// A signed transaction as it travels, in the pool, in gossip and in blocks.
  public static final int TRANSACTION_BYTES_MAX = 327_680;

  /// The transactions of one block together, as they travel.
  public static final int BLOCK_BYTES_MAX = 1_048_576;

  /// What the proposer may write into a header (Yellow Paper, section 4.4.4).
  public static final int EXTRA_DATA_BYTES_MAX = 32;

  /// Contracts that wait for one another's calls, the one that runs included.
  public static final int CALL_DEPTH_MAX = 256;

  /// Calls inside one another over a whole transaction, in units of which an ordinary function
  /// takes one. Far below what the stack of a contract thread holds.
  public static final int STACK_UNITS_MAX = 2_048;

  /// Live memory of all contracts of one transaction.
  public static final int LIVE_MEMORY_BYTES_MAX = 67_108_864;

  /// What a call gives back, its revert data included.
  public static final int RETURN_DATA_BYTES_MAX = 65_536;

  /// Data of one event, its topics apart.
  public static final int EVENT_DATA_BYTES_MAX = 65_536;

  /// Topics of one event.
  public static final int EVENT_TOPICS_MAX = 4;

  /// Size of a BigInt in a contract.
  public static final int BIG_INT_BITS_MAX = 65_536;

  private Limits() {}
}
