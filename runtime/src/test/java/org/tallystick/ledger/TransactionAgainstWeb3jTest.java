package org.tallystick.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.web3j.crypto.AccessListObject;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;

class TransactionAgainstWeb3jTest {
  private static final int CASES_OF_KIND = 500;

  @Test
  void legacyTransactionsOfOneChainAreSignedAlike() throws SignatureException {
    for (int seed = 0; seed < CASES_OF_KIND; seed++) {
      Random random = new Random(seed);
      LegacyTransaction transaction = legacy(random, OptionalLong.of(chainId(random)));

      check(
          transaction,
          signer(random),
          (peer, key) ->
              TransactionEncoder.signMessage(
                  peer, transaction.chainId().orElseThrow(), Credentials.create(key)),
          seed);
    }
  }

  @Test
  void legacyTransactionsOfAnyChainAreSignedAlike() throws SignatureException {
    for (int seed = 0; seed < CASES_OF_KIND; seed++) {
      Random random = new Random(seed);

      check(
          legacy(random, OptionalLong.empty()),
          signer(random),
          (peer, key) -> TransactionEncoder.signMessage(peer, Credentials.create(key)),
          seed);
    }
  }

  @Test
  void accessListTransactionsAreSignedAlike() throws SignatureException {
    for (int seed = 0; seed < CASES_OF_KIND; seed++) {
      Random random = new Random(seed);
      AccessListTransaction transaction =
          new AccessListTransaction(
              chainId(random),
              nonce(random),
              fee(random),
              gasLimit(random),
              to(random),
              value(random),
              data(random),
              accessList(random));

      check(
          transaction,
          signer(random),
          (peer, key) -> TransactionEncoder.signMessage(peer, Credentials.create(key)),
          seed);
    }
  }

  @Test
  void feeMarketTransactionsAreSignedAlike() throws SignatureException {
    for (int seed = 0; seed < CASES_OF_KIND; seed++) {
      Random random = new Random(seed);
      FeeMarketTransaction transaction =
          new FeeMarketTransaction(
              chainId(random),
              nonce(random),
              fee(random),
              fee(random),
              gasLimit(random),
              to(random),
              value(random),
              data(random),
              accessList(random));

      check(
          transaction,
          signer(random),
          (peer, key) -> TransactionEncoder.signMessage(peer, Credentials.create(key)),
          seed);
    }
  }

  private interface PeerSigner {
    byte[] sign(RawTransaction transaction, String key);
  }

  private static void check(
      Transaction transaction, KeyPair signer, PeerSigner peerSigner, int seed)
      throws SignatureException {
    SignedTransaction signed = TransactionCodec.sign(transaction, signer);

    Bytes peer = Bytes.wrap(peerSigner.sign(peer(transaction), signer.secret().toHex()));
    assertEquals(peer, signed.encoded(), "seed " + seed);
    assertEquals(Keccak.hash(peer), signed.hash(), "seed " + seed);

    SignedTransaction decoded = TransactionCodec.decode(peer);
    assertEquals(transaction, decoded.payload(), "seed " + seed);
    assertEquals(signer.address(), decoded.sender(), "seed " + seed);
    assertEquals(signed.signature(), decoded.signature(), "seed " + seed);
    assertEquals(signed, decoded, "seed " + seed);

    // The peer's recovery is slow.
    if (seed % 10 == 0) {
      SignedRawTransaction peerDecoded =
          (SignedRawTransaction) TransactionDecoder.decode(signed.encoded().toHex());
      assertEquals(signer.address().toHex(), peerDecoded.getFrom(), "seed " + seed);
    }
  }

  private static RawTransaction peer(Transaction transaction) {
    String to = transaction.to().map(Address::toHex).orElse("");
    String data = transaction.data().toHex();
    BigInteger nonce = unsigned(transaction.nonce());
    BigInteger gasLimit = unsigned(transaction.gasLimit());
    BigInteger value = transaction.valueWei().value();
    BigInteger maxFee = transaction.maxFeePerGasWei().value();
    List<AccessListObject> accessList =
        transaction.accessList().stream()
            .map(entry ->
                new AccessListObject(
                    entry.address().toHex(), entry.slots().stream().map(Hash::toHex).toList()))
            .toList();
    return switch (transaction) {
      case LegacyTransaction _ ->
          RawTransaction.createTransaction(nonce, maxFee, gasLimit, to, value, data);
      case AccessListTransaction listed ->
          RawTransaction.createTransaction(
              listed.chainId().orElseThrow(), nonce, maxFee, gasLimit, to, value, data, accessList);
      case FeeMarketTransaction market ->
          RawTransaction.createTransaction(
              market.chainId().orElseThrow(),
              nonce,
              gasLimit,
              to,
              value,
              data,
              market.maxPriorityFeePerGasWei().value(),
              maxFee,
              accessList);
    };
  }

  private static LegacyTransaction legacy(Random random, OptionalLong chainId) {
    return new LegacyTransaction(
        chainId,
        nonce(random),
        fee(random),
        gasLimit(random),
        to(random),
        value(random),
        data(random));
  }

  private static KeyPair signer(Random random) {
    return KeyPair.fromSecret(Hash.wrap(bytes(random, 32)));
  }

  private static long chainId(Random random) {
    return random.nextInt(4) == 0 ? random.nextLong(1L << 60) : random.nextLong(1, 100_000);
  }

  private static long nonce(Random random) {
    return random.nextInt(8) == 0 ? random.nextLong() & ~1L : random.nextInt(1_000);
  }

  private static long gasLimit(Random random) {
    return random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(30_000_000);
  }

  private static U256 fee(Random random) {
    return new U256(new BigInteger(random.nextInt(192), random));
  }

  private static U256 value(Random random) {
    return new U256(new BigInteger(random.nextInt(257), random));
  }

  private static Bytes data(Random random) {
    return Bytes.wrap(bytes(random, random.nextInt(3) == 0 ? random.nextInt(400) : 0));
  }

  private static Optional<Address> to(Random random) {
    return random.nextInt(5) == 0
        ? Optional.empty()
        : Optional.of(Address.wrap(bytes(random, Address.LENGTH)));
  }

  private static List<AccessListEntry> accessList(Random random) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (int entry = random.nextInt(4); entry > 0; entry--) {
      List<Hash> slots = new ArrayList<>();
      for (int slot = random.nextInt(4); slot > 0; slot--) {
        slots.add(Hash.wrap(bytes(random, Hash.LENGTH)));
      }
      entries.add(new AccessListEntry(Address.wrap(bytes(random, Address.LENGTH)), slots));
    }
    return entries;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
