package org.tallystick.node.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.abi.Abi;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.client.CallRequest;
import org.tallystick.node.client.MinedTransaction;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.client.NodeRefusalException;
import org.tallystick.node.client.TransactionSender;
import org.tallystick.sdk.values.Coins;
import org.tallystick.sdk.values.Event;

/// One transaction on its way into a block. Each step is told when it is done, so that nothing
/// looks stuck.
///
/// @param abi of the contract that runs, for its errors and events
/// @param key that signs
record Submission(
    Terminal terminal,
    NodeClient node,
    KnownAccounts accounts,
    Abi abi,
    KeyPair key,
    TransactionOptions options) {

  /// Signs, sends and waits.
  ///
  /// @param to absent to create a contract
  /// @throws CommandException where it would fail, is refused, or comes into no block in time
  MinedTransaction submit(Optional<Address> to, Bytes data) {
    TransactionSender sender = new TransactionSender(node, key);
    SignedTransaction transaction = sign(sender, to, data);
    node.send(transaction);
    terminal.step(
        "sent",
        transaction.hash()
            + "  from "
            + accounts.shown(key.address())
            + ", nonce "
            + transaction.payload().nonce());
    MinedTransaction mined =
        sender.await(transaction.hash(), options.timeout()).orElseThrow(() -> late(transaction));
    terminal.step(
        "block",
        String.format(Locale.ROOT, "%,d  %,d gas used", mined.blockNumber(), mined.gasUsed()));
    if (!mined.succeeded()) {
      terminal.step("failed", whyNow(to, data));
    }
    events(mined).forEach(event -> terminal.step("event", event.shown(accounts::nameOf)));
    return mined;
  }

  private SignedTransaction sign(TransactionSender sender, Optional<Address> to, Bytes data) {
    SignedTransaction transaction;
    try {
      transaction = sender.sign(to, options.valueWei(), data, options.gasLimit());
    } catch (NodeRefusalException refusal) {
      String way = refusal.revertData().isPresent() ? "; --gas N sends it all the same" : "";
      throw CommandException.failed(
          "it would fail: " + Reason.of(refusal, abi, accounts) + "\nnothing was sent" + way);
    }
    if (transaction.payload() instanceof FeeMarketTransaction bid) {
      terminal.step(
          "gas",
          String.format(
              Locale.ROOT,
              "at most %,d, for %s",
              bid.gasLimit(),
              Coins.shown(bid.maxFeePerGasWei().times(bid.gasLimit()))));
    }
    return transaction;
  }

  private CommandException late(SignedTransaction transaction) {
    return CommandException.failed(
        transaction.hash()
            + " is in no block after "
            + options.timeout().toSeconds()
            + " s; it still waits, and may come to be");
  }

  /// A receipt has no reason; doing the same again most often gives it.
  private String whyNow(Optional<Address> to, Bytes data) {
    try {
      var _ = node.call(new CallRequest(key.address(), to, options.valueWei(), data));
      return "its changes are undone; as things are now, it would succeed with enough gas";
    } catch (NodeRefusalException refusal) {
      return "its changes are undone: " + Reason.of(refusal, abi, accounts);
    }
  }

  List<Event> events(MinedTransaction mined) {
    return mined.logs().stream()
        .map(log -> Event.read(log, mined.blockNumber(), Optional.of(abi)))
        .toList();
  }
}
