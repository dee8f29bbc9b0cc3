package org.tallystick.node.rpc.ots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.eth.TransactionJson;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Searches the chain, block by block, for transactions of an account: those it sent, was called by
/// or was created by, and those in which it wrote a log. A search ends with the block that fills
/// its page, or where it has looked at as much as one may.
final class SearchMethods {
  private static final long PAGE_SIZE_MAX = 25;

  /// Blocks of one search.
  private static final long BLOCKS_MAX = 5_000;

  /// Transactions of one search, as the sender of each is recovered from its signature.
  private static final long TRANSACTIONS_MAX = 10_000;

  private final ChainReader chain;

  private SearchMethods(NodeView node) {
    this.chain = node.chain();
  }

  static List<RpcMethod> of(NodeView node) {
    SearchMethods methods = new SearchMethods(node);
    return List.of(
        RpcMethod.reading("ots_searchTransactionsBefore", 3, methods::before),
        RpcMethod.reading("ots_searchTransactionsAfter", 3, methods::after));
  }

  static long pageSize(Argument argument) {
    long size = argument.smallNumber();
    if (size < 1 || size > PAGE_SIZE_MAX) {
      throw argument.fault("a page has from 1 to " + PAGE_SIZE_MAX + " transactions, got " + size);
    }
    return size;
  }

  /// Backwards from before a block; 0 begins at the newest.
  private Json before(Arguments arguments) {
    Address account = arguments.required(0).address();
    long block = arguments.required(1).smallNumber();
    long size = pageSize(arguments.required(2));
    long head = chain.head().number();
    long first = block == 0 ? head : Math.min(block - 1, head);
    Page page = new Page(account, size);
    boolean isWhole = page.fill(first, 0);
    return page.answer(block == 0, isWhole, false);
  }

  /// Forwards from after a block; 0 begins at the oldest. The newest are told first here too.
  private Json after(Arguments arguments) {
    Address account = arguments.required(0).address();
    long block = arguments.required(1).smallNumber();
    long size = pageSize(arguments.required(2));
    long head = chain.head().number();
    Page page = new Page(account, size);
    boolean isWhole = block >= head || page.fill(block == 0 ? 0 : block + 1, head);
    return page.answer(isWhole, block == 0, true);
  }

  /// The transactions that one search finds.
  private final class Page {
    private final Address account;
    private final long size;
    private final List<JsonObject> transactions = new ArrayList<>();
    private final List<JsonObject> receipts = new ArrayList<>();

    Page(Address account, long size) {
      this.account = account;
      this.size = size;
    }

    /// @return whether the search got to the last block
    boolean fill(long first, long last) {
      long step = first <= last ? 1 : -1;
      long blocks = 0;
      long looked = 0;
      for (long number = first; number != last + step; number += step) {
        if (transactions.size() >= size) {
          return false;
        }
        if (blocks == BLOCKS_MAX || looked >= TRANSACTIONS_MAX) {
          refuseWhereEmpty(first, number - step, last);
          return false;
        }
        blocks++;
        Optional<Block> block = chain.block(number);
        if (block.isPresent()) {
          looked += block.get().transactions().size();
          add(block.get(), step < 0);
        }
      }
      return true;
    }

    /// An empty page would say that there is nothing.
    private void refuseWhereEmpty(long first, long reached, long last) {
      if (transactions.isEmpty()) {
        throw RpcError.limitExceeded(
                "nothing was found from block "
                    + first
                    + " to "
                    + reached
                    + ", which is as much as one search looks at; go on "
                    + (first > last ? "before" : "after")
                    + " block "
                    + reached)
            .exception();
      }
    }

    private void add(Block block, boolean isBackwards) {
      Header header = block.header();
      boolean mayHaveLogged = header.logsBloom().mayContain(account);
      List<Integer> hits = new ArrayList<>();
      BlockReceipts kept = BlockReceipts.NONE;
      Hash hash = block.hash();
      if (mayHaveLogged || block.transactions().stream().anyMatch(this::names)) {
        kept = chain.receipts(hash).orElse(BlockReceipts.NONE);
      }
      for (int index = 0; index < kept.count(); index++) {
        if (names(block.transactions().get(index)) || hasLogged(kept.get(index))) {
          hits.add(index);
        }
      }
      if (isBackwards) {
        Collections.reverse(hits);
      }
      for (int index : hits) {
        transactions.add(TransactionJson.of(block.transactions().get(index), header, hash, index));
        receipts.add(
            OtsJson.with(
                OtsJson.receipt(block, hash, kept, index),
                "timestamp",
                Json.of(header.timestampSeconds())));
      }
    }

    private boolean names(SignedTransaction transaction) {
      return transaction.sender().equals(account)
          || transaction.payload().to().filter(account::equals).isPresent()
          || OtsMethods.created(transaction).filter(account::equals).isPresent();
    }

    private boolean hasLogged(Receipt receipt) {
      return receipt.logs().stream().anyMatch(log -> log.address().equals(account));
    }

    Json answer(boolean isNewest, boolean isOldest, boolean isReversed) {
      if (isReversed) {
        Collections.reverse(transactions);
        Collections.reverse(receipts);
      }
      return Json.object()
          .put("txs", Json.array(transactions))
          .put("receipts", Json.array(receipts))
          .put("firstPage", isNewest)
          .put("lastPage", isOldest)
          .build();
    }
  }
}
