import { Contract, msg, block, balanceOf, call, require } from 'tally';

const NO_HASH = '0x0000000000000000000000000000000000000000000000000000000000000000';

/**
 * Many calls in one, with the functions and the words of the Multicall3 that stands on Ethereum's
 * chains at the same address. What a contract of this chain does not see has no answer here.
 */
export default class Multicall3 extends Contract {
  static abi = `
    struct Call { address target; bytes callData; }
    struct Call3 { address target; bool allowFailure; bytes callData; }
    struct Call3Value { address target; bool allowFailure; uint256 value; bytes callData; }
    struct Result { bool success; bytes returnData; }
    function aggregate(Call[] calls) payable returns (uint256 blockNumber, bytes[] returnData)
    function tryAggregate(bool requireSuccess, Call[] calls) payable returns (Result[] returnData)
    function tryBlockAndAggregate(bool requireSuccess, Call[] calls) payable returns (uint256 blockNumber, bytes32 blockHash, Result[] returnData)
    function blockAndAggregate(Call[] calls) payable returns (uint256 blockNumber, bytes32 blockHash, Result[] returnData)
    function aggregate3(Call3[] calls) payable returns (Result[] returnData)
    function aggregate3Value(Call3Value[] calls) payable returns (Result[] returnData)
    /// The hash of the parent block; zero for any other.
    function getBlockHash(uint256 blockNumber) view returns (bytes32 blockHash)
    function getLastBlockHash() view returns (bytes32 blockHash)
    function getBlockNumber() view returns (uint256 blockNumber)
    function getCurrentBlockCoinbase() view returns (address coinbase)
    /// Zero, as no block of this chain is hard to make.
    function getCurrentBlockDifficulty() view returns (uint256 difficulty)
    /// Fails: contracts do not see it.
    function getCurrentBlockGasLimit() view returns (uint256 gaslimit)
    function getCurrentBlockTimestamp() view returns (uint256 timestamp)
    function getEthBalance(address addr) view returns (uint256 balance)
    function getBasefee() view returns (uint256 basefee)
    function getChainId() view returns (uint256 chainid)
  `;

  // A contract that is called may come back: there is no state that it could find half done.
  static reentrant = true;

  aggregate(calls) {
    return [block.number, this._all(calls, true).map((result) => result.returnData)];
  }

  tryAggregate(requireSuccess, calls) {
    return this._all(calls, requireSuccess);
  }

  tryBlockAndAggregate(requireSuccess, calls) {
    return [block.number, NO_HASH, this._all(calls, requireSuccess)];
  }

  blockAndAggregate(calls) {
    return this.tryBlockAndAggregate(true, calls);
  }

  aggregate3(calls) {
    return calls.map((one) => this._one(one.target, one.callData, 0n, one.allowFailure));
  }

  aggregate3Value(calls) {
    let spent = 0n;
    const results = [];
    for (const one of calls) {
      spent += one.value;
      require(spent <= msg.value, 'Multicall3: value mismatch');
      results.push(this._one(one.target, one.callData, one.value, one.allowFailure));
    }
    require(spent === msg.value, 'Multicall3: value mismatch');
    return results;
  }

  getBlockHash(blockNumber) {
    return blockNumber + 1n === block.number ? block.parentHash : NO_HASH;
  }

  getLastBlockHash() {
    return block.parentHash;
  }

  getBlockNumber() {
    return block.number;
  }

  getCurrentBlockCoinbase() {
    return block.proposer;
  }

  getCurrentBlockDifficulty() {
    return 0n;
  }

  getCurrentBlockGasLimit() {
    throw new Error('a contract of this chain does not see the gas limit of its block');
  }

  getCurrentBlockTimestamp() {
    return block.timestamp;
  }

  getEthBalance(addr) {
    return balanceOf(addr);
  }

  getBasefee() {
    return block.baseFee;
  }

  getChainId() {
    return block.chainId;
  }

  _all(calls, requireSuccess) {
    return calls.map((one) => this._one(one.target, one.callData, 0n, !requireSuccess));
  }

  _one(target, data, value, allowFailure) {
    const { ok, data: returnData } = call(target, { data, value });
    require(ok || allowFailure, 'Multicall3: call failed');
    return { success: ok, returnData };
  }
}
