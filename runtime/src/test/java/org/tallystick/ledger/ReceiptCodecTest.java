package org.tallystick.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.trie.MerkleTrie;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

class ReceiptCodecTest {
  @Test
  void aReceiptIsTheRlpOfItsFieldsWithItsTypeBeforeIt() {
    for (int seed = 0; seed < 1_000; seed++) {
      Receipt receipt = randomReceipt(new Random(seed));

      Bytes encoded = ReceiptCodec.encode(receipt);

      assertEquals(byWeb3j(receipt), encoded, "seed " + seed);
      assertEquals(receipt, ReceiptCodec.decode(encoded), "seed " + seed);
    }
  }

  private static Bytes byWeb3j(Receipt receipt) {
    List<RlpType> logs = new ArrayList<>();
    for (Log log : receipt.logs()) {
      List<RlpType> topics = new ArrayList<>();
      log.topics().forEach(topic -> topics.add(RlpString.create(topic.toArray())));
      logs.add(
          new RlpList(
              RlpString.create(log.address().toArray()),
              new RlpList(topics),
              RlpString.create(log.data().toArray())));
    }
    byte[] fields =
        RlpEncoder.encode(
            new RlpList(
                RlpString.create(receipt.succeeded() ? 1 : 0),
                RlpString.create(receipt.cumulativeGasUsed()),
                RlpString.create(receipt.bloom().bytes().toArray()),
                new RlpList(logs)));
    return receipt.type() == 0
        ? Bytes.of(fields)
        : Bytes.concat(Bytes.of((byte) receipt.type()), Bytes.of(fields));
  }

  @Test
  void theRootIsThatOfTheEncodingsInOrder() {
    List<Receipt> receipts = List.of(randomReceipt(new Random(1)), randomReceipt(new Random(2)));

    assertEquals(
        MerkleTrie.orderedRoot(receipts.stream().map(ReceiptCodec::encode).toList()),
        ReceiptCodec.root(receipts));
    assertEquals(MerkleTrie.EMPTY_ROOT, ReceiptCodec.root(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x     | receipt: there are no bytes
          0x03c0 | receipt: type 3 is not supported
          0x02c0 | receipt, status: the list ends here (byte 1)
          0xc102 | receipt: status is 0 or 1 (EIP-658), got 2
          0xc28005 | receipt, logsBloom: the list ends here (byte 3)
          0xc3800580 | receipt, logsBloom: 256 bytes are expected, got 0 (byte 3)
          """)
  void whatIsNoReceiptIsRefusedWithItsFault(String encoded, String fault) {
    LedgerException refusal =
        assertThrows(LedgerException.class, () -> ReceiptCodec.decode(Bytes.fromHex(encoded)));

    assertEquals(fault, refusal.fault());
  }

  private static Receipt randomReceipt(Random random) {
    List<Log> logs = new ArrayList<>();
    for (int log = random.nextInt(4); log > 0; log--) {
      List<Hash> topics = new ArrayList<>();
      for (int topic = random.nextInt(5); topic > 0; topic--) {
        topics.add(Hash.wrap(bytes(random, Hash.LENGTH)));
      }
      logs.add(
          new Log(
              Address.wrap(bytes(random, Address.LENGTH)),
              topics,
              Bytes.wrap(bytes(random, random.nextInt(100)))));
    }
    return Receipt.of(random.nextInt(3), random.nextBoolean(), random.nextLong(1L << 40), logs);
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
