package org.tallystick.gas;

import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// The price list of everything but JavaScript itself: transactions, storage, calls, logs, code.
///
/// The numbers are Ethereum's, each with the rule it comes from, so that wallets' and people's
/// intuition holds. Only the code prices differ, because code here is source: it is longer than
/// bytecode and has to be parsed before it runs.
public final class GasSchedule {
  /// Any transaction (Yellow Paper, appendix G).
  public static final long TRANSACTION = 21_000;

  /// A zero byte of a transaction's data (Yellow Paper, appendix G).
  public static final long DATA_ZERO_BYTE = 4;

  /// Any other byte of a transaction's data ([EIP-2028](https://eips.ethereum.org/EIPS/eip-2028)).
  public static final long DATA_NONZERO_BYTE = 16;

  /// The least a token of a transaction's data costs, a zero byte being one token and any other
  /// four ([EIP-7623](https://eips.ethereum.org/EIPS/eip-7623)).
  public static final long DATA_FLOOR_TOKEN = 10;

  private static final long TOKENS_OF_NONZERO_BYTE = 4;

  /// An address in an access list ([EIP-2930](https://eips.ethereum.org/EIPS/eip-2930)).
  public static final long ACCESS_LIST_ADDRESS = 2_400;

  /// A storage slot in an access list ([EIP-2930](https://eips.ethereum.org/EIPS/eip-2930)).
  public static final long ACCESS_LIST_SLOT = 1_900;

  /// Making an account out of creation data, in a transaction
  /// ([EIP-2](https://eips.ethereum.org/EIPS/eip-2)) or in a contract (Yellow Paper, appendix G).
  public static final long CREATE = 32_000;

  /// A word of creation data ([EIP-3860](https://eips.ethereum.org/EIPS/eip-3860)).
  public static final long CREATION_DATA_WORD = 2;

  /// A word of creation data hashed for its address
  /// ([EIP-1014](https://eips.ethereum.org/EIPS/eip-1014)).
  public static final long SALTED_CREATION_DATA_WORD = 6;

  /// An account or slot this transaction has been at before
  /// ([EIP-2929](https://eips.ethereum.org/EIPS/eip-2929)).
  public static final long WARM_ACCESS = 100;

  /// The first look at an account ([EIP-2929](https://eips.ethereum.org/EIPS/eip-2929)).
  public static final long COLD_ACCOUNT = 2_600;

  /// The first look at a storage slot ([EIP-2929](https://eips.ethereum.org/EIPS/eip-2929)).
  public static final long COLD_SLOT = 2_100;

  /// Writing a slot that was zero ([EIP-2200](https://eips.ethereum.org/EIPS/eip-2200)).
  public static final long SLOT_SET = 20_000;

  /// Writing a slot that was not zero, without the price of its first look
  /// ([EIP-2929](https://eips.ethereum.org/EIPS/eip-2929): 5,000 - 2,100).
  public static final long SLOT_RESET = 2_900;

  /// Given back for a slot that becomes zero ([EIP-3529](https://eips.ethereum.org/EIPS/eip-3529):
  /// 2,900 + 1,900).
  public static final long SLOT_CLEARED_REFUND = 4_800;

  /// At most one part in this many of a transaction's gas comes back as refunds
  /// ([EIP-3529](https://eips.ethereum.org/EIPS/eip-3529)).
  public static final long REFUND_QUOTIENT_MAX = 5;

  /// A call that moves money (Yellow Paper, appendix G). There is no stipend here: the callee has
  /// the gas it is lent.
  public static final long CALL_VALUE = 9_000;

  /// Money for an account that is empty ([EIP-161](https://eips.ethereum.org/EIPS/eip-161)).
  public static final long NEW_ACCOUNT = 25_000;

  /// One part in this many of a frame's gas is never lent to the frames it calls
  /// ([EIP-150](https://eips.ethereum.org/EIPS/eip-150)).
  public static final long LENDING_QUOTIENT = 64;

  /// Any log (Yellow Paper, appendix G).
  public static final long LOG = 375;

  /// A topic of a log (Yellow Paper, appendix G).
  public static final long LOG_TOPIC = 375;

  /// A byte of a log's data (Yellow Paper, appendix G).
  public static final long LOG_BYTE = 8;

  /// A byte of code that stays in the state. Ethereum's price is 200, for bytecode.
  public static final long CODE_DEPOSIT_BYTE = 32;

  /// A byte of code read and checked when it is deployed.
  public static final long CODE_PARSE_BYTE = 8;

  /// The first use of a code in a transaction, whether or not this machine has it loaded: gas never
  /// depends on what ran before.
  public static final long CODE_LOAD = 5_000;

  /// A byte of code at its first use in a transaction.
  public static final long CODE_LOAD_BYTE = 1;

  /// A unit of work in a code that is parsed and evaluated, about a token of the source.
  public static final long CODE_LOAD_UNIT = 28;

  private static final int WORD_BYTES = 32;

  private GasSchedule() {}

  /// What a transaction pays before anything runs (Yellow Paper, section 6.2, g_0).
  ///
  /// @param data the transaction's data: creation data where it creates
  /// @param accessListAddresses entries of its access list
  /// @param accessListSlots slots of all entries together
  public static long intrinsic(
      Bytes data, boolean creates, int accessListAddresses, int accessListSlots) {
    long zeroBytes = zeroBytes(data);
    long gas =
        TRANSACTION
            + zeroBytes * DATA_ZERO_BYTE
            + (data.length() - zeroBytes) * DATA_NONZERO_BYTE
            + accessListAddresses * ACCESS_LIST_ADDRESS
            + accessListSlots * ACCESS_LIST_SLOT;
    return creates ? gas + CREATE + words(data.length()) * CREATION_DATA_WORD : gas;
  }

  /// The least a transaction pays, however little it runs
  /// ([EIP-7623](https://eips.ethereum.org/EIPS/eip-7623)).
  public static long floor(Bytes data) {
    long zeroBytes = zeroBytes(data);
    long tokens = zeroBytes + (data.length() - zeroBytes) * TOKENS_OF_NONZERO_BYTE;
    return TRANSACTION + tokens * DATA_FLOOR_TOKEN;
  }

  /// What of the refund counter comes back to a transaction that used this much.
  public static long refund(long gasUsed, long refundCounter) {
    return Math.min(gasUsed / REFUND_QUOTIENT_MAX, refundCounter);
  }

  public static long account(boolean cold) {
    return cold ? COLD_ACCOUNT : WARM_ACCESS;
  }

  public static long load(boolean cold) {
    return cold ? COLD_SLOT : WARM_ACCESS;
  }

  /// What a write to storage costs, and what it does to the refund counter.
  ///
  /// @param gas charged at once
  /// @param refund added to the refund counter; negative takes back what an earlier write added
  public record StorePrice(long gas, long refund) {}

  /// Net gas metering: the first change of a slot in a transaction pays for the disk, later ones
  /// only for memory, and going back to where the slot began returns the difference
  /// ([EIP-2200](https://eips.ethereum.org/EIPS/eip-2200) with the numbers of EIP-2929 and
  /// EIP-3529). EIP-2200 also stops every write with 2,300 gas or less left, to keep the stipend of
  /// a plain transfer from writing. No stipend exists here, so neither does that rule.
  ///
  /// @param original when the transaction began
  /// @param current before the write
  public static StorePrice store(U256 original, U256 current, U256 next, boolean cold) {
    long access = cold ? COLD_SLOT : 0;
    if (next.equals(current)) {
      return new StorePrice(access + WARM_ACCESS, 0);
    }
    if (current.equals(original)) {
      return original.isZero()
          ? new StorePrice(access + SLOT_SET, 0)
          : new StorePrice(access + SLOT_RESET, next.isZero() ? SLOT_CLEARED_REFUND : 0);
    }
    long refund = 0;
    if (!original.isZero()) {
      if (current.isZero()) {
        refund -= SLOT_CLEARED_REFUND;
      } else if (next.isZero()) {
        refund += SLOT_CLEARED_REFUND;
      }
    }
    if (next.equals(original)) {
      refund += (original.isZero() ? SLOT_SET : SLOT_RESET) - WARM_ACCESS;
    }
    return new StorePrice(access + WARM_ACCESS, refund);
  }

  public static long log(int topics, int dataLength) {
    return LOG + topics * LOG_TOPIC + dataLength * LOG_BYTE;
  }

  /// What the money of a call costs the caller, besides the look at the account.
  ///
  /// @param toEmptyAccount whether the callee is empty before the call
  public static long transfer(boolean toEmptyAccount) {
    return CALL_VALUE + (toEmptyAccount ? NEW_ACCOUNT : 0);
  }

  /// The most a frame can lend to one it calls.
  public static long lendable(long gasLeft) {
    return gasLeft - gasLeft / LENDING_QUOTIENT;
  }

  /// What a creation costs the contract that asks for it, besides the gas it lends.
  ///
  /// @param salted whether the address comes from a hash of the creation data
  public static long create(int creationDataLength, boolean salted) {
    long word = CREATION_DATA_WORD + (salted ? SALTED_CREATION_DATA_WORD : 0);
    return CREATE + words(creationDataLength) * word;
  }

  /// @param units of work in the code, as its load has them too
  public static long codeParse(int codeLength, int units) {
    return codeLength * CODE_PARSE_BYTE + units * CODE_LOAD_UNIT;
  }

  public static long codeDeposit(int codeLength) {
    return codeLength * CODE_DEPOSIT_BYTE;
  }

  /// @param units of work in the code
  public static long codeLoad(int codeLength, int units) {
    return CODE_LOAD + codeLength * CODE_LOAD_BYTE + units * CODE_LOAD_UNIT;
  }

  private static long zeroBytes(Bytes data) {
    long zeroBytes = 0;
    for (byte one : data.arrayUnsafe()) {
      if (one == 0) {
        zeroBytes++;
      }
    }
    return zeroBytes;
  }

  private static long words(long bytes) {
    return (bytes + WORD_BYTES - 1) / WORD_BYTES;
  }
}
