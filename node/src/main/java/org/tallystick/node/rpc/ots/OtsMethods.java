package org.tallystick.node.rpc.ots;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.tallystick.bytes.Address;
import org.tallystick.contract.ContractAddress;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.rpc.eth.BlockFinder;
import org.tallystick.node.rpc.eth.BlockJson;
import org.tallystick.node.rpc.eth.BlockSelector;
import org.tallystick.node.rpc.eth.FirstBlock;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.eth.TransactionMethods;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;
import org.tallystick.state.Account;

/// What Otterscan asks about accounts and blocks.
public final class OtsMethods {
  private static final int API_LEVEL = 8;

  private final ChainReader chain;
  private final BlockFinder finder;

  private OtsMethods(NodeView node) {
    this.chain = node.chain();
    this.finder = new BlockFinder(chain);
  }

  public static List<RpcMethod> of(NodeView node) {
    OtsMethods methods = new OtsMethods(node);
    List<RpcMethod> own =
        List.of(
            RpcMethod.reading("ots_getApiLevel", 0, _ -> Json.of(API_LEVEL)),
            RpcMethod.reading("ots_hasCode", 2, methods::hasCode),
            RpcMethod.reading("erigon_getHeaderByNumber", 1, methods::header),
            RpcMethod.reading(
                "ots_getBlockDetails", 1, arguments -> methods.details(byNumber(arguments))),
            RpcMethod.reading(
                "ots_getBlockDetailsByHash",
                1,
                arguments ->
                    methods.details(new BlockSelector.OfHash(arguments.required(0).hash()))),
            RpcMethod.reading("ots_getBlockTransactions", 3, methods::transactions),
            RpcMethod.reading(
                "ots_getTransactionBySenderAndNonce", 2, methods::transactionBySenderAndNonce),
            RpcMethod.reading("ots_getContractCreator", 1, methods::contractCreator));
    return Stream.of(own, SearchMethods.of(node), OtsTraces.of(node))
        .flatMap(List::stream)
        .toList();
  }

  /// Otterscan writes numbers of blocks as numbers.
  static BlockSelector byNumber(Arguments arguments) {
    Argument argument = arguments.required(0);
    return argument.isNumber()
        ? new BlockSelector.OfNumber(argument.smallNumber())
        : BlockSelector.numberOrTag(argument);
  }

  private Json hasCode(Arguments arguments) {
    Address address = arguments.required(0).address();
    return Json.of(
        finder
            .moment(BlockSelector.any(arguments.optional(1)))
            .state()
            .account(address)
            .filter(Account::hasCode)
            .isPresent());
  }

  private Json header(Arguments arguments) {
    return finder
        .block(byNumber(arguments))
        .<Json>map(block -> BlockJson.header(block.header(), block.hash()).build())
        .orElse(JsonNull.NULL);
  }

  private Json details(BlockSelector selector) {
    return found(selector)
        .<Json>map(
            found -> OtsJson.details(found.block, found.receipts, chain.rules().blockRewardWei()))
        .orElse(JsonNull.NULL);
  }

  private record Found(Block block, BlockReceipts receipts) {}

  private Optional<Found> found(BlockSelector selector) {
    return finder
        .block(selector)
        .flatMap(block -> chain.receipts(block.hash()).map(receipts -> new Found(block, receipts)));
  }

  /// A page of a block's transactions. Page 0 has the last ones.
  private Json transactions(Arguments arguments) {
    long page = arguments.required(1).smallNumber();
    long size = SearchMethods.pageSize(arguments.required(2));
    Optional<Found> found = found(byNumber(arguments));
    if (found.isEmpty()) {
      return JsonNull.NULL;
    }
    int count = found.get().block.transactions().size();
    // Neither a page far beyond the last nor a product that wraps around is anything.
    long end = page > count ? 0 : Math.max(0, count - page * size);
    return OtsJson.transactions(
        found.get().block, found.get().receipts, (int) Math.max(0, end - size), (int) end);
  }

  private Json transactionBySenderAndNonce(Arguments arguments) {
    Address sender = arguments.required(0).address();
    long nonce = arguments.required(1).smallNumber();
    return TransactionMethods.find(sender, nonce, chain)
        .<Json>map(included -> Json.of(included.transaction().hash().toHex()))
        .orElse(JsonNull.NULL);
  }

  /// The transaction that created a contract, and who sent it. Nobody created what was there from
  /// the beginning.
  private Json contractCreator(Arguments arguments) {
    Address contract = arguments.required(0).address();
    OptionalLong number =
        new FirstBlock(chain)
            .after(state -> state.account(contract).filter(Account::hasCode).isPresent());
    if (number.isEmpty() || number.getAsLong() == 0) {
      return JsonNull.NULL;
    }
    Block block = chain.block(number.getAsLong()).orElseThrow();
    for (SignedTransaction transaction : block.transactions()) {
      if (created(transaction).filter(contract::equals).isPresent()) {
        return Json.object()
            .put("hash", transaction.hash().toHex())
            .put("creator", transaction.sender().toHex())
            .build();
      }
    }
    throw RpcError.server(
            contract + " was created by another contract, in block " + number.getAsLong())
        .exception();
  }

  /// Where the contract is that the transaction creates by itself.
  static Optional<Address> created(SignedTransaction transaction) {
    return transaction.payload().isCreation()
        ? Optional.of(ContractAddress.byNonce(transaction.sender(), transaction.payload().nonce()))
        : Optional.empty();
  }
}
