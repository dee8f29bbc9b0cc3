package org.tallystick.node.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.client.CallRequest;
import org.tallystick.node.client.Fees;
import org.tallystick.node.client.MinedTransaction;
import org.tallystick.node.client.NodeClient;

/// All that comes before a load: senders that can pay, and their transactions signed.
///
/// @param timeout for each step to come into a block
public record Preparation(NodeClient node, Funder funder, Duration timeout) {
  /// How many times the advised bid a transaction may pay: a load itself drives the base fee up.
  private static final long FEE_HEADROOM = 8;

  /// Deploys a contract, which the funder owns.
  ///
  /// @throws LoadException where it comes into no block, or fails
  public Address deploy(Bytes creationData) {
    MinedTransaction mined =
        await("deploying", funder.send(node, Optional.empty(), U256.ZERO, creationData));
    return mined.contract().orElseThrow(() -> new LoadException("deploying made no contract"));
  }

  /// Gives the senders what they need, and signs what they will send.
  ///
  /// @param senders at most as many as transactions
  /// @throws LoadException where they cannot be given it
  public Load prepare(Asset asset, int senders, int transactions) {
    long gasLimit = gasLimit(asset, senders);
    Fees fees = node.fees();
    U256 maxFeePerGasWei = fees.maxFeePerGasWei().times(FEE_HEADROOM);
    long chainId = node.chainId();
    List<Lane> lanes = new ArrayList<>(senders);
    for (int number = 0; number < senders; number++) {
      int count = transactions / senders + (number < transactions % senders ? 1 : 0);
      KeyPair key = funder.sender(number);
      long firstNonce = node.nextNonce(key.address());
      List<Lane.Transfer> transfers = new ArrayList<>(count);
      for (int at = 0; at < count; at++) {
        Address to = funder.recipient((number + at) % senders);
        U256 amount = U256.of(at + 1L);
        CallRequest call = asset.transfer(key.address(), to, amount);
        SignedTransaction signed =
            TransactionCodec.sign(
                new FeeMarketTransaction(
                    chainId,
                    firstNonce + at,
                    fees.maxPriorityFeePerGasWei(),
                    maxFeePerGasWei,
                    gasLimit,
                    call.to(),
                    call.valueWei(),
                    call.data(),
                    List.of()),
                key);
        transfers.add(
            new Lane.Transfer(
                signed.hash(),
                to,
                amount,
                Answer.document(
                    at, "eth_sendRawTransaction", "\"" + signed.encoded().toHex() + "\"")));
      }
      lanes.add(new Lane(key.address(), firstNonce, transfers));
    }
    fund(asset, lanes, maxFeePerGasWei.times(gasLimit));
    return new Load(asset, gasLimit, lanes);
  }

  /// What the dearest transfer takes: that to an account which has nothing yet.
  private long gasLimit(Asset asset, int senders) {
    CallRequest dearest = asset.transfer(funder.address(), funder.recipient(senders - 1), U256.ONE);
    long estimated = node.estimateGas(dearest);
    return switch (asset) {
      case Asset.Coins _ -> estimated;
      case Asset.Token _ -> estimated + estimated / 5;
    };
  }

  private void fund(Asset asset, List<Lane> lanes, U256 feeMaxWei) {
    List<Hash> sent = new ArrayList<>();
    for (Lane lane : lanes) {
      U256 fees = feeMaxWei.times(lane.transfers().size());
      switch (asset) {
        case Asset.Coins coins -> fund(coins, lane.sender(), fees.plus(lane.total()), sent);
        case Asset.Token token -> {
          fund(new Asset.Coins(), lane.sender(), fees, sent);
          fund(token, lane.sender(), lane.total(), sent);
        }
      }
    }
    sent.forEach(hash -> await("giving the senders what they need", hash));
    lanes.forEach(lane -> requireHeld(asset, lane));
  }

  private void requireHeld(Asset asset, Lane lane) {
    U256 held = balance(asset, lane.sender());
    if (held.isLessThan(lane.total())) {
      throw new LoadException(
          "the sender "
              + lane.sender()
              + " was given what it needs by "
              + funder.address()
              + ", but holds "
              + held
              + " and needs "
              + lane.total()
              + ": a token has to be an ERC-20");
    }
  }

  private void fund(Asset asset, Address sender, U256 needed, List<Hash> sent) {
    U256 held = balance(asset, sender);
    if (held.isLessThan(needed)) {
      CallRequest gift = asset.transfer(funder.address(), sender, needed.minus(held));
      sent.add(funder.send(node, gift.to(), gift.valueWei(), gift.data()));
    }
  }

  private U256 balance(Asset asset, Address account) {
    return switch (asset) {
      case Asset.Coins _ -> node.balance(account);
      case Asset.Token token -> Asset.amount(node.call(token.balanceCall(account)).toHex());
    };
  }

  private MinedTransaction await(String what, Hash hash) {
    MinedTransaction mined =
        node.await(hash, timeout)
            .orElseThrow(() ->
                new LoadException(
                    what + ": " + hash + " is in no block after " + timeout.toSeconds() + " s"));
    if (!mined.succeeded()) {
      throw new LoadException(what + ": " + hash + " failed");
    }
    return mined;
  }
}
