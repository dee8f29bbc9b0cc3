package org.tallystick.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.crypto.Secp256k1;
import org.tallystick.crypto.Signature;
import org.tallystick.rlp.RlpWriter;

class TransactionCodecTest {
  private static final KeyPair SIGNER = KeyPair.fromSecret(Hash.fromHex("0x" + "46".repeat(32)));
  private static final Address TO = Address.fromHex("0x" + "35".repeat(20));

  private static final LegacyTransaction LEGACY =
      new LegacyTransaction(
          1,
          9,
          U256.of(20_000_000_000L),
          21_000,
          Optional.of(TO),
          U256.of(1_000_000_000_000_000_000L),
          Bytes.EMPTY);

  private static final FeeMarketTransaction FEE_MARKET =
      new FeeMarketTransaction(
          31_337,
          0,
          U256.of(2),
          U256.of(100),
          21_000,
          Optional.of(TO),
          U256.ZERO,
          Bytes.EMPTY,
          List.of(new AccessListEntry(TO, List.of(Hash.ZERO, Hash.ZERO))));

  /// The example in the text of EIP-155.
  @Test
  void theExampleOfEip155IsSignedAsInItsText() {
    assertEquals(
        Hash.fromHex("0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53"),
        TransactionCodec.signingHash(LEGACY));
    assertEquals(
        "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a7640000"
            + "8025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
            + "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
        TransactionCodec.sign(LEGACY, SIGNER).encoded().toHex());
  }

  @Test
  void aSignedTransactionIsReadBackWithItsSender() {
    SignedTransaction signed = TransactionCodec.sign(FEE_MARKET, SIGNER);

    SignedTransaction decoded = TransactionCodec.decode(signed.encoded());

    assertEquals(FEE_MARKET, decoded.payload());
    assertEquals(SIGNER.address(), decoded.sender());
    assertEquals(signed, decoded);
  }

  @Test
  void aMirroredSignatureIsReadForAdmissionToJudge() {
    SignedTransaction low = TransactionCodec.sign(LEGACY, SIGNER);
    BigInteger order = Secp256k1.ORDER.value();
    BigInteger highS = order.subtract(low.signature().s().value());
    BigInteger mirroredV = BigInteger.valueOf(37 + 1 - low.signature().yParity());

    SignedTransaction high =
        TransactionCodec.decode(legacyWith(mirroredV, low.signature().r(), new U256(highS)));

    assertEquals(low.sender(), high.sender());
    assertFalse(high.signature().isLowS());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x       | transaction: there are no bytes
          0x00     | transaction: begins with byte 0x00, which is neither a type nor the RLP of a transaction of type 0
          0x03c0   | transaction: type 3 is not supported; this chain has types 0, 1 and 2
          0x04c0   | transaction: type 4 is not supported; this chain has types 0, 1 and 2
          0x83646f67 | transaction: begins with byte 0x83, which is neither a type nor the RLP of a transaction of type 0
          0xc0     | transaction, nonce: the list ends here (byte 1)
          0xc10000 | transaction, nonce: a number has no leading zero bytes (byte 1)
          0x02     | transaction of type 2, fields: the input ends here (byte 0)
          0x0280   | transaction of type 2, fields: a list is expected, got a string (byte 0)
          0x02c101 | transaction of type 2, nonce: the list ends here (byte 2)
          0x02c18001 | transaction of type 2, nonce: the list ends here (byte 2)
          0xc9800182520893112233 | transaction, to: announces 19 bytes, but only 3 follow (byte 6)
          """)
  void whatIsNoTransactionIsRefusedWithItsFault(String encoded, String fault) {
    LedgerException refusal =
        assertThrows(LedgerException.class, () -> TransactionCodec.decode(Bytes.fromHex(encoded)));

    assertEquals(fault, refusal.fault());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 26, 29, 34})
  void anImpossibleVIsRefused(long v) {
    Signature signature = TransactionCodec.sign(LEGACY, SIGNER).signature();

    LedgerException refusal =
        assertThrows(
            LedgerException.class,
            () ->
                TransactionCodec.decode(
                    legacyWith(BigInteger.valueOf(v), signature.r(), signature.s())));

    assertEquals(
        "transaction: v is 27 or 28, or twice the chain id plus 35 or 36 (EIP-155); got " + v,
        refusal.fault());
  }

  @Test
  void aSignatureOutOfRangeIsRefused() {
    for (U256 wrong : List.of(U256.ZERO, Secp256k1.ORDER, U256.MAX)) {
      LedgerException refusal =
          assertThrows(
              LedgerException.class,
              () -> TransactionCodec.decode(legacyWith(BigInteger.valueOf(37), wrong, U256.ONE)));

      assertEquals(
          "transaction: r of the signature is at least 1 and less than the order of secp256k1, got "
              + wrong.toQuantity(),
          refusal.fault());
    }
  }

  @Test
  void aSignatureThatNobodyCanHaveMadeIsRefused() {
    // No point of the curve has x = 5.
    LedgerException refusal =
        assertThrows(
            LedgerException.class,
            () ->
                TransactionCodec.decode(legacyWith(BigInteger.valueOf(37), U256.of(5), U256.ONE)));

    assertEquals("transaction: no key can have made the signature r=0x5 s=0x1", refusal.fault());
  }

  @Test
  void aChainIdThatDoesNotFitIsRefused() {
    BigInteger v = BigInteger.TWO.pow(70);

    LedgerException refusal =
        assertThrows(
            LedgerException.class,
            () -> TransactionCodec.decode(legacyWith(v, U256.ONE, U256.ONE)));

    assertEquals(
        "transaction: v carries a chain id of at most 9223372036854775771 (EIP-2294), got "
            + v.subtract(BigInteger.valueOf(35)).shiftRight(1),
        refusal.fault());
  }

  @Test
  void theLargestChainIdIsSignedAndRead() {
    LegacyTransaction largest =
        new LegacyTransaction(
            Transaction.CHAIN_ID_MAX,
            Transaction.NONCE_MAX,
            U256.ONE,
            -1,
            Optional.empty(),
            U256.MAX,
            Bytes.of((byte) 1));

    SignedTransaction decoded =
        TransactionCodec.decode(TransactionCodec.sign(largest, SIGNER).encoded());

    assertEquals(largest, decoded.payload());
    assertEquals(SIGNER.address(), decoded.sender());
    assertThrows(
        LedgerException.class,
        () ->
            new LegacyTransaction(
                Transaction.CHAIN_ID_MAX + 1,
                0,
                U256.ONE,
                0,
                Optional.empty(),
                U256.ZERO,
                Bytes.EMPTY));
  }

  @Test
  void aNonceThatWouldLeaveNoNextOneIsRefused() {
    LedgerException refusal =
        assertThrows(
            LedgerException.class,
            () ->
                new LegacyTransaction(
                    OptionalLong.empty(),
                    -1,
                    U256.ONE,
                    0,
                    Optional.empty(),
                    U256.ZERO,
                    Bytes.EMPTY));

    assertEquals(
        "nonce is at most 18446744073709551614 (EIP-2681), got 18446744073709551615",
        refusal.fault());
  }

  @Test
  void gasThatCostsMoreThanAnybodyCanOwnIsRefused() {
    LedgerException refusal =
        assertThrows(
            LedgerException.class,
            () ->
                new LegacyTransaction(1, 0, U256.MAX, 2, Optional.empty(), U256.ZERO, Bytes.EMPTY));

    assertEquals(
        "gasLimit times gasPrice is at most 2^256-1, got 2 times " + U256.MAX, refusal.fault());
  }

  @Test
  void theEffectivePriceIsBaseFeeAndTipUpToTheLimit() {
    assertEquals(U256.of(52), FEE_MARKET.effectiveGasPriceWei(U256.of(50)));
    assertEquals(U256.of(100), FEE_MARKET.effectiveGasPriceWei(U256.of(99)));
    assertEquals(U256.of(20_000_000_000L), LEGACY.effectiveGasPriceWei(U256.of(1_000_000_000)));
  }

  @Test
  void theLargestCostIsAllGasAtTheHighestPriceAndTheValue() {
    assertEquals(
        BigInteger.valueOf(21_000 * 20_000_000_000L + 1_000_000_000_000_000_000L),
        LEGACY.maxCostWei());
  }

  @Test
  void slotsOfAllEntriesAreCounted() {
    assertEquals(2, FEE_MARKET.accessListSlots());
    assertEquals(0, LEGACY.accessListSlots());
  }

  private static Bytes legacyWith(BigInteger v, U256 r, U256 s) {
    return new RlpWriter()
        .beginList()
        .writeLong(9)
        .writeLong(20_000_000_000L)
        .writeLong(21_000)
        .writeBytes(TO.bytes())
        .writeLong(1_000_000_000_000_000_000L)
        .writeBytes(Bytes.EMPTY)
        .writeU256(new U256(v))
        .writeU256(r)
        .writeU256(s)
        .endList()
        .toBytes();
  }
}
