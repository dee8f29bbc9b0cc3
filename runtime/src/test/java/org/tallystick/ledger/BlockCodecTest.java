package org.tallystick.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.trie.MerkleTrie;

class BlockCodecTest {
  private static final KeyPair NODE = KeyPair.fromSecret(Hash.fromHex("0x" + "11".repeat(32)));
  private static final KeyPair SENDER = KeyPair.fromSecret(Hash.fromHex("0x" + "22".repeat(32)));

  private static final List<SignedTransaction> TRANSACTIONS =
      List.of(
          TransactionCodec.sign(
              new LegacyTransaction(
                  1, 0, U256.ONE, 21_000, Optional.of(NODE.address()), U256.ONE, Bytes.EMPTY),
              SENDER),
          TransactionCodec.sign(
              new FeeMarketTransaction(
                  1,
                  1,
                  U256.ONE,
                  U256.ONE,
                  90_000,
                  Optional.empty(),
                  U256.ZERO,
                  Bytes.fromHex("0xef4a5301"),
                  List.of()),
              SENDER));

  private static final Header HEADER =
      new Header(
          Hash.fromHex("0x" + "01".repeat(32)),
          Header.NO_OMMERS,
          NODE.address(),
          Hash.fromHex("0x" + "02".repeat(32)),
          TransactionCodec.root(TRANSACTIONS),
          ReceiptCodec.root(List.of()),
          Bloom.EMPTY,
          U256.ZERO,
          7,
          30_000_000,
          111_000,
          1_700_000_000,
          Bytes.of((byte) 't'),
          Hash.fromHex("0x" + "03".repeat(32)),
          0,
          U256.of(875_000_000));

  private static final Draft DRAFT = new Draft(HEADER, TRANSACTIONS);

  @Test
  void aBlockIsReadAsItWasWritten() {
    for (Seal seal : List.of(new Seal.Genesis(), Seal.Signed.by(NODE, HEADER))) {
      Block block = DRAFT.seal(seal);

      Block decoded = BlockCodec.decode(BlockCodec.encode(block));

      assertEquals(block, decoded);
      assertEquals(SENDER.address(), decoded.transactions().getFirst().sender());
      assertEquals(HEADER.hash(), decoded.hash());
    }
  }

  @Test
  void partsOfABlockAreReadWithoutTheRest() {
    Bytes encoded = BlockCodec.encode(DRAFT.seal(Seal.Signed.by(NODE, HEADER)));

    assertEquals(HEADER, BlockCodec.decodeHeader(encoded));
    for (int index = 0; index < TRANSACTIONS.size(); index++) {
      SignedTransaction transaction = BlockCodec.decodeTransaction(encoded, index);
      assertEquals(TRANSACTIONS.get(index), transaction);
      assertEquals(SENDER.address(), transaction.sender());
    }
    assertThrows(
        LedgerException.class, () -> BlockCodec.decodeTransaction(encoded, TRANSACTIONS.size()));
    assertEquals(
        TRANSACTIONS.stream().map(SignedTransaction::hash).toList(),
        BlockCodec.decodeTransactionHashes(encoded));
  }

  @Test
  void aDraftIsReadAsItWasWritten() {
    assertEquals(DRAFT, BlockCodec.decodeDraft(BlockCodec.encode(DRAFT)));
    assertEquals(DRAFT, DRAFT.seal(new Seal.Genesis()).draft());
  }

  @Test
  void aSealedBlockIsNoDraftAndADraftNoSealedBlock() {
    Bytes draft = BlockCodec.encode(DRAFT);
    Bytes block = BlockCodec.encode(DRAFT.seal(Seal.Signed.by(NODE, HEADER)));

    assertThrows(LedgerException.class, () -> BlockCodec.decode(draft));
    assertThrows(LedgerException.class, () -> BlockCodec.decodeDraft(block));
  }

  @Test
  void aSealNamesItsSigner() {
    Seal.Signed seal = Seal.Signed.by(NODE, HEADER);
    Header other = HeaderCodec.decode(HeaderCodec.encode(headerOfNumber(8)));

    assertEquals(Optional.of(NODE.address()), seal.signer(HEADER));
    assertNotEquals(Optional.of(NODE.address()), seal.signer(other));
  }

  @Test
  void theSealDoesNotChangeTheHash() {
    assertEquals(
        DRAFT.seal(new Seal.Genesis()).hash(), DRAFT.seal(Seal.Signed.by(NODE, HEADER)).hash());
  }

  @Test
  void theHashOfNoOmmersIsThatOfAnEmptyList() {
    Bytes empty = new RlpWriter().beginList().endList().toBytes();

    assertEquals(Header.NO_OMMERS, Keccak.hash(empty));
    assertEquals(MerkleTrie.EMPTY_ROOT, TransactionCodec.root(List.of()));
  }

  @Test
  void aLegacyTransactionInsideAStringIsRefused() {
    Bytes block =
        new RlpWriter()
            .beginList()
            .writeRaw(HeaderCodec.encode(HEADER))
            .beginList()
            .writeBytes(TRANSACTIONS.getFirst().encoded())
            .endList()
            .beginList()
            .endList()
            .endList()
            .toBytes();

    LedgerException refusal =
        assertThrows(LedgerException.class, () -> BlockCodec.decodeDraft(block));

    assertEquals("block, transaction: one of type 0 is a list, got a string", refusal.fault());
  }

  @Test
  void ommersAndUnknownSealsAreRefused() {
    Bytes withOmmer =
        new RlpWriter()
            .beginList()
            .writeRaw(HeaderCodec.encode(HEADER))
            .beginList()
            .endList()
            .beginList()
            .writeRaw(HeaderCodec.encode(HEADER))
            .endList()
            .endList()
            .toBytes();
    Bytes withUnknownSeal =
        new RlpWriter()
            .beginList()
            .writeRaw(HeaderCodec.encode(HEADER))
            .beginList()
            .endList()
            .beginList()
            .endList()
            .beginList()
            .writeLong(9)
            .endList()
            .endList()
            .toBytes();

    assertEquals(
        "block, ommers: the list is always empty here (EIP-3675)",
        assertThrows(LedgerException.class, () -> BlockCodec.decodeDraft(withOmmer)).fault());
    assertEquals(
        "block, seal: kind 9 is not known; 1 is a signature",
        assertThrows(LedgerException.class, () -> BlockCodec.decode(withUnknownSeal)).fault());
  }

  @Test
  void numbersBelowZeroAreRefused() {
    LedgerException refusal = assertThrows(LedgerException.class, () -> headerOfNumber(-1));

    assertEquals("header, number: at least zero, got -1", refusal.fault());
  }

  private static Header headerOfNumber(long number) {
    return new Header(
        Hash.ZERO,
        Header.NO_OMMERS,
        Address.ZERO,
        Hash.ZERO,
        MerkleTrie.EMPTY_ROOT,
        MerkleTrie.EMPTY_ROOT,
        Bloom.EMPTY,
        U256.ZERO,
        number,
        0,
        0,
        0,
        Bytes.EMPTY,
        Hash.ZERO,
        0,
        U256.ZERO);
  }
}
