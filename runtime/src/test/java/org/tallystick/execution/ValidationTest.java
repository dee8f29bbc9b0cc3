package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.Secp256k1;
import org.tallystick.crypto.Signature;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.LegacyTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Account;

final class ValidationTest {
  private static final long BLOCK_GAS = 30_000_000;
  private static final Bytes CREATION_DATA =
      Code.of(1, "a.js", List.of(new SourceFile("a.js", "1"))).bytes();

  /// Alice's address with its checksum, as it stands in the words.
  private static final String ALICE_TEXT = Checksum.encode(Accounts.ALICE);

  @Test
  void anOrdinaryTransactionIsValidInEveryPart() {
    SignedTransaction transaction =
        TransactionBuilder.call(Accounts.BOB).value(5).sign(Accounts.ALICE_KEY);
    Account sender = Account.EMPTY.withBalance(U256.of(1_000_005));

    assertEquals(Optional.empty(), alone(transaction));
    assertEquals(Optional.empty(), Validation.againstSender(transaction, sender));
    assertEquals(Optional.empty(), Validation.inBlock(transaction, sender, U256.of(10), 100_000));
  }

  @Test
  void aCreationIsValidAlone() {
    assertEquals(
        Optional.empty(), alone(TransactionBuilder.create(CREATION_DATA).sign(Accounts.ALICE_KEY)));
  }

  @Test
  void anotherChainsTransactionIsRefused() {
    assertWords(
        "invalid chain id for signer: have 1 want 31337",
        alone(TransactionBuilder.call(Accounts.BOB).chainId(1).sign(Accounts.ALICE_KEY)));
  }

  @Test
  void aTransactionWithoutAChainIdIsRefused() {
    SignedTransaction transaction =
        TransactionCodec.sign(legacy(OptionalLong.empty(), 100_000), Accounts.ALICE_KEY);

    assertWords(
        "only replay-protected (EIP-155) transactions allowed over RPC: sign it for chain id "
            + TransactionBuilder.CHAIN_ID,
        alone(transaction));
  }

  @Test
  void aLegacyTransactionWithTheChainIdIsTaken() {
    assertEquals(
        Optional.empty(),
        alone(
            TransactionCodec.sign(
                legacy(OptionalLong.of(TransactionBuilder.CHAIN_ID), 100_000),
                Accounts.ALICE_KEY)));
  }

  @Test
  void aHighSIsRefused() {
    SignedTransaction low =
        TransactionCodec.sign(
            legacy(OptionalLong.of(TransactionBuilder.CHAIN_ID), 100_000), Accounts.ALICE_KEY);

    SignedTransaction high = TransactionCodec.decode(mirrored(low));

    assertEquals(low.sender(), high.sender());
    assertWords(
        "invalid transaction v, r, s values: s is above half the order of secp256k1 (EIP-2)",
        alone(high));
  }

  @Test
  void aTransactionOfMoreThan327680BytesIsRefused() {
    SignedTransaction transaction =
        TransactionBuilder.call(Accounts.BOB)
            .data(Bytes.wrap(new byte[327_681]))
            .gasLimit(10_000_000)
            .sign(Accounts.ALICE_KEY);

    assertWords(
        "oversized data: transaction size " + transaction.encoded().length() + ", limit 327680",
        alone(transaction));
  }

  @Test
  void aTipAboveTheMaximumIsRefused() {
    assertWords(
        "max priority fee per gas higher than max fee per gas: address "
            + ALICE_TEXT
            + ", maxPriorityFeePerGas: 11, maxFeePerGas: 10",
        alone(TransactionBuilder.call(Accounts.BOB).fees(11, 10).sign(Accounts.ALICE_KEY)));
  }

  @Test
  void moreGasThanATransactionMayUseIsRefused() {
    assertEquals(
        Optional.empty(),
        alone(TransactionBuilder.call(Accounts.BOB).gasLimit(16_777_216).sign(Accounts.ALICE_KEY)));
    assertWords(
        "transaction gas limit too high (cap: 16777216, tx: 16777217)",
        alone(TransactionBuilder.call(Accounts.BOB).gasLimit(16_777_217).sign(Accounts.ALICE_KEY)));
  }

  @Test
  void moreGasThanABlockHasIsRefused() {
    assertWords(
        "exceeds block gas limit: have 30000000, want 30000001",
        alone(TransactionBuilder.call(Accounts.BOB).gasLimit(30_000_001).sign(Accounts.ALICE_KEY)));
    assertWords(
        "exceeds block gas limit: have 30000000, want 18446744073709551615",
        alone(
            TransactionCodec.sign(
                legacy(OptionalLong.of(TransactionBuilder.CHAIN_ID), -1), Accounts.ALICE_KEY)));
  }

  @Test
  void theIntrinsicGasMustBeCovered() {
    assertWords(
        "intrinsic gas too low: have 20999, want 21000",
        alone(TransactionBuilder.call(Accounts.BOB).gasLimit(20_999).sign(Accounts.ALICE_KEY)));
    assertWords(
        "intrinsic gas too low: have 25299, want 25300",
        alone(
            TransactionBuilder.call(Accounts.BOB)
                .accessList(new AccessListEntry(Accounts.BOB, List.of(Hash.ZERO)))
                .gasLimit(25_299)
                .sign(Accounts.ALICE_KEY)));
  }

  @Test
  void theFloorMustBeCovered() {
    assertWords(
        "insufficient gas for floor data gas cost: have 24999, want 25000",
        alone(
            TransactionBuilder.call(Accounts.BOB)
                .data(Bytes.wrap(new byte[400]))
                .gasLimit(24_999)
                .sign(Accounts.ALICE_KEY)));
  }

  @Test
  void evmBytecodeIsRefusedWithWhatThisChainRuns() {
    assertWords(
        "invalid creation data: this chain runs JavaScript contracts, not EVM bytecode: creation"
            + " data starts with 0xef4a5301, got 0x60806040; make it with \"tally build\"",
        alone(TransactionBuilder.create(Bytes.fromHex("0x6080604052")).sign(Accounts.ALICE_KEY)));
  }

  @Test
  void tooMuchCreationDataIsRefused() {
    Bytes data = Bytes.concat(CREATION_DATA, Bytes.wrap(new byte[294_912]));

    assertWords(
        "max initcode size exceeded: code size " + data.length() + " limit 294912",
        alone(TransactionBuilder.create(data).sign(Accounts.ALICE_KEY)));
  }

  @Test
  void aContractCannotSend() {
    Hash codeHash = Hash.fromHex("0x" + "c0de".repeat(16));

    assertWords(
        "sender not an eoa: address " + ALICE_TEXT + ", codehash: " + codeHash,
        Validation.againstSender(
            TransactionBuilder.call(Accounts.BOB).sign(Accounts.ALICE_KEY),
            Account.EMPTY.withBalance(U256.MAX).withCode(codeHash)));
  }

  @Test
  void aNonceBelowTheAccountsIsRefused() {
    assertWords(
        "nonce too low: address " + ALICE_TEXT + ", tx: 4 state: 7",
        Validation.againstSender(
            TransactionBuilder.call(Accounts.BOB).nonce(4).sign(Accounts.ALICE_KEY),
            Account.EMPTY.withBalance(U256.MAX).withNonce(7)));
  }

  @Test
  void aNonceAboveTheAccountsIsRefusedInABlockOnly() {
    SignedTransaction transaction =
        TransactionBuilder.call(Accounts.BOB).nonce(8).sign(Accounts.ALICE_KEY);
    Account sender = Account.EMPTY.withBalance(U256.MAX).withNonce(7);

    assertEquals(Optional.empty(), Validation.againstSender(transaction, sender));
    assertWords(
        "nonce too high: address " + ALICE_TEXT + ", tx: 8 state: 7",
        Validation.inBlock(transaction, sender, U256.ZERO, BLOCK_GAS));
  }

  @Test
  void theSenderNeedsTheValueAndAllGasAtTheHighestPrice() {
    assertWords(
        "insufficient funds for gas * price + value: address "
            + ALICE_TEXT
            + " have 1000004 want 1000005",
        Validation.againstSender(
            TransactionBuilder.call(Accounts.BOB).value(5).sign(Accounts.ALICE_KEY),
            Account.EMPTY.withBalance(U256.of(1_000_004))));
  }

  @Test
  void aCostAbove256BitsIsNobodys() {
    assertWords(
        "insufficient funds for gas * price + value: address "
            + ALICE_TEXT
            + " have "
            + U256.MAX
            + " want "
            + U256.MAX.value().add(BigInteger.valueOf(1_000_000)),
        Validation.againstSender(
            TransactionBuilder.call(Accounts.BOB).value(U256.MAX).sign(Accounts.ALICE_KEY),
            Account.EMPTY.withBalance(U256.MAX)));
  }

  @Test
  void aBidBelowTheBaseFeeIsRefusedInABlock() {
    assertWords(
        "max fee per gas less than block base fee: address "
            + ALICE_TEXT
            + ", maxFeePerGas: 10, baseFee: 11",
        Validation.inBlock(
            TransactionBuilder.call(Accounts.BOB).sign(Accounts.ALICE_KEY),
            Account.EMPTY,
            U256.of(11),
            BLOCK_GAS));
  }

  @Test
  void aBlockMustHaveTheGasLeft() {
    assertWords(
        "gas limit reached: have 99999, want 100000",
        Validation.inBlock(
            TransactionBuilder.call(Accounts.BOB).sign(Accounts.ALICE_KEY),
            Account.EMPTY,
            U256.ZERO,
            99_999));
  }

  private static Optional<Invalid> alone(SignedTransaction transaction) {
    return Validation.alone(transaction, TransactionBuilder.CHAIN_ID, BLOCK_GAS);
  }

  private static void assertWords(String words, Optional<Invalid> invalid) {
    assertEquals(Optional.of(words), invalid.map(Invalid::words));
  }

  private static LegacyTransaction legacy(OptionalLong chainId, long gasLimit) {
    return new LegacyTransaction(
        chainId, 0, U256.of(10), gasLimit, Optional.of(Accounts.BOB), U256.ZERO, Bytes.EMPTY);
  }

  /// The same transaction with the other of its two signatures.
  private static Bytes mirrored(SignedTransaction transaction) {
    LegacyTransaction payload = (LegacyTransaction) transaction.payload();
    Signature signature = transaction.signature();
    return new RlpWriter()
        .beginList()
        .writeLong(payload.nonce())
        .writeU256(payload.gasPriceWei())
        .writeLong(payload.gasLimit())
        .writeBytes(Accounts.BOB.bytes())
        .writeU256(payload.valueWei())
        .writeBytes(payload.data())
        .writeLong(35 + 2 * TransactionBuilder.CHAIN_ID + (1 - signature.yParity()))
        .writeU256(signature.r())
        .writeU256(Secp256k1.ORDER.minus(signature.s()))
        .endList()
        .toBytes();
  }
}
