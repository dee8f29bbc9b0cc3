package org.tallystick.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.crypto.Secp256k1;
import org.tallystick.crypto.Signature;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.trie.MerkleTrie;

/// Reads and writes transactions of types 0, 1 and 2, and finds out who signed them.
///
/// Every encoding that any of Ethereum's rules ever took is read, high `s` and no chain id
/// included; whether this chain takes it is decided where it is admitted.
public final class TransactionCodec {
  /// `v` of a legacy transaction without a chain id, for an even y (Yellow Paper, appendix F).
  private static final long V_WITHOUT_CHAIN = 27;

  /// `v` of a legacy transaction for chain 0 and an even y
  /// ([EIP-155](https://eips.ethereum.org/EIPS/eip-155)).
  private static final long V_WITH_CHAIN = 35;

  /// The largest type there can ever be ([EIP-2718](https://eips.ethereum.org/EIPS/eip-2718)).
  private static final int TYPE_MAX = 0x7f;

  /// The first byte that begins a list in RLP, and with it a legacy transaction.
  private static final int LIST = 0xc0;

  private TransactionCodec() {}

  /// Reads a transaction as it travels, and recovers its sender.
  ///
  /// @throws LedgerException where the bytes are not exactly one valid transaction
  public static SignedTransaction decode(Bytes encoded) {
    return decode(encoded, TransactionCodec::recover);
  }

  /// Reads a transaction of a block. It may be impersonated: whether a block may have such is
  /// decided where it is executed.
  ///
  /// @throws LedgerException where the bytes are not exactly one transaction
  static SignedTransaction decodeInBlock(Bytes encoded) {
    return decode(
        encoded,
        (payload, signature, bytes) ->
            ImpersonatedSignature.is(signature)
                ? new SignedTransaction(
                    payload,
                    signature,
                    Keccak.hash(bytes),
                    ImpersonatedSignature.sender(signature),
                    bytes)
                : recover(payload, signature, bytes));
  }

  /// Finds out who sent what was read.
  private interface Senders {
    SignedTransaction find(Transaction payload, Signature signature, Bytes encoded);
  }

  private static SignedTransaction decode(Bytes encoded, Senders senders) {
    if (encoded.isEmpty()) {
      throw new LedgerException("transaction: there are no bytes");
    }
    int first = encoded.get(0) & 0xff;
    return switch (first) {
      case AccessListTransaction.TYPE -> decodeAccessList(encoded, senders);
      case FeeMarketTransaction.TYPE -> decodeFeeMarket(encoded, senders);
      default -> {
        if (first < LIST) {
          throw noTransaction(first);
        }
        yield decodeLegacy(encoded, senders);
      }
    };
  }

  private static LedgerException noTransaction(int first) {
    String fault =
        first > TYPE_MAX || first == LegacyTransaction.TYPE
            ? "begins with byte 0x%02x, which is neither a type nor the RLP of a transaction of"
                + " type 0"
            : "type %d is not supported; this chain has types 0, 1 and 2";
    return new LedgerException("transaction: " + fault.formatted(first));
  }

  /// Signs a transaction.
  public static SignedTransaction sign(Transaction payload, KeyPair signer) {
    Signature signature = signer.sign(signingHash(payload));
    Bytes encoded = encode(payload, signature);
    return new SignedTransaction(
        payload, signature, Keccak.hash(encoded), signer.address(), encoded);
  }

  /// Makes a transaction that nobody signed, and that names its sender all the same. Only a
  /// development chain takes it.
  public static SignedTransaction impersonate(Transaction payload, Address sender) {
    Signature signature = ImpersonatedSignature.of(sender);
    Bytes encoded = encode(payload, signature);
    return new SignedTransaction(payload, signature, Keccak.hash(encoded), sender, encoded);
  }

  /// What the sender signs: the hash of everything but the signature.
  public static Hash signingHash(Transaction payload) {
    RlpWriter writer = begin(payload);
    if (payload instanceof LegacyTransaction legacy && legacy.chainId().isPresent()) {
      writer.writeLong(legacy.chainId().getAsLong()).writeLong(0).writeLong(0);
    }
    return Keccak.hash(end(payload, writer));
  }

  /// The root of a block's transactions: the trie from index to encoding (Yellow Paper, section
  /// 4.4.3).
  public static Hash root(List<SignedTransaction> transactions) {
    return MerkleTrie.orderedRoot(transactions.stream().map(SignedTransaction::encoded).toList());
  }

  private static SignedTransaction decodeLegacy(Bytes encoded, Senders senders) {
    FieldReader reader = new FieldReader("transaction", encoded);
    reader.enterList("fields");
    long nonce = reader.unsignedLong("nonce");
    U256 gasPriceWei = reader.u256("gasPrice");
    long gasLimit = reader.unsignedLong("gasLimit");
    Optional<Address> to = readTo(reader);
    U256 valueWei = reader.u256("value");
    Bytes data = reader.bytes("data");
    BigInteger v = reader.u256("v").value();
    int yParity = readLegacyParity(v);
    OptionalLong chainId = readLegacyChainId(v);
    U256 r = reader.u256("r");
    U256 s = reader.u256("s");
    reader.leaveList("fields");
    reader.finish();
    return senders.find(
        new LegacyTransaction(chainId, nonce, gasPriceWei, gasLimit, to, valueWei, data),
        new Signature(r, s, yParity),
        encoded);
  }

  private static SignedTransaction decodeAccessList(Bytes encoded, Senders senders) {
    FieldReader reader = beginTyped(encoded);
    long chainId = reader.unsignedLong("chainId");
    long nonce = reader.unsignedLong("nonce");
    U256 gasPriceWei = reader.u256("gasPrice");
    long gasLimit = reader.unsignedLong("gasLimit");
    Optional<Address> to = readTo(reader);
    U256 valueWei = reader.u256("value");
    Bytes data = reader.bytes("data");
    List<AccessListEntry> accessList = readAccessList(reader);
    Signature signature = endTyped(reader);
    return senders.find(
        new AccessListTransaction(
            chainId, nonce, gasPriceWei, gasLimit, to, valueWei, data, accessList),
        signature,
        encoded);
  }

  private static SignedTransaction decodeFeeMarket(Bytes encoded, Senders senders) {
    FieldReader reader = beginTyped(encoded);
    long chainId = reader.unsignedLong("chainId");
    long nonce = reader.unsignedLong("nonce");
    U256 maxPriorityFeePerGasWei = reader.u256("maxPriorityFeePerGas");
    U256 maxFeePerGasWei = reader.u256("maxFeePerGas");
    long gasLimit = reader.unsignedLong("gasLimit");
    Optional<Address> to = readTo(reader);
    U256 valueWei = reader.u256("value");
    Bytes data = reader.bytes("data");
    List<AccessListEntry> accessList = readAccessList(reader);
    Signature signature = endTyped(reader);
    return senders.find(
        new FeeMarketTransaction(
            chainId,
            nonce,
            maxPriorityFeePerGasWei,
            maxFeePerGasWei,
            gasLimit,
            to,
            valueWei,
            data,
            accessList),
        signature,
        encoded);
  }

  private static FieldReader beginTyped(Bytes encoded) {
    FieldReader reader = new FieldReader("transaction of type " + encoded.get(0), encoded.slice(1));
    reader.enterList("fields");
    return reader;
  }

  private static Signature endTyped(FieldReader reader) {
    long yParity = reader.unsignedLong("yParity");
    if (yParity != 0 && yParity != 1) {
      throw new LedgerException(
          "transaction: yParity is 0 or 1, got " + Long.toUnsignedString(yParity));
    }
    U256 r = reader.u256("r");
    U256 s = reader.u256("s");
    reader.leaveList("fields");
    reader.finish();
    return new Signature(r, s, (int) yParity);
  }

  private static Optional<Address> readTo(FieldReader reader) {
    Bytes to = reader.bytes("to");
    if (to.isEmpty()) {
      return Optional.empty();
    }
    if (to.length() != Address.LENGTH) {
      throw new LedgerException(
          "transaction: to has 20 bytes, or none to create a contract; got " + to.length());
    }
    return Optional.of(Address.of(to));
  }

  private static List<AccessListEntry> readAccessList(FieldReader reader) {
    List<AccessListEntry> entries = new ArrayList<>();
    reader.enterList("accessList");
    while (reader.hasNext()) {
      reader.enterList("accessList entry");
      Address address = reader.address("accessList address");
      List<Hash> slots = new ArrayList<>();
      reader.enterList("accessList storageKeys");
      while (reader.hasNext()) {
        slots.add(reader.hash("accessList storageKey"));
      }
      reader.leaveList("accessList storageKeys");
      reader.leaveList("accessList entry");
      entries.add(new AccessListEntry(address, slots));
    }
    reader.leaveList("accessList");
    return entries;
  }

  private static int readLegacyParity(BigInteger v) {
    BigInteger base = BigInteger.valueOf(isWithoutChain(v) ? V_WITHOUT_CHAIN : V_WITH_CHAIN);
    if (v.compareTo(base) < 0) {
      throw new LedgerException(
          "transaction: v is 27 or 28, or twice the chain id plus 35 or 36 (EIP-155); got " + v);
    }
    return v.subtract(base).testBit(0) ? 1 : 0;
  }

  private static OptionalLong readLegacyChainId(BigInteger v) {
    if (isWithoutChain(v)) {
      return OptionalLong.empty();
    }
    BigInteger chainId = v.subtract(BigInteger.valueOf(V_WITH_CHAIN)).shiftRight(1);
    if (chainId.bitLength() >= Long.SIZE) {
      throw new LedgerException(
          "transaction: v carries a chain id of at most "
              + Transaction.CHAIN_ID_MAX
              + " (EIP-2294), got "
              + chainId);
    }
    return OptionalLong.of(chainId.longValueExact());
  }

  private static boolean isWithoutChain(BigInteger v) {
    return v.equals(BigInteger.valueOf(V_WITHOUT_CHAIN))
        || v.equals(BigInteger.valueOf(V_WITHOUT_CHAIN + 1));
  }

  private static SignedTransaction recover(
      Transaction payload, Signature signature, Bytes encoded) {
    requireScalar("r", signature.r());
    requireScalar("s", signature.s());
    Address sender =
        Secp256k1.recoverAddress(signingHash(payload), signature)
            .orElseThrow(() ->
                new LedgerException(
                    "transaction: no key can have made the signature r="
                        + signature.r().toQuantity()
                        + " s="
                        + signature.s().toQuantity()));
    return new SignedTransaction(payload, signature, Keccak.hash(encoded), sender, encoded);
  }

  private static void requireScalar(String name, U256 scalar) {
    if (scalar.isZero() || scalar.compareTo(Secp256k1.ORDER) >= 0) {
      throw new LedgerException(
          "transaction: "
              + name
              + " of the signature is at least 1 and less than the order of secp256k1, got "
              + scalar.toQuantity());
    }
  }

  /// The same with zeroes for the signature.
  static Bytes encodeUnsigned(Transaction payload) {
    RlpWriter writer = begin(payload).writeLong(0).writeLong(0).writeLong(0);
    return end(payload, writer);
  }

  private static Bytes encode(Transaction payload, Signature signature) {
    RlpWriter writer = begin(payload);
    writer.writeU256(v(payload, signature.yParity()));
    writer.writeU256(signature.r()).writeU256(signature.s());
    return end(payload, writer);
  }

  private static U256 v(Transaction payload, int yParity) {
    if (!(payload instanceof LegacyTransaction)) {
      return U256.of(yParity);
    }
    OptionalLong chainId = payload.chainId();
    return chainId.isEmpty()
        ? U256.of(V_WITHOUT_CHAIN + yParity)
        : U256.of(chainId.getAsLong()).times(2).plus(U256.of(V_WITH_CHAIN + yParity));
  }

  /// Writes the fields up to the signature, and leaves their list open.
  private static RlpWriter begin(Transaction payload) {
    RlpWriter writer = new RlpWriter(payload.data().length() + 256).beginList();
    switch (payload) {
      case LegacyTransaction legacy ->
          writer.writeUnsignedLong(legacy.nonce()).writeU256(legacy.gasPriceWei());
      case AccessListTransaction listed ->
          writer
              .writeLong(listed.chainId().orElseThrow())
              .writeUnsignedLong(listed.nonce())
              .writeU256(listed.gasPriceWei());
      case FeeMarketTransaction market ->
          writer
              .writeLong(market.chainId().orElseThrow())
              .writeUnsignedLong(market.nonce())
              .writeU256(market.maxPriorityFeePerGasWei())
              .writeU256(market.maxFeePerGasWei());
    }
    writer
        .writeUnsignedLong(payload.gasLimit())
        .writeBytes(payload.to().map(Address::bytes).orElse(Bytes.EMPTY))
        .writeU256(payload.valueWei())
        .writeBytes(payload.data());
    if (!(payload instanceof LegacyTransaction)) {
      writeAccessList(payload.accessList(), writer);
    }
    return writer;
  }

  private static void writeAccessList(List<AccessListEntry> accessList, RlpWriter writer) {
    writer.beginList();
    for (AccessListEntry entry : accessList) {
      writer.beginList().writeBytes(entry.address().arrayUnsafe()).beginList();
      entry.slots().forEach(slot -> writer.writeBytes(slot.arrayUnsafe()));
      writer.endList().endList();
    }
    writer.endList();
  }

  /// Ends the list of fields, and puts the type before it, unless that is 0.
  private static Bytes end(Transaction payload, RlpWriter writer) {
    Bytes fields = writer.endList().toBytes();
    return payload instanceof LegacyTransaction
        ? fields
        : Bytes.concat(Bytes.of((byte) payload.type()), fields);
  }
}
