package org.tallystick.node.load;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.json.JsonView;

/// Compares what a chain says after a load with what it has to say: each transaction has a receipt
/// and succeeded, and all accounts hold exactly what follows.
public final class Audit implements AutoCloseable {
  private static final String SUCCEEDED = "0x1";

  private final Endpoint endpoint;
  private final Load load;
  private final Lanes lanes;
  private final Map<Address, U256> before;

  /// Notes what all accounts hold before the load.
  public Audit(Endpoint endpoint, Load load, Duration timeout) {
    this.endpoint = endpoint;
    this.load = load;
    this.lanes = new Lanes(endpoint, load.lanes().size(), timeout);
    this.before = balances();
  }

  /// What the senders' receipts say.
  private record Receipts(U256 feesWei, Set<Long> blocks) {}

  /// Checks everything after the load.
  ///
  /// @return over how many blocks it was spread
  /// @throws LoadException naming the first that is not as it has to be
  public int check() {
    List<Receipts> receipts =
        lanes.all((connection, lane) -> receipts(connection, load.lanes().get(lane)));
    Map<Address, U256> expected = expected(receipts);
    Map<Address, U256> after = balances();
    expected.forEach((account, balance) -> {
      if (!balance.equals(after.get(account))) {
        throw new LoadException(
            "all transactions succeeded, but "
                + account
                + " holds "
                + after.get(account)
                + " and not "
                + balance);
      }
    });
    Set<Long> blocks = new HashSet<>();
    receipts.forEach(each -> blocks.addAll(each.blocks()));
    return blocks.size();
  }

  private Receipts receipts(Connection connection, Lane lane) throws IOException {
    U256 feesWei = U256.ZERO;
    Set<Long> blocks = new HashSet<>();
    for (Lane.Transfer transfer : lane.transfers()) {
      JsonView receipt = connection.ask("eth_getTransactionReceipt", transfer.quotedHash());
      if (receipt.isNull()) {
        throw new LoadException(transfer.hash() + " has no receipt, though its nonce was used");
      }
      U256 gasUsed = Asset.amount(receipt.member("gasUsed").text());
      long block = Long.decode(receipt.member("blockNumber").text());
      if (!receipt.member("status").text().equals(SUCCEEDED)) {
        throw new LoadException(
            transfer.hash()
                + " failed in block "
                + block
                + ": "
                + reason(connection, lane, transfer)
                + "; it used "
                + gasUsed
                + " of "
                + load.gasLimit()
                + " gas");
      }
      feesWei =
          feesWei.plus(gasUsed.times(Asset.amount(receipt.member("effectiveGasPrice").text())));
      blocks.add(block);
    }
    return new Receipts(feesWei, blocks);
  }

  /// A receipt has no reason; doing the same again most often gives it.
  private String reason(Connection connection, Lane lane, Lane.Transfer transfer)
      throws IOException {
    Asset.Question again = load.asset().again(lane.sender(), transfer);
    byte[] request = endpoint.request(again.document());
    return switch (Answer.read(connection.exchange(request))) {
      case Answer.Refusal(String words) -> words;
      case Answer.Result _ -> "done again now, it succeeds";
    };
  }

  private Map<Address, U256> expected(List<Receipts> receipts) {
    Map<Address, U256> expected = new HashMap<>(before);
    for (int at = 0; at < load.lanes().size(); at++) {
      Lane lane = load.lanes().get(at);
      U256 spent =
          switch (load.asset()) {
            case Asset.Coins _ -> lane.total().plus(receipts.get(at).feesWei());
            case Asset.Token _ -> lane.total();
          };
      expected.computeIfPresent(lane.sender(), (_, held) -> held.minus(spent));
      for (Lane.Transfer transfer : lane.transfers()) {
        expected.computeIfPresent(transfer.to(), (_, held) -> held.plus(transfer.amount()));
      }
    }
    return expected;
  }

  private Map<Address, U256> balances() {
    Map<Address, U256> balances = new HashMap<>();
    lanes
        .all((connection, lane) -> balances(connection, load.lanes().get(lane)))
        .forEach(balances::putAll);
    return balances;
  }

  private Map<Address, U256> balances(Connection connection, Lane lane) throws IOException {
    Set<Address> accounts = new LinkedHashSet<>(List.of(lane.sender()));
    lane.transfers().forEach(transfer -> accounts.add(transfer.to()));
    Map<Address, U256> balances = new HashMap<>();
    for (Address account : accounts) {
      Asset.Question question = load.asset().balance(account);
      JsonView balance =
          connection.ask(question.method(), question.parameters().toArray(String[]::new));
      balances.put(account, Asset.amount(balance.text()));
    }
    return balances;
  }

  @Override
  public void close() {
    lanes.close();
  }
}
