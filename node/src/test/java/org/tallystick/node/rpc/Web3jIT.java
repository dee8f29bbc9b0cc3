package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.KeyPair;
import org.tallystick.node.testing.CoinArtifact;
import org.tallystick.node.testing.People;
import org.tallystick.sdk.bundle.Artifact;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthFeeHistory;
import org.web3j.protocol.core.methods.response.EthGetProof;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Numeric;

/// web3j 6, the client of Java programs, against a real node: what its users do, through its own
/// values.
class Web3jIT {
  private static final BigInteger SUPPLY = BigInteger.TEN.pow(24);
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(3_000_000);
  private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);
  private static final long POLL_MILLIS = 20;

  private static final Event TRANSFER =
      new Event(
          "Transfer",
          List.of(
              new TypeReference<Address>(true) {},
              new TypeReference<Address>(true) {},
              new TypeReference<Uint256>() {}));

  @TempDir Path folder;
  private DevNode node;
  private Web3j web3j;
  private Credentials alice;
  private Credentials bob;

  @BeforeEach
  void start() {
    node = DevNode.start(folder.resolve("data"));
    web3j = Web3j.build(new HttpService(node.url()));
    alice = credentials(0);
    bob = credentials(1);
  }

  @AfterEach
  void stop() {
    web3j.shutdown();
    node.close();
  }

  @Test
  void deploysCallsSendsAndReadsEvents() throws Exception {
    String coin = deployCoin();

    assertEquals("Riverbank", call(coin, name()).getFirst().getValue());
    TransactionReceipt receipt = send(alice, coin, transfer(bob, 5));

    assertTrue(receipt.isStatusOK());
    assertEquals(BigInteger.valueOf(5), balance(coin, bob));
    Log log = receipt.getLogs().getFirst();
    assertEquals(EventEncoder.encode(TRANSFER), log.getTopics().getFirst());
    assertEquals(BigInteger.valueOf(5), amount(log));
    EthFilter transfers =
        new EthFilter(DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, coin)
            .addSingleTopic(EventEncoder.encode(TRANSFER));
    assertEquals(2, ask(web3j.ethGetLogs(transfers)).getLogs().size());
  }

  @Test
  void aRevertHasItsDataInACallAndInAnEstimate() throws Exception {
    String coin = deployCoin();
    String tooMuch = FunctionEncoder.encode(transfer(alice, 6));
    Transaction poor =
        Transaction.createFunctionCallTransaction(
            bob.getAddress(), null, null, null, coin, tooMuch);

    EthCall called = web3j.ethCall(poor, DefaultBlockParameterName.LATEST).send();
    Response.Error estimated = web3j.ethEstimateGas(poor).send().getError();

    assertTrue(called.isReverted());
    assertEquals(3, called.getError().getCode());
    // ERC20InsufficientBalance(address,uint256,uint256)
    assertTrue(String.valueOf(called.getError().getData()).contains("e450d38c"));
    assertEquals(called.getError().getData(), estimated.getData());
  }

  @Test
  void aTransactionThatRevertsInABlockHasStatusZero() throws Exception {
    String coin = deployCoin();

    TransactionReceipt receipt = send(bob, coin, transfer(alice, 6));

    assertEquals("0x0", receipt.getStatus());
    assertEquals(List.of(), receipt.getLogs());
  }

  @Test
  void sendsTypesZeroOneAndTwo() throws Exception {
    BigInteger gasPriceWei = ask(web3j.ethGasPrice()).getGasPrice().multiply(BigInteger.TWO);
    String to = bob.getAddress();

    List<RawTransaction> transactions =
        List.of(
            RawTransaction.createEtherTransaction(
                nonce(), gasPriceWei, TRANSFER_GAS, to, BigInteger.ONE),
            RawTransaction.createTransaction(
                People.CHAIN_ID,
                nonce().add(BigInteger.ONE),
                gasPriceWei,
                TRANSFER_GAS,
                to,
                BigInteger.ONE,
                "",
                List.of()),
            RawTransaction.createEtherTransaction(
                People.CHAIN_ID,
                nonce().add(BigInteger.TWO),
                TRANSFER_GAS,
                to,
                BigInteger.ONE,
                BigInteger.ONE,
                gasPriceWei));

    for (int type = 0; type < transactions.size(); type++) {
      // web3j's manager of transactions knows types 0 and 2 only.
      RawTransaction transaction = transactions.get(type);
      byte[] signed =
          type == 0
              ? TransactionEncoder.signMessage(transaction, People.CHAIN_ID, alice)
              : TransactionEncoder.signMessage(transaction, alice);
      EthSendTransaction sent = web3j.ethSendRawTransaction(Numeric.toHexString(signed)).send();
      assertEquals("0x" + type, receipt(sent).getType());
    }
  }

  @Test
  void noncesCountAndUsedOnesAreRefused() throws Exception {
    BigInteger before = nonce();
    RawTransaction transfer =
        RawTransaction.createEtherTransaction(
            People.CHAIN_ID,
            before,
            TRANSFER_GAS,
            bob.getAddress(),
            BigInteger.ONE,
            BigInteger.ONE,
            GWEI.multiply(BigInteger.TEN));
    receipt(manager(alice).signAndSend(transfer));

    EthSendTransaction again = manager(alice).signAndSend(transfer);

    assertEquals(before.add(BigInteger.ONE), nonce());
    assertTrue(again.getError().getMessage().startsWith("nonce too low"), again.toString());
  }

  @Test
  void readsAProofAndTheFeesOfThePast() throws Exception {
    String coin = deployCoin();

    EthGetProof.Proof proof = ask(web3j.ethGetProof(coin, List.of("0x0"), "latest")).getProof();
    EthFeeHistory.FeeHistory fees =
        ask(web3j.ethFeeHistory(1, DefaultBlockParameterName.LATEST, List.of(50.0)))
            .getFeeHistory();

    assertEquals(coin, proof.getAddress());
    assertTrue(!proof.getAccountProof().isEmpty());
    assertEquals(1, fees.getReward().size());
    assertEquals(2, fees.getBaseFeePerGas().size());
  }

  @Test
  void hearsOfEventsByAFilter() throws Exception {
    String coin = deployCoin();
    BlockingQueue<Log> heard = new LinkedBlockingQueue<>();
    Web3j polling =
        Web3j.build(
            new HttpService(node.url()), POLL_MILLIS, Executors.newSingleThreadScheduledExecutor());
    var subscription =
        polling
            .ethLogFlowable(
                new EthFilter(
                    DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, coin))
            .subscribe(heard::add);

    send(alice, coin, transfer(bob, 7));

    // The supply, as the filter begins with what was; then the transfer.
    assertEquals(SUPPLY, amount(next(heard)));
    assertEquals(BigInteger.valueOf(7), amount(next(heard)));
    subscription.dispose();
    polling.shutdown();
  }

  @Test
  void theNodeSignsTypedDataAsWeb3jDoes() throws Exception {
    String typed =
        """
        {"types": {"EIP712Domain": [{"name": "name", "type": "string"},
                                    {"name": "chainId", "type": "uint256"}],
                   "Ballot": [{"name": "choice", "type": "uint8"}]},
         "primaryType": "Ballot",
         "domain": {"name": "Tally", "chainId": 31337},
         "message": {"choice": 3}}\
        """;
    Sign.SignatureData own = Sign.signTypedData(typed, bob.getEcKeyPair());

    String signature =
        ask(new Request<>(
                "eth_signTypedData_v4",
                List.of(bob.getAddress(), typed),
                new HttpService(node.url()),
                EthCall.class))
            .getValue();

    assertEquals(hex(own), signature);
  }

  private String deployCoin() throws Exception {
    Artifact artifact = CoinArtifact.build();
    String arguments =
        FunctionEncoder.encodeConstructor(
            List.of(new Utf8String("Riverbank"), new Utf8String("RBC"), new Uint256(SUPPLY)));
    EthSendTransaction sent =
        manager(alice)
            .sendEIP1559Transaction(
                People.CHAIN_ID,
                GWEI,
                GWEI.multiply(BigInteger.TEN),
                GAS_LIMIT,
                null,
                artifact.code().bytes().toHex() + arguments,
                BigInteger.ZERO,
                true);
    return receipt(sent).getContractAddress();
  }

  private TransactionReceipt send(Credentials from, String to, Function function) throws Exception {
    return receipt(
        manager(from)
            .sendEIP1559Transaction(
                People.CHAIN_ID,
                GWEI,
                GWEI.multiply(BigInteger.TEN),
                GAS_LIMIT,
                to,
                FunctionEncoder.encode(function),
                BigInteger.ZERO,
                false));
  }

  private TransactionReceipt receipt(EthSendTransaction sent) throws Exception {
    assertTrue(!sent.hasError(), () -> sent.getError().getMessage());
    return new PollingTransactionReceiptProcessor(web3j, POLL_MILLIS, 500)
        .waitForTransactionReceipt(sent.getTransactionHash());
  }

  @SuppressWarnings("rawtypes") // web3j's own signature
  private List<Type> call(String to, Function function) throws IOException {
    Transaction request =
        Transaction.createEthCallTransaction(
            alice.getAddress(), to, FunctionEncoder.encode(function));
    String answer = ask(web3j.ethCall(request, DefaultBlockParameterName.LATEST)).getValue();
    return FunctionReturnDecoder.decode(answer, function.getOutputParameters());
  }

  private BigInteger balance(String coin, Credentials of) throws IOException {
    Function function =
        new Function(
            "balanceOf",
            List.of(new Address(of.getAddress())),
            List.of(new TypeReference<Uint256>() {}));
    return ((Uint256) call(coin, function).getFirst()).getValue();
  }

  private static Function name() {
    return new Function("name", List.of(), List.of(new TypeReference<Utf8String>() {}));
  }

  private static Function transfer(Credentials to, long amount) {
    return new Function(
        "transfer", List.of(new Address(to.getAddress()), new Uint256(amount)), List.of());
  }

  private static BigInteger amount(Log log) {
    return ((Uint256)
            FunctionReturnDecoder.decode(log.getData(), TRANSFER.getNonIndexedParameters())
                .getFirst())
        .getValue();
  }

  private static Log next(BlockingQueue<Log> heard) throws InterruptedException {
    @Nullable Log log = heard.poll(20, TimeUnit.SECONDS);
    return Objects.requireNonNull(log, "no event was heard");
  }

  private BigInteger nonce() throws IOException {
    return ask(web3j.ethGetTransactionCount(alice.getAddress(), DefaultBlockParameterName.LATEST))
        .getTransactionCount();
  }

  private RawTransactionManager manager(Credentials sender) {
    return new RawTransactionManager(web3j, sender, People.CHAIN_ID);
  }

  private static <T extends Response<?>> T ask(Request<?, T> request) throws IOException {
    T response = request.send();
    assertTrue(!response.hasError(), () -> response.getError().getMessage());
    return response;
  }

  private static Credentials credentials(int number) {
    KeyPair key = People.developer(number);
    return Credentials.create(key.secret().toHex());
  }

  private static String hex(Sign.SignatureData signature) {
    return Hash.wrap(signature.getR()).toHex()
        + Hash.wrap(signature.getS()).toHex().substring(2)
        + HexFormat.of().formatHex(signature.getV());
  }
}
