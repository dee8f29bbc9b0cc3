package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.ReceiptCodec;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StoredState;

/// Blocks on a chain that begins with a base fee of 8 wei and money for Alice and Carol; the second
/// block's base fee is 7 wei.
final class BlockProcessorTest {
  private static final KeyPair CAROL_KEY = Accounts.key("carol");
  private static final Address CONTRACT =
      Address.fromHex("0x00000000000000000000000000000000000c0de0");
  private static final U256 RICH_WEI = U256.of(1_000_000_000_000L);
  private static final U256 REWARD_WEI = U256.of(5_000_000);
  private static final Hash SLOT = Hash.wrap(U256.ONE.toWord());
  private static final BlockContext CONTEXT =
      new BlockContext(
          1_700_000_000,
          Accounts.PROPOSER,
          Keccak.hash(Bytes.of((byte) 1)),
          Bytes.fromHex("0xe47a"));

  private final ScriptedMachine machine = new ScriptedMachine();
  private final Code logger =
      machine.contract(
          "// logger",
          (invocation, host, gas) -> {
            host.emit(List.of(SLOT), invocation.data());
            host.store(SLOT, U256.of(host.load(SLOT).value().longValueExact() + 1));
            return ScriptedMachine.NOTHING;
          });
  private final Genesis genesis =
      new Genesis(
          new ChainRules(TransactionBuilder.CHAIN_ID, REWARD_WEI),
          1_000_000,
          U256.of(8),
          1_600_000_000,
          Genesis.Engine.INSTANT,
          new TreeMap<>(
              Map.of(
                  Accounts.ALICE,
                  Genesis.Allocation.of(RICH_WEI),
                  CAROL_KEY.address(),
                  Genesis.Allocation.of(RICH_WEI),
                  CONTRACT,
                  new Genesis.Allocation(U256.ZERO, 1, Optional.of(logger), new TreeMap<>()))));
  private final Genesis.Start start = genesis.start();
  private final Header parent = start.block().header();
  private final MemoryStateStore parentState = MemoryStateStore.EMPTY.apply(start.update());
  private final BlockProcessor processor =
      new BlockProcessor(genesis.rules(), machine, new CodeCache());

  @Test
  void anEmptyBlockFollowsFromItsParent() {
    Executed executed = execute();

    Header header = executed.draft().header();
    assertEquals(parent.hash(), header.parentHash());
    assertEquals(1, header.number());
    assertEquals(1_700_000_000, header.timestampSeconds());
    assertEquals(1_000_000, header.gasLimit());
    assertEquals(0, header.gasUsed());
    assertEquals(U256.of(7), header.baseFeePerGasWei());
    assertEquals(Accounts.PROPOSER, header.feeRecipient());
    assertEquals(CONTEXT.randomness(), header.mixHash());
    assertEquals(CONTEXT.extraData(), header.extraData());
    assertEquals(U256.ZERO, header.difficulty());
    assertEquals(0, header.nonce());
    assertEquals(Header.NO_OMMERS, header.ommersHash());
    assertEquals(Bloom.EMPTY, header.logsBloom());
    assertEquals(TransactionCodec.root(List.of()), header.transactionsRoot());
    assertEquals(ReceiptCodec.root(List.of()), header.receiptsRoot());
  }

  @Test
  void theRewardIsNewMoneyForTheFeeRecipient() {
    Executed executed = execute();

    assertEquals(REWARD_WEI, balance(executed, Accounts.PROPOSER));
  }

  @Test
  void timeNeverGoesBack() {
    BlockContext early = new BlockContext(1_500_000_000, Accounts.PROPOSER, Hash.ZERO, Bytes.EMPTY);

    Executed executed = valid(new BlockInput(early, List.of()));

    assertEquals(1_600_000_000, executed.draft().header().timestampSeconds());
  }

  @Test
  void receiptsCountTheGasAndCarryTheLogs() {
    Bytes data = Bytes.fromHex("0x01");
    SignedTransaction transfer =
        TransactionBuilder.call(Accounts.BOB).value(5).sign(Accounts.ALICE_KEY);
    SignedTransaction call =
        TransactionBuilder.call(CONTRACT).data(data).nonce(1).sign(Accounts.ALICE_KEY);
    SignedTransaction outOfGas =
        TransactionBuilder.call(CONTRACT).data(data).gasLimit(30_000).sign(CAROL_KEY);

    Executed executed = execute(transfer, call, outOfGas);

    Log log = new Log(CONTRACT, List.of(SLOT), data);
    long callGas = 21_016 + 5_000L + logger.bytes().length() + 375 + 375 + 8 + 2_100 + 20_000;
    List<Receipt> receipts =
        List.of(
            Receipt.of(2, true, 21_000, List.of()),
            Receipt.of(2, true, 21_000 + callGas, List.of(log)),
            Receipt.of(2, false, 21_000 + callGas + 30_000, List.of()));
    assertEquals(receipts, executed.receipts());
    Header header = executed.draft().header();
    assertEquals(21_000 + callGas + 30_000, header.gasUsed());
    assertEquals(Bloom.of(List.of(log)), header.logsBloom());
    assertEquals(ReceiptCodec.root(receipts), header.receiptsRoot());
    assertEquals(
        TransactionCodec.root(List.of(transfer, call, outOfGas)), header.transactionsRoot());
    assertInstanceOf(Outcome.Success.class, executed.outcomes().get(1));
    assertInstanceOf(Outcome.Halt.class, executed.outcomes().get(2));
  }

  @Test
  void theStateRootIsThatOfTheStateAfterTheBlock() {
    Executed executed = execute(TransactionBuilder.call(CONTRACT).sign(Accounts.ALICE_KEY));

    MemoryStateStore after = parentState.apply(executed.update());
    assertEquals(after.root(), executed.draft().header().stateRoot());
    assertNotEquals(parent.stateRoot(), after.root());
    assertEquals(U256.ONE, new StoredState(after).storage(CONTRACT, SLOT));
  }

  @Test
  void blocksFollowOneAnother() {
    Executed first = execute(TransactionBuilder.call(CONTRACT).sign(Accounts.ALICE_KEY));
    MemoryStateStore afterFirst = parentState.apply(first.update());
    BlockInput input =
        new BlockInput(
            CONTEXT, List.of(TransactionBuilder.call(CONTRACT).nonce(1).sign(Accounts.ALICE_KEY)));

    Executed second =
        assertInstanceOf(
                Verdict.Valid.class, processor.execute(afterFirst, first.draft().header(), input))
            .executed();

    assertEquals(2, second.draft().header().number());
    assertEquals(first.draft().header().hash(), second.draft().header().parentHash());
    assertEquals(
        U256.of(2), new StoredState(afterFirst.apply(second.update())).storage(CONTRACT, SLOT));
  }

  @Test
  void anInvalidTransactionSpoilsTheBlockThatWasDecided() {
    Verdict verdict =
        processor.execute(
            parentState,
            parent,
            new BlockInput(
                CONTEXT,
                List.of(
                    TransactionBuilder.call(Accounts.BOB).sign(Accounts.ALICE_KEY),
                    TransactionBuilder.call(Accounts.BOB).nonce(2).sign(Accounts.ALICE_KEY))));

    assertEquals(
        new Verdict.BadTransaction(1, new Invalid.NonceTooHigh(Accounts.ALICE, 2, 1)), verdict);
  }

  @Test
  void packingLeavesOutWhatIsInvalidWithItsReason() {
    SignedTransaction valid = TransactionBuilder.call(Accounts.BOB).sign(Accounts.ALICE_KEY);
    SignedTransaction gap = TransactionBuilder.call(Accounts.BOB).nonce(2).sign(Accounts.ALICE_KEY);
    SignedTransaction cheap = TransactionBuilder.call(Accounts.BOB).fees(0, 6).sign(CAROL_KEY);

    Packed packed = pack(List.of(gap, valid, cheap));

    assertEquals(List.of(valid), packed.executed().draft().transactions());
    assertEquals(
        List.of(
            new Packed.Skipped(gap, new Invalid.NonceTooHigh(Accounts.ALICE, 2, 0)),
            new Packed.Skipped(
                cheap,
                new Invalid.MaxFeeBelowBaseFee(CAROL_KEY.address(), U256.of(6), U256.of(7)))),
        packed.skipped());
  }

  @Test
  void packingGivesTheBlockThatExecutingGives() {
    Packed packed =
        pack(
            List.of(
                TransactionBuilder.call(Accounts.BOB).nonce(9).sign(Accounts.ALICE_KEY),
                TransactionBuilder.call(CONTRACT).sign(Accounts.ALICE_KEY),
                TransactionBuilder.call(CONTRACT).sign(CAROL_KEY)));

    Draft draft = packed.executed().draft();
    Executed executed = valid(new BlockInput(CONTEXT, draft.transactions()));

    assertEquals(2, draft.transactions().size());
    assertEquals(draft, executed.draft());
    assertEquals(packed.executed().receipts(), executed.receipts());
  }

  @Test
  void packingEndsWhenTheGasDoes() {
    List<SignedTransaction> transfers = new ArrayList<>();
    for (int nonce = 0; nonce < 60; nonce++) {
      transfers.add(
          TransactionBuilder.call(Accounts.BOB)
              .nonce(nonce)
              .gasLimit(21_000)
              .sign(Accounts.ALICE_KEY));
    }

    Packed packed = pack(transfers);

    assertEquals(47, packed.executed().draft().transactions().size());
    assertEquals(47 * 21_000, packed.executed().draft().header().gasUsed());
    assertEquals(List.of(), packed.skipped(), "nothing was asked for after the block was full");
  }

  @Test
  void whatDoesNotFitMakesWayForWhatDoes() {
    SignedTransaction large =
        TransactionBuilder.call(Accounts.BOB).nonce(1).gasLimit(990_000).sign(Accounts.ALICE_KEY);
    SignedTransaction first = TransactionBuilder.call(Accounts.BOB).sign(Accounts.ALICE_KEY);
    SignedTransaction small = TransactionBuilder.call(Accounts.BOB).sign(CAROL_KEY);

    Packed packed = pack(List.of(first, large, small));

    assertEquals(List.of(first, small), packed.executed().draft().transactions());
    assertEquals(
        List.of(new Packed.Skipped(large, new Invalid.NoGasLeft(990_000, 979_000))),
        packed.skipped());
  }

  @Test
  void aBlockHasAtMostOneMebibyteOfTransactions() {
    Genesis roomy =
        new Genesis(
            genesis.rules(),
            100_000_000,
            genesis.baseFeePerGasWei(),
            0,
            genesis.engine(),
            genesis.allocations());
    MemoryStateStore state = MemoryStateStore.EMPTY.apply(roomy.start().update());
    List<SignedTransaction> transactions = new ArrayList<>();
    for (int nonce = 0; nonce < 4; nonce++) {
      transactions.add(
          TransactionBuilder.call(Accounts.BOB)
              .nonce(nonce)
              .data(Bytes.wrap(new byte[300_000]))
              .gasLimit(3_100_000)
              .sign(Accounts.ALICE_KEY));
    }
    int bytes = transactions.getFirst().encoded().length();

    Packed packed =
        processor.pack(state, roomy.start().block().header(), CONTEXT, transactions.iterator());

    assertEquals(3, packed.executed().draft().transactions().size());
    Invalid.NoBytesLeft reason =
        assertInstanceOf(Invalid.NoBytesLeft.class, packed.skipped().getFirst().reason());
    assertTrue(reason.blockBytesLeft() < 1_048_576 - 3 * (bytes - 2), reason.words());
    assertEquals(
        new Verdict.BadTransaction(3, reason),
        processor.execute(
            state, roomy.start().block().header(), new BlockInput(CONTEXT, transactions)));
  }

  @Test
  void somebodysBlockIsExecutedAndComparedFieldByField() {
    Draft draft = execute(TransactionBuilder.call(CONTRACT).sign(Accounts.ALICE_KEY)).draft();
    Header header = draft.header();

    assertInstanceOf(Verdict.Valid.class, processor.check(parentState, parent, draft));
    assertEquals(
        new Verdict.BadHeader("stateRoot", header.stateRoot().toString(), Hash.ZERO.toString()),
        processor.check(
            parentState, parent, new Draft(with(header, Hash.ZERO), draft.transactions())));
  }

  @Test
  void aHeaderWithTooMuchExtraDataIsRefused() {
    Header header = execute().draft().header();
    Header long33 =
        new Header(
            header.parentHash(),
            header.ommersHash(),
            header.feeRecipient(),
            header.stateRoot(),
            header.transactionsRoot(),
            header.receiptsRoot(),
            header.logsBloom(),
            header.difficulty(),
            header.number(),
            header.gasLimit(),
            header.gasUsed(),
            header.timestampSeconds(),
            Bytes.wrap(new byte[33]),
            header.mixHash(),
            header.nonce(),
            header.baseFeePerGasWei());

    assertEquals(
        new Verdict.BadHeader("extraData", "at most 32 bytes", "33 bytes"),
        processor.check(parentState, parent, new Draft(long33, List.of())));
  }

  @Test
  void aStateThatIsNotTheParentsIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    processor.execute(
                        MemoryStateStore.EMPTY, parent, new BlockInput(CONTEXT, List.of())))
            .getMessage();

    assertEquals(
        "the state has the root "
            + MemoryStateStore.EMPTY.root()
            + ", but block 0 has "
            + parent.stateRoot(),
        message);
  }

  @Test
  void anInputsHashNamesAllOfIt() {
    SignedTransaction transaction = TransactionBuilder.call(Accounts.BOB).sign(Accounts.ALICE_KEY);
    BlockInput input = new BlockInput(CONTEXT, List.of(transaction));

    assertEquals(input.hash(), new BlockInput(CONTEXT, List.of(transaction)).hash());
    assertNotEquals(input.hash(), new BlockInput(CONTEXT, List.of()).hash());
    assertNotEquals(
        input.hash(),
        new BlockInput(
                new BlockContext(1, Accounts.PROPOSER, CONTEXT.randomness(), CONTEXT.extraData()),
                List.of(transaction))
            .hash());
  }

  private Executed execute(SignedTransaction... transactions) {
    return valid(new BlockInput(CONTEXT, List.of(transactions)));
  }

  private Executed valid(BlockInput input) {
    return assertInstanceOf(Verdict.Valid.class, processor.execute(parentState, parent, input))
        .executed();
  }

  private Packed pack(List<SignedTransaction> offered) {
    return processor.pack(parentState, parent, CONTEXT, offered.iterator());
  }

  private U256 balance(Executed executed, Address address) {
    return new StoredState(parentState.apply(executed.update()))
        .account(address)
        .orElseThrow()
        .balanceWei();
  }

  private static Header with(Header header, Hash stateRoot) {
    return new Header(
        header.parentHash(),
        header.ommersHash(),
        header.feeRecipient(),
        stateRoot,
        header.transactionsRoot(),
        header.receiptsRoot(),
        header.logsBloom(),
        header.difficulty(),
        header.number(),
        header.gasLimit(),
        header.gasUsed(),
        header.timestampSeconds(),
        header.extraData(),
        header.mixHash(),
        header.nonce(),
        header.baseFeePerGasWei());
  }
}
