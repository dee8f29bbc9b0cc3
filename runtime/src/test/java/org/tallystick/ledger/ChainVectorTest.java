package org.tallystick.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.testing.Vectors;
import org.tallystick.trie.MerkleTrie;

/// The chain that [execution-apis](https://github.com/ethereum/execution-apis) tests against: 54
/// blocks through all of Ethereum's forks, one after another in RLP.
class ChainVectorTest {
  private static final long CHAIN_ID = 3_503_995_874_084_926L;

  /// @param fields of the header: 15 before London, 16 until Paris, then more
  /// @param transactions as they travel
  private record RawBlock(
      Bytes encoded, Bytes header, List<Bytes> fields, List<Bytes> transactions) {
    Hash hash() {
      return Keccak.hash(header);
    }

    Hash parentHash() {
      return Hash.of(RlpReader.of(fields.get(0)).readBytes());
    }

    boolean isLondon() {
      return fields.size() == 16;
    }
  }

  private static List<RawBlock> chain = List.of();

  @BeforeAll
  static void readChain() throws IOException {
    Bytes file = Bytes.wrap(Files.readAllBytes(Vectors.require("execution-apis/chain.rlp")));
    List<RawBlock> blocks = new ArrayList<>();
    for (RlpReader reader = RlpReader.of(file); reader.hasNext(); ) {
      blocks.add(readBlock(reader.readRaw()));
    }
    chain = List.copyOf(blocks);
  }

  private static RawBlock readBlock(Bytes encoded) {
    RlpReader reader = RlpReader.of(encoded);
    reader.enterList();
    Bytes header = reader.readRaw();
    List<Bytes> transactions = new ArrayList<>();
    reader.enterList();
    while (reader.hasNext()) {
      transactions.add(reader.isList() ? reader.readRaw() : reader.readBytes());
    }
    reader.leaveList();
    List<Bytes> fields = new ArrayList<>();
    RlpReader headerReader = RlpReader.of(header);
    headerReader.enterList();
    while (headerReader.hasNext()) {
      fields.add(headerReader.readRaw());
    }
    return new RawBlock(encoded, header, fields, transactions);
  }

  @Test
  void everyBlockIsThere() {
    assertEquals(54, chain.size());
    assertEquals(12, chain.stream().filter(RawBlock::isLondon).count());
  }

  @Test
  void everyHashIsTheNextBlocksParent() {
    for (int index = 1; index < chain.size(); index++) {
      assertEquals(chain.get(index - 1).hash(), chain.get(index).parentHash(), "block " + index);
    }
  }

  @Test
  void londonHeadersAreReadAndWrittenAsTheSameBytesWithTheirHashes() {
    for (RawBlock raw : chain) {
      if (raw.isLondon()) {
        Header header = HeaderCodec.decode(raw.header());

        assertEquals(raw.header(), HeaderCodec.encode(header));
        assertEquals(raw.hash(), header.hash());
        assertEquals(raw.parentHash(), header.parentHash());
      }
    }
  }

  @Test
  void londonBlocksWithoutOmmersAreReadAndWrittenAsTheSameBytes() {
    int read = 0;
    for (RawBlock raw : chain) {
      if (raw.isLondon()
          && HeaderCodec.decode(raw.header()).ommersHash().equals(Header.NO_OMMERS)) {
        Draft draft = BlockCodec.decodeDraft(raw.encoded());

        assertEquals(raw.encoded(), BlockCodec.encode(draft));
        assertEquals(
            draft.header().transactionsRoot(), TransactionCodec.root(draft.transactions()));
        read++;
      }
    }
    assertTrue(read > 8, "only " + read + " blocks without ommers");
  }

  @Test
  void olderHeadersAreReadOnceTheyHaveABaseFee() {
    int older = 0;
    for (RawBlock raw : chain) {
      if (raw.fields().size() == 15) {
        RlpWriter writer = new RlpWriter().beginList();
        raw.fields().forEach(writer::writeRaw);
        Bytes withBaseFee = writer.writeLong(0).endList().toBytes();

        assertEquals(withBaseFee, HeaderCodec.encode(HeaderCodec.decode(withBaseFee)));
        assertThrows(LedgerException.class, () -> HeaderCodec.decode(raw.header()));
        older++;
      }
    }
    assertTrue(older > 20, "only " + older + " headers from before London");
  }

  @Test
  void transactionsRootsAreThoseOfTheHeadersAndSendersAreRecovered() {
    int[] countOfType = new int[3];
    for (RawBlock raw : chain) {
      Hash root = Hash.of(RlpReader.of(raw.fields().get(4)).readBytes());
      assertEquals(root, MerkleTrie.orderedRoot(raw.transactions()));
      for (Bytes encoded : raw.transactions()) {
        int type = encoded.get(0) < 0 ? 0 : encoded.get(0);
        if (type <= 2) {
          SignedTransaction transaction = TransactionCodec.decode(encoded);

          assertEquals(encoded, transaction.encoded());
          assertTrue(
              transaction.payload().chainId().isEmpty()
                  || transaction.payload().chainId().equals(OptionalLong.of(CHAIN_ID)));
          countOfType[type]++;
        } else {
          assertThrows(LedgerException.class, () -> TransactionCodec.decode(encoded));
        }
      }
    }
    for (int type = 0; type <= 2; type++) {
      assertTrue(countOfType[type] > 5, countOfType[type] + " transactions of type " + type);
    }
  }
}
