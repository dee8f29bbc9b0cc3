package org.tallystick.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.web3j.crypto.Keys;

class ChecksumTest {
  /// The test cases in the text of EIP-55.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void theExamplesOfTheProposalAreWrittenAndReadAsTheyAre(String text) {
    assertEquals(text, Checksum.encode(Address.fromHex(text)));
    assertEquals(Address.fromHex(text), Checksum.decode(text));
  }

  @Test
  void randomAddressesAreWrittenAsByWeb3j() {
    for (int seed = 0; seed < 2_000; seed++) {
      byte[] bytes = new byte[Address.LENGTH];
      new Random(seed).nextBytes(bytes);
      Address address = Address.wrap(bytes);

      assertEquals(
          Keys.toChecksumAddress(address.toHex()), Checksum.encode(address), "seed " + seed);
    }
  }

  @Test
  void lettersInOneCaseCarryNoChecksum() {
    String text = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    Address address = Address.fromHex(text);

    assertEquals(address, Checksum.decode(text.toLowerCase(Locale.ROOT)));
    assertEquals(address, Checksum.decode("0x" + text.substring(2).toUpperCase(Locale.ROOT)));
  }

  @Test
  void aWrongChecksumIsRefusedWithTheRightOne() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Checksum.decode("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed"));

    assertEquals(
        "wrong checksum in address 0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed: expected"
            + " 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed (EIP-55); in lower case it is taken"
            + " without a check",
        refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x5aAe", "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "vitalik.eth", ""})
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Checksum.decode(text));
  }
}
