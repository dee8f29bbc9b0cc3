package org.tallystick.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.rlp.RlpWriter;

final class ImpersonatedTransactionTest {
  private static final Address SOMEBODY =
      Address.fromHex("0x00000000219ab540356cbb839cbe05303d7705fa");
  private static final KeyPair KEY = KeyPair.fromSecret(Hash.fromHex("0x" + "11".repeat(32)));
  private static final List<Transaction> KINDS =
      List.of(
          new LegacyTransaction(
              OptionalLong.of(31_337),
              3,
              U256.ONE,
              21_000,
              Optional.of(SOMEBODY),
              U256.ONE,
              Bytes.EMPTY),
          new AccessListTransaction(
              31_337, 3, U256.ONE, 21_000, Optional.of(SOMEBODY), U256.ONE, Bytes.EMPTY, List.of()),
          new FeeMarketTransaction(
              31_337,
              3,
              U256.ONE,
              U256.ONE,
              21_000,
              Optional.empty(),
              U256.ONE,
              Bytes.EMPTY,
              List.of()));

  @Test
  void itsSenderIsReadFromABlockAgain() {
    for (Address sender : List.of(SOMEBODY, Address.ZERO, KEY.address())) {
      List<SignedTransaction> transactions =
          KINDS.stream().map(kind -> TransactionCodec.impersonate(kind, sender)).toList();
      Bytes encoded = BlockCodec.encode(block(transactions));

      List<SignedTransaction> read = BlockCodec.decode(encoded).transactions();

      assertEquals(transactions, read);
      for (int index = 0; index < KINDS.size(); index++) {
        assertEquals(sender, read.get(index).sender());
        assertEquals(KINDS.get(index), read.get(index).payload());
        assertTrue(read.get(index).isImpersonated());
        assertEquals(sender, BlockCodec.decodeTransaction(encoded, index).sender());
      }
    }
  }

  @Test
  void nobodyCanSendIt() {
    for (Transaction kind : KINDS) {
      Bytes encoded = TransactionCodec.impersonate(kind, SOMEBODY).encoded();

      LedgerException refusal =
          assertThrows(LedgerException.class, () -> TransactionCodec.decode(encoded));

      assertTrue(String.valueOf(refusal.getMessage()).contains(" s of the signature"));
    }
  }

  @Test
  void eachSenderHasAnotherHashAndNoneIsASignedOne() {
    for (Transaction kind : KINDS) {
      SignedTransaction one = TransactionCodec.impersonate(kind, SOMEBODY);
      SignedTransaction other = TransactionCodec.impersonate(kind, KEY.address());
      SignedTransaction signed = TransactionCodec.sign(kind, KEY);

      assertNotEquals(one.hash(), other.hash());
      assertNotEquals(other.hash(), signed.hash());
      assertEquals(one.hash(), TransactionCodec.impersonate(kind, SOMEBODY).hash());
      assertFalse(signed.isImpersonated());
    }
  }

  @Test
  void whoHashesItAsItIsShownGetsItsHash() {
    SignedTransaction transaction = TransactionCodec.impersonate(KINDS.get(2), SOMEBODY);

    Bytes fields =
        new RlpWriter()
            .beginList()
            .writeLong(31_337)
            .writeLong(3)
            .writeLong(1)
            .writeLong(1)
            .writeLong(21_000)
            .writeBytes(Bytes.EMPTY)
            .writeLong(1)
            .writeBytes(Bytes.EMPTY)
            .beginList()
            .endList()
            .writeLong(transaction.signature().yParity())
            .writeU256(transaction.signature().r())
            .writeU256(transaction.signature().s())
            .endList()
            .toBytes();
    assertEquals(Keccak.hash(Bytes.concat(Bytes.of((byte) 2), fields)), transaction.hash());
  }

  @Test
  void aSignatureThatNamesNoAddressIsNoneInABlockEither() {
    Bytes tooLong =
        new RlpWriter()
            .beginList()
            .writeLong(0)
            .writeLong(1)
            .writeLong(21_000)
            .writeBytes(Bytes.EMPTY)
            .writeLong(0)
            .writeBytes(Bytes.EMPTY)
            .writeLong(27)
            .writeU256(U256.MAX)
            .writeLong(0)
            .endList()
            .toBytes();

    assertThrows(LedgerException.class, () -> TransactionCodec.decodeInBlock(tooLong));
  }

  private static Block block(List<SignedTransaction> transactions) {
    Header header =
        new Header(
            Hash.ZERO,
            Header.NO_OMMERS,
            Address.ZERO,
            Hash.ZERO,
            TransactionCodec.root(transactions),
            ReceiptCodec.root(List.of()),
            Bloom.EMPTY,
            U256.ZERO,
            7,
            30_000_000,
            111_000,
            1_700_000_000,
            Bytes.EMPTY,
            Hash.ZERO,
            0,
            U256.ONE);
    return new Draft(header, transactions).seal(new Seal.Genesis());
  }
}
