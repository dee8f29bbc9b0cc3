package org.tallystick.node.client;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.SignedTransaction;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.ClientConnectionException;
import org.web3j.protocol.http.HttpService;

/// A node's JSON-RPC, in the values of this house. Every method waits for the node's answer.
///
/// All methods throw [NodeUnreachableException] where no node answers, and [NodeRefusalException]
/// where it answers with an error.
public final class NodeClient implements AutoCloseable {
  /// A node that has much to do may take long for a block, a call or an estimate.
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private static final long POLL_MILLIS_MIN = 20;
  private static final long POLL_MILLIS_MAX = 500;
  private static final Pattern HEX_TEXT = Pattern.compile("\"(0x(?:[0-9a-fA-F]{2})*)\"");

  private final String url;
  private final OkHttpClient http = new OkHttpClient.Builder().readTimeout(ANSWER_MAX).build();
  private final Web3j web3j;

  /// @param url where the node listens, such as `http://127.0.0.1:8545`
  /// @throws IllegalArgumentException where that is no address of HTTP
  public NodeClient(String url) {
    requireHttp(url);
    this.url = url;
    this.web3j = Web3j.build(new HttpService(url, http));
  }

  private static void requireHttp(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return;
      }
    } catch (URISyntaxException fault) {
      // Said below, with what would have been right.
    }
    throw new IllegalArgumentException(
        "\"" + url + "\" is no address of a node: write it as http://127.0.0.1:8545");
  }

  public String url() {
    return url;
  }

  public long chainId() {
    return longOf(ask(web3j.ethChainId()).getChainId());
  }

  /// The accounts that the node itself signs for: none but on a development chain.
  public List<Address> accounts() {
    return ask(web3j.ethAccounts()).getAccounts().stream().map(Address::fromHex).toList();
  }

  /// What software the node says it is, such as `tallystick/0.1.0`.
  public String clientVersion() {
    return ask(web3j.web3ClientVersion()).getWeb3ClientVersion();
  }

  public U256 balance(Address address) {
    return new U256(
        ask(web3j.ethGetBalance(address.toHex(), DefaultBlockParameterName.LATEST)).getBalance());
  }

  /// The code of a contract, no bytes for any other account.
  public Bytes code(Address address) {
    return Bytes.fromHex(
        ask(web3j.ethGetCode(address.toHex(), DefaultBlockParameterName.LATEST)).getCode());
  }

  /// The nonce of the next transaction of an account, those that wait counted.
  public long nextNonce(Address address) {
    return longOf(
        ask(web3j.ethGetTransactionCount(address.toHex(), DefaultBlockParameterName.PENDING))
            .getTransactionCount());
  }

  /// What the node advises to bid.
  public Fees fees() {
    EthBlock.Block latest =
        ask(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false)).getBlock();
    U256 tip = new U256(ask(web3j.ethMaxPriorityFeePerGas()).getMaxPriorityFeePerGas());
    return Fees.over(new U256(latest.getBaseFeePerGas()), tip);
  }

  /// Runs a call without a transaction.
  public Bytes call(CallRequest request) {
    return Bytes.fromHex(
        ask(web3j.ethCall(json(request), DefaultBlockParameterName.LATEST)).getValue());
  }

  /// The least gas with which a transaction would succeed now.
  public long estimateGas(CallRequest request) {
    return longOf(ask(web3j.ethEstimateGas(json(request))).getAmountUsed());
  }

  /// Hands a transaction to the node's pool.
  public void send(SignedTransaction transaction) {
    var _ = ask(web3j.ethSendRawTransaction(transaction.encoded().toHex())).getTransactionHash();
  }

  /// Has the node sign a transaction by one of its own accounts, and take it.
  public Hash sendFrom(CallRequest request) {
    return Hash.fromHex(ask(web3j.ethSendTransaction(json(request))).getTransactionHash());
  }

  /// Waits until a transaction is in a block.
  ///
  /// @return absent where it is in none after so long; it may come to be later
  public Optional<MinedTransaction> await(Hash transaction, Duration atMost) {
    long deadlineNanos = System.nanoTime() + atMost.toNanos();
    long pauseMillis = POLL_MILLIS_MIN;
    Optional<MinedTransaction> mined = receipt(transaction);
    while (mined.isEmpty() && System.nanoTime() < deadlineNanos) {
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
      pauseMillis = Math.min(2 * pauseMillis, POLL_MILLIS_MAX);
      mined = receipt(transaction);
    }
    return mined;
  }

  /// What became of a transaction; absent while it is in no block.
  public Optional<MinedTransaction> receipt(Hash hash) {
    return ask(web3j.ethGetTransactionReceipt(hash.toHex()))
        .getTransactionReceipt()
        .map(NodeClient::mined);
  }

  private static Transaction json(CallRequest request) {
    return new Transaction(
        request.from().toHex(),
        null,
        null,
        null,
        request.to().map(Address::toHex).orElse(null),
        request.valueWei().value(),
        request.data().toHex());
  }

  private static MinedTransaction mined(TransactionReceipt receipt) {
    return new MinedTransaction(
        Hash.fromHex(receipt.getTransactionHash()),
        longOf(receipt.getBlockNumber()),
        receipt.isStatusOK(),
        longOf(receipt.getGasUsed()),
        Optional.ofNullable(receipt.getContractAddress()).map(Address::fromHex),
        receipt.getLogs().stream().map(NodeClient::log).toList());
  }

  private static Log log(org.web3j.protocol.core.methods.response.Log log) {
    return new Log(
        Address.fromHex(log.getAddress()),
        log.getTopics().stream().map(Hash::fromHex).toList(),
        Bytes.fromHex(log.getData()));
  }

  private static long longOf(BigInteger number) {
    return number.longValueExact();
  }

  private <T extends Response<?>> T ask(Request<?, T> request) {
    T response;
    try {
      response = request.send();
    } catch (ConnectException fault) {
      throw new NodeUnreachableException("no node answers at " + url, fault);
    } catch (SocketTimeoutException fault) {
      throw new NodeUnreachableException(
          "the node at " + url + " does not answer within " + ANSWER_MAX.toSeconds() + " s", fault);
    } catch (IOException | ClientConnectionException fault) {
      throw new NodeUnreachableException(
          "what answers at " + url + " is no node: " + fault.getMessage(), fault);
    }
    if (response.hasError()) {
      Response.Error error = response.getError();
      throw new NodeRefusalException(error.getCode(), error.getMessage(), bytes(error.getData()));
    }
    return response;
  }

  /// The data of an error, which web3j hands on as JSON: bytes where a contract reverted, anything
  /// elsewhere.
  private static @Nullable Bytes bytes(@Nullable String json) {
    Matcher hex = HEX_TEXT.matcher(json == null ? "" : json);
    return hex.matches() ? Bytes.fromHex(hex.group(1)) : null;
  }

  @Override
  public void close() {
    web3j.shutdown();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
