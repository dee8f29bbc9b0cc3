package org.tallystick.node.rpc.eth;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.IncludedTransaction;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcMethod;
import org.tallystick.state.Account;

/// Methods that read transactions, and what became of them. What is not there is `null`.
public final class TransactionMethods {
  private final ChainReader chain;
  private final TransactionPool pool;
  private final BlockFinder finder;

  private TransactionMethods(NodeView node) {
    this.chain = node.chain();
    this.pool = node.pool();
    this.finder = new BlockFinder(chain);
  }

  static List<RpcMethod> of(NodeView node) {
    TransactionMethods methods = new TransactionMethods(node);
    return List.of(
        RpcMethod.reading("eth_getTransactionByHash", 1, methods::byHash),
        RpcMethod.reading(
            "eth_getTransactionByBlockNumberAndIndex",
            2,
            arguments ->
                methods.byIndex(BlockSelector.numberOrTag(arguments.required(0)), arguments)),
        RpcMethod.reading(
            "eth_getTransactionByBlockHashAndIndex",
            2,
            arguments ->
                methods.byIndex(new BlockSelector.OfHash(arguments.required(0).hash()), arguments)),
        RpcMethod.reading("eth_getTransactionBySenderAndNonce", 2, methods::bySenderAndNonce),
        RpcMethod.reading("eth_getRawTransactionByHash", 1, methods::rawByHash),
        RpcMethod.reading("eth_getTransactionReceipt", 1, methods::receipt));
  }

  private Json byHash(Arguments arguments) {
    Hash hash = arguments.required(0).hash();
    // The pool first: a transaction leaves it only after its block is there.
    Optional<SignedTransaction> waiting = pool.find(hash);
    return chain
        .transaction(hash)
        .map(TransactionJson::of)
        .or(() -> waiting.map(TransactionJson::ofPending))
        .<Json>map(transaction -> transaction)
        .orElse(JsonNull.NULL);
  }

  private Json bySenderAndNonce(Arguments arguments) {
    Address sender = arguments.required(0).address();
    long nonce = arguments.required(1).smallNumber();
    return find(sender, nonce, chain).<Json>map(TransactionJson::of).orElse(JsonNull.NULL);
  }

  /// The transaction of the chain that a sender gave this nonce.
  ///
  /// @throws RpcException where it is older than the states that are kept
  public static Optional<IncludedTransaction> find(Address sender, long nonce, ChainReader chain) {
    OptionalLong number =
        new FirstBlock(chain)
            .after(state -> state.account(sender).map(Account::nonce).orElse(0L) > nonce);
    Optional<Block> found = number.isPresent() ? chain.block(number.getAsLong()) : Optional.empty();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Block block = found.get();
    for (int index = 0; index < block.transactions().size(); index++) {
      SignedTransaction transaction = block.transactions().get(index);
      if (transaction.sender().equals(sender) && transaction.payload().nonce() == nonce) {
        return Optional.of(
            new IncludedTransaction(transaction, block.header(), block.hash(), index));
      }
    }
    return Optional.empty();
  }

  private Json rawByHash(Arguments arguments) {
    return raw(arguments.required(0).hash(), chain, pool);
  }

  /// The transaction as it travels; `0x` where there is none.
  public static Json raw(Hash hash, ChainReader chain, TransactionPool pool) {
    Optional<SignedTransaction> waiting = pool.find(hash);
    return chain
        .transaction(hash)
        .map(IncludedTransaction::transaction)
        .or(() -> waiting)
        .map(transaction -> Json.of(transaction.encoded().toHex()))
        .orElse(Json.of("0x"));
  }

  private Json byIndex(BlockSelector selector, Arguments arguments) {
    long index = arguments.required(1).smallQuantity();
    Optional<Block> found =
        finder.block(selector).filter(block -> index < block.transactions().size());
    if (found.isEmpty()) {
      return JsonNull.NULL;
    }
    Block block = found.get();
    int at = (int) index;
    return TransactionJson.of(block.transactions().get(at), block.header(), block.hash(), at);
  }

  private Json receipt(Arguments arguments) {
    Optional<IncludedTransaction> found = chain.transaction(arguments.required(0).hash());
    if (found.isEmpty()) {
      return JsonNull.NULL;
    }
    IncludedTransaction included = found.get();
    return chain
        .receipts(included.blockHash())
        .<Json>map(receipts ->
            ReceiptJson.of(
                included.transaction(),
                included.header(),
                included.blockHash(),
                receipts,
                included.index()))
        .orElse(JsonNull.NULL);
  }
}
