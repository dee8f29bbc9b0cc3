package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.gas.GasMeter;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.Host;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.Journal;
import org.tallystick.testing.MapState;

/// Whatever transactions and contracts do, money is neither made nor lost: what leaves the accounts
/// is what was burned.
final class ConservationTest {
  private static final long BASE_FEE_WEI = 7;
  private static final int TRANSACTIONS = 300;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theSumOfAllBalancesFallsByWhatWasBurned(long seed) {
    Chaos chaos = new Chaos(seed);
    for (int turn = 0; turn < TRANSACTIONS; turn++) {
      chaos.turn("seed " + seed + " turn " + turn);
    }
    chaos.assertEverythingHappened("seed " + seed);
  }

  private enum Ending {
    SUCCESS,
    REVERT,
    HALT,
    REJECTED
  }

  private static final class Chaos {
    private final Random random;
    private final ScriptedMachine machine = new ScriptedMachine();
    private final TransactionProcessor processor =
        new TransactionProcessor(machine, new CodeCache());
    private final Code code = machine.contract("// chaos", this::act, this::act);
    private final List<KeyPair> senders = new ArrayList<>();
    private final List<Address> addresses = new ArrayList<>();
    private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    private MapState state = new MapState();
    private int actions;

    Chaos(long seed) {
      random = new Random(seed);
      for (int index = 0; index < 4; index++) {
        KeyPair sender = Accounts.key("sender " + index);
        senders.add(sender);
        addresses.add(sender.address());
        state.balance(sender.address(), U256.of(2_000_000_000L));
        Address contract = Accounts.key("contract " + index).address();
        addresses.add(contract);
        state.contract(contract, code.bytes()).balance(contract, U256.of(1_000));
      }
      addresses.add(Accounts.PROPOSER);
    }

    void turn(String where) {
      KeyPair sender = senders.get(random.nextInt(senders.size()));
      Journal journal = new Journal(state);
      U256 before = state.supply();
      actions = 0;

      Result result = processor.process(transaction(sender, journal), journal, block(), blockGas());

      state = state.after(journal.changes());
      U256 burned = burned(result);
      assertEquals(before, state.supply().plus(burned), where + " " + result);
    }

    private SignedTransaction transaction(KeyPair sender, Journal journal) {
      TransactionBuilder transaction =
          random.nextInt(8) == 0
              ? TransactionBuilder.create(code.bytes())
              : TransactionBuilder.call(any(addresses));
      return transaction
          .nonce(journal.nonce(sender.address()))
          .fees(random.nextInt(4), random.nextInt(5, 15))
          .gasLimit(random.nextInt(15_000, 400_000))
          .value(random.nextInt(3) == 0 ? random.nextInt(100_000) : 0)
          .sign(sender);
    }

    /// What a contract does: something, several times, and then ends one way or another.
    private MachineResult act(Invocation invocation, Host host, GasMeter gas) {
      while (actions++ < 30 && random.nextInt(4) != 0) {
        U256 some = U256.of(random.nextInt(300));
        switch (random.nextInt(6)) {
          case 0 -> host.store(Hash.wrap(U256.of(random.nextInt(4)).toWord()), some);
          case 1, 2 ->
              host.call(
                  new Host.Call(any(addresses), some, Bytes.EMPTY, OptionalLong.empty(), false));
          case 3 ->
              host.call(
                  new Host.Call(
                      any(addresses), U256.ZERO, Bytes.EMPTY, OptionalLong.of(9_000), true));
          case 4 -> host.create(new Host.Create(code, Bytes.EMPTY, some, null));
          case 5 -> host.balanceOf(any(addresses));
          default -> throw new AssertionError();
        }
      }
      return switch (random.nextInt(8)) {
        case 0 -> new MachineResult.Reverted(Bytes.EMPTY, "");
        case 1 -> {
          gas.charge(Long.MAX_VALUE);
          yield ScriptedMachine.NOTHING;
        }
        default -> ScriptedMachine.NOTHING;
      };
    }

    private U256 burned(Result result) {
      return switch (result) {
        case Result.Rejected _ -> {
          endings.merge(Ending.REJECTED, 1, Integer::sum);
          yield U256.ZERO;
        }
        case Result.Included included -> {
          Ending ending =
              switch (included.outcome()) {
                case Outcome.Success _ -> Ending.SUCCESS;
                case Outcome.Revert _ -> Ending.REVERT;
                case Outcome.Halt _ -> Ending.HALT;
              };
          endings.merge(ending, 1, Integer::sum);
          yield U256.of(included.outcome().gasUsed() * BASE_FEE_WEI);
        }
      };
    }

    void assertEverythingHappened(String where) {
      for (Ending ending : Ending.values()) {
        assertTrue(endings.getOrDefault(ending, 0) > 5, where + ": " + endings);
      }
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    private static BlockEnvironment block() {
      return new BlockEnvironment(
          1,
          1_000,
          TransactionBuilder.CHAIN_ID,
          Accounts.PROPOSER,
          U256.of(BASE_FEE_WEI),
          Hash.ZERO);
    }

    private static TransactionProcessor.BlockGas blockGas() {
      return new TransactionProcessor.BlockGas(30_000_000, 30_000_000);
    }
  }
}
