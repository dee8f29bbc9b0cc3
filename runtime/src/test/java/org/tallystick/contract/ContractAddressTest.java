package org.tallystick.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

final class ContractAddressTest {
  /// An example of EIP-1014.
  private record Salted(String creator, String salt, String creationData, String address) {}

  private static final List<Salted> EIP_1014_EXAMPLES =
      List.of(
          new Salted(
              "0x0000000000000000000000000000000000000000",
              "0x0000000000000000000000000000000000000000000000000000000000000000",
              "0x00",
              "0x4D1A2e2bB4F88F0250f26Ffff098B0b30B26BF38"),
          new Salted(
              "0xdeadbeef00000000000000000000000000000000",
              "0x0000000000000000000000000000000000000000000000000000000000000000",
              "0x00",
              "0xB928f69Bb1D91Cd65274e3c79d8986362984fDA3"),
          new Salted(
              "0xdeadbeef00000000000000000000000000000000",
              "0x000000000000000000000000feed000000000000000000000000000000000000",
              "0x00",
              "0xD04116cDd17beBE565EB2422F2497E06cC1C9833"),
          new Salted(
              "0x0000000000000000000000000000000000000000",
              "0x0000000000000000000000000000000000000000000000000000000000000000",
              "0xdeadbeef",
              "0x70f2b2914A2a4b783FaEFb75f459A580616Fcb5e"),
          new Salted(
              "0x00000000000000000000000000000000deadbeef",
              "0x00000000000000000000000000000000000000000000000000000000cafebabe",
              "0xdeadbeef",
              "0x60f3f640a8508fC6a86d45DF051962668E1e8AC7"),
          new Salted(
              "0x00000000000000000000000000000000deadbeef",
              "0x00000000000000000000000000000000000000000000000000000000cafebabe",
              "0xdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
              "0x1d8bfDC5D46DC4f61D6b6115972536eBE6A8854C"),
          new Salted(
              "0x0000000000000000000000000000000000000000",
              "0x0000000000000000000000000000000000000000000000000000000000000000",
              "0x",
              "0xE33C0C7F7df4809055C3ebA6c09CFe4BaF1BD9e0"));

  @TestFactory
  List<DynamicTest> saltedAddressesAreThoseOfEip1014() {
    return EIP_1014_EXAMPLES.stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.address,
                () ->
                    assertEquals(
                        Address.fromHex(example.address),
                        ContractAddress.bySalt(
                            Address.fromHex(example.creator),
                            Hash.fromHex(example.salt),
                            Bytes.fromHex(example.creationData)))))
        .toList();
  }

  /// The nonces and addresses that go-ethereum's own test of its `CreateAddress` has.
  @Test
  void addressesByNonceAreEthereums() {
    Address creator = Address.fromHex("0x970e8128ab834e8eac17ab8e3812f010678cf791");

    assertEquals(
        Address.fromHex("0x333c3310824b7c685133f2bedb2ca4b8b4df633d"),
        ContractAddress.byNonce(creator, 0));
    assertEquals(
        Address.fromHex("0x8bda78331c916a08481428e4b07c96d3e916d165"),
        ContractAddress.byNonce(creator, 1));
    assertEquals(
        Address.fromHex("0xc9ddedf451bc62ce88bf9292afb13df35b670699"),
        ContractAddress.byNonce(creator, 2));
  }
}
