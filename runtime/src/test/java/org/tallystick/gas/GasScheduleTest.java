package org.tallystick.gas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

final class GasScheduleTest {
  /// A row of the table "With reduced refunds" in EIP-3529. Its gas counts four pushes of 3 gas
  /// besides the two writes, or six besides three; its slots are warm.
  private record Row(long usedGas, long refund, long original, List<Long> writes) {}

  private static final List<Row> EIP_3529_TABLE =
      List.of(
          new Row(212, 0, 0, List.of(0L, 0L)),
          new Row(20112, 0, 0, List.of(0L, 1L)),
          new Row(20112, 19900, 0, List.of(1L, 0L)),
          new Row(20112, 0, 0, List.of(1L, 2L)),
          new Row(20112, 0, 0, List.of(1L, 1L)),
          new Row(3012, 4800, 1, List.of(0L, 0L)),
          new Row(3012, 2800, 1, List.of(0L, 1L)),
          new Row(3012, 0, 1, List.of(0L, 2L)),
          new Row(3012, 4800, 1, List.of(2L, 0L)),
          new Row(3012, 0, 1, List.of(2L, 3L)),
          new Row(3012, 2800, 1, List.of(2L, 1L)),
          new Row(3012, 0, 1, List.of(2L, 2L)),
          new Row(3012, 4800, 1, List.of(1L, 0L)),
          new Row(3012, 0, 1, List.of(1L, 2L)),
          new Row(212, 0, 1, List.of(1L, 1L)),
          new Row(40118, 19900, 0, List.of(1L, 0L, 1L)),
          new Row(5918, 7600, 1, List.of(0L, 1L, 0L)));

  @TestFactory
  List<DynamicTest> writesCostWhatTheTableOfEip3529Says() {
    return EIP_3529_TABLE.stream()
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row)))
        .toList();
  }

  private static void check(Row row) {
    U256 original = U256.of(row.original);
    U256 current = original;
    long gas = 2 * 3L * row.writes.size();
    long refund = 0;
    for (long write : row.writes) {
      U256 next = U256.of(write);
      GasSchedule.StorePrice price = GasSchedule.store(original, current, next, false);
      gas += price.gas();
      refund += price.refund();
      current = next;
    }
    assertEquals(row.usedGas, gas);
    assertEquals(row.refund, refund);
  }

  @Test
  void theFirstWriteToAColdSlotPaysForTheLookToo() {
    assertEquals(22_100, GasSchedule.store(U256.ZERO, U256.ZERO, U256.ONE, true).gas());
    assertEquals(5_000, GasSchedule.store(U256.ONE, U256.ONE, U256.of(2), true).gas());
    assertEquals(2_200, GasSchedule.store(U256.ONE, U256.ONE, U256.ONE, true).gas());
  }

  @Test
  void aPlainTransferCosts21000() {
    assertEquals(21_000, GasSchedule.intrinsic(Bytes.EMPTY, false, 0, 0));
    assertEquals(21_000, GasSchedule.floor(Bytes.EMPTY));
  }

  @Test
  void dataCosts4AZeroByteAnd16AnyOther() {
    assertEquals(21_000 + 2 * 4 + 3 * 16, GasSchedule.intrinsic(data(2, 3), false, 0, 0));
  }

  @Test
  void theFloorCosts10AZeroByteAnd40AnyOther() {
    assertEquals(21_000 + 2 * 10 + 3 * 40, GasSchedule.floor(data(2, 3)));
  }

  @Test
  void creatingCosts32000AndTwoAWordOfCreationData() {
    assertEquals(53_000 + 32 * 16 + 2, GasSchedule.intrinsic(data(0, 32), true, 0, 0));
    assertEquals(53_000 + 33 * 16 + 4, GasSchedule.intrinsic(data(0, 33), true, 0, 0));
  }

  @Test
  void anAccessListCosts2400AnAddressAnd1900ASlot() {
    assertEquals(21_000 + 2 * 2_400 + 3 * 1_900, GasSchedule.intrinsic(Bytes.EMPTY, false, 2, 3));
  }

  @Test
  void refundsStopAtAFifthOfTheGasUsed() {
    assertEquals(4_800, GasSchedule.refund(24_000, 4_800));
    assertEquals(4_799, GasSchedule.refund(23_999, 4_800));
    assertEquals(0, GasSchedule.refund(23_999, 0));
  }

  @Test
  void aCallPaysForTheLookTheMoneyAndTheNewAccount() {
    assertEquals(100, GasSchedule.account(false));
    assertEquals(2_600, GasSchedule.account(true));
    assertEquals(9_000, GasSchedule.transfer(false));
    assertEquals(34_000, GasSchedule.transfer(true));
  }

  @Test
  void aFrameKeepsA64thOfItsGas() {
    assertEquals(63, GasSchedule.lendable(64));
    assertEquals(63, GasSchedule.lendable(63));
    assertEquals(9_844, GasSchedule.lendable(10_000));
  }

  @Test
  void aLogCosts375AndAsMuchATopicAnd8AByte() {
    assertEquals(375 + 3 * 375 + 32 * 8, GasSchedule.log(3, 32));
  }

  @Test
  void aSaltedCreationPaysForTheHash() {
    assertEquals(32_000 + 2 * 2, GasSchedule.create(64, false));
    assertEquals(32_000 + 2 * 8, GasSchedule.create(64, true));
  }

  @Test
  void codeCostsByItsBytesAndTheWorkInIt() {
    assertEquals(8 * 1_000 + 28 * 300, GasSchedule.codeParse(1_000, 300));
    assertEquals(32 * 1_000, GasSchedule.codeDeposit(1_000));
    assertEquals(5_000 + 1_000 + 28 * 300, GasSchedule.codeLoad(1_000, 300));
  }

  private static Bytes data(int zeroBytes, int nonzeroBytes) {
    byte[] data = new byte[zeroBytes + nonzeroBytes];
    for (int at = zeroBytes; at < data.length; at++) {
      data[at] = (byte) (at + 1);
    }
    return Bytes.wrap(data);
  }
}
