package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.KeyPair;
import org.tallystick.crypto.Secp256k1;
import org.tallystick.crypto.Signature;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.LegacyTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.rlp.RlpWriter;

/// Transactions that no block can hold, each with all that its sender is told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedTransactionsIT {
  private static final long GWEI = 1_000_000_000;
  private static final Optional<Address> SOMEBODY =
      Optional.of(Address.fromHex("0x00000000000000000000000000000000000005a0"));
  private static final KeyPair RICH = TestNode.KEYS.get(0);
  private static final KeyPair POOR = KeyPair.fromSecret(Hash.wrap(U256.of(77).toWord()));

  private TestNode node;

  @BeforeAll
  void start(@TempDir Path folder) {
    node = TestNode.development(folder);
  }

  @AfterAll
  void stop() {
    node.close();
  }

  /// @param code of the JSON-RPC error
  record Refused(String title, Bytes encoded, int code, String words) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<Refused> refused() {
    Bytes good = sign(transfer(1));
    return List.of(
        server(
            "of another chain",
            sign(payload(1, 21_000, 10 * GWEI, SOMEBODY, Bytes.EMPTY)),
            "invalid chain id for signer: have 1 want 31337"),
        server(
            "of any chain",
            sign(legacy(OptionalLong.empty())),
            "only replay-protected (EIP-155) transactions allowed over RPC:"
                + " sign it for chain id 31337"),
        server(
            "with a mirrored signature",
            mirrored(),
            "invalid transaction v, r, s values: s is above half the order of secp256k1 (EIP-2)"),
        server(
            "of somebody who has nothing",
            TransactionCodec.sign(transfer(5), POOR).encoded(),
            "insufficient funds for gas * price + value: address "
                + Checksum.encode(POOR.address())
                + " have 0 want 210000000000005"),
        server(
            "with too little gas",
            sign(payload(20_999, Bytes.EMPTY)),
            "intrinsic gas too low: have 20999, want 21000"),
        server(
            "with more gas than a transaction may use",
            sign(payload(16_777_217, Bytes.EMPTY)),
            "transaction gas limit too high (cap: 16777216, tx: 16777217)"),
        server(
            "with more gas than a block has",
            sign(payload(30_000_001, Bytes.EMPTY)),
            "exceeds block gas limit: have 30000000, want 30000001"),
        server(
            "that pays less than is burned",
            sign(payload(TestNode.CHAIN_ID, 21_000, 5, SOMEBODY, Bytes.EMPTY)),
            "max fee per gas less than block base fee: address"
                + " 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266, maxFeePerGas: 5, baseFee:"
                + " 875000000"),
        server(
            "that is too large",
            sign(payload(16_000_000, Bytes.wrap(new byte[330_000]))),
            "oversized data: transaction size 330118, limit 327680"),
        server(
            "that creates too much",
            sign(creation(Bytes.wrap(new byte[294_913]))),
            "max initcode size exceeded: code size 294913 limit 294912"),
        server(
            "that creates an EVM contract",
            sign(creation(Bytes.fromHex("0x6080604052"))),
            "invalid creation data: this chain runs JavaScript contracts, not EVM bytecode:"
                + " creation data starts with 0xef4a5301, got 0x60806040;"
                + " make it with \"tally build\""),
        argument(
            "with something behind it",
            Bytes.concat(good, Bytes.of((byte) 0)),
            "transaction of type 2, end: 1 bytes follow after the end (byte 111)"),
        argument(
            "that is cut short",
            good.slice(0, good.length() - 1),
            "transaction of type 2, fields: announces 109 bytes, but only 108 follow (byte 0)"),
        argument(
            "that carries blobs",
            Bytes.concat(Bytes.of((byte) 3), good.slice(1)),
            "transaction: type 3 is not supported; this chain has types 0, 1 and 2"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isToldWhatIsWrong(Refused transaction) {
    String encoded = JsonRpc.quote(transaction.encoded.toHex());

    RpcError expected = RpcError.of(transaction.code, transaction.words);
    assertEquals(expected.toJson(), node.error("eth_sendRawTransaction", encoded));
    assertEquals("0x0", node.text("eth_blockNumber"));
  }

  private static Refused server(String title, Bytes encoded, String words) {
    return new Refused(title, encoded, RpcError.SERVER_ERROR, words);
  }

  private static Refused argument(String title, Bytes encoded, String words) {
    return new Refused(title, encoded, RpcError.INVALID_ARGUMENTS, "invalid argument 0: " + words);
  }

  private static Transaction transfer(long valueWei) {
    return new FeeMarketTransaction(
        TestNode.CHAIN_ID,
        0,
        U256.of(GWEI),
        U256.of(10 * GWEI),
        21_000,
        SOMEBODY,
        U256.of(valueWei),
        Bytes.EMPTY,
        List.of());
  }

  private static Transaction creation(Bytes data) {
    return payload(TestNode.CHAIN_ID, 16_000_000, 10 * GWEI, Optional.empty(), data);
  }

  private static Transaction payload(long gasLimit, Bytes data) {
    return payload(TestNode.CHAIN_ID, gasLimit, 10 * GWEI, SOMEBODY, data);
  }

  private static Transaction payload(
      long chainId, long gasLimit, long maxFeePerGasWei, Optional<Address> to, Bytes data) {
    return new FeeMarketTransaction(
        chainId,
        0,
        U256.of(Math.min(GWEI, maxFeePerGasWei)),
        U256.of(maxFeePerGasWei),
        gasLimit,
        to,
        U256.ONE,
        data,
        List.of());
  }

  private static Transaction legacy(OptionalLong chainId) {
    return new LegacyTransaction(
        chainId, 0, U256.of(10 * GWEI), 21_000, SOMEBODY, U256.ONE, Bytes.EMPTY);
  }

  private static Bytes sign(Transaction payload) {
    return TransactionCodec.sign(payload, RICH).encoded();
  }

  /// As valid as the other half on the curve, and so another hash for the same transaction.
  private static Bytes mirrored() {
    Signature low =
        TransactionCodec.sign(legacy(OptionalLong.of(TestNode.CHAIN_ID)), RICH).signature();
    return new RlpWriter()
        .beginList()
        .writeLong(0)
        .writeLong(10 * GWEI)
        .writeLong(21_000)
        .writeBytes(SOMEBODY.orElseThrow().bytes())
        .writeLong(1)
        .writeBytes(Bytes.EMPTY)
        .writeLong(2 * TestNode.CHAIN_ID + 35 + (1 - low.yParity()))
        .writeU256(low.r())
        .writeU256(Secp256k1.ORDER.minus(low.s()))
        .endList()
        .toBytes();
  }
}
