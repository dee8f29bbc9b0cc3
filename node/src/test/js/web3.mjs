// web3.js 4 against a development node: deploys Coin, transfers, reads events, decodes errors,
// verifies proofs and signatures.
import assert from 'node:assert/strict';
import { HDNodeWallet } from 'ethers';
import { Web3 } from 'web3';
import {
  CHAIN_ID, MNEMONIC, SUPPLY, artifact, ask, balanceSlot, failure, holds, url, verifyProof,
} from './common.mjs';

const web3 = new Web3(url);
web3.eth.transactionPollingInterval = 20;
const person = (index) => HDNodeWallet.fromPhrase(MNEMONIC, undefined, `m/44'/60'/0'/0/${index}`);
for (const index of [0, 1]) {
  web3.eth.accounts.wallet.add(person(index).privateKey);
}
const [alice, bob] = [0, 1].map((index) => web3.eth.accounts.wallet[index].address);

await holds('the network is known', async () => {
  assert.equal(await web3.eth.getChainId(), CHAIN_ID);
  assert.equal(await web3.eth.net.getId(), CHAIN_ID);
  assert.equal(await web3.eth.net.isListening(), true);
  assert.match(await web3.eth.getNodeInfo(), /tallystick/);
  assert.ok((await web3.eth.getAccounts()).includes(alice));
});

const coin = await holds('Coin is deployed', async () => {
  const deployment = new web3.eth.Contract(artifact.abi).deploy({
    data: artifact.bytecode,
    arguments: ['Riverbank', 'RBC', SUPPLY],
  });
  const deployed = await deployment.send({ from: alice, gas: await deployment.estimateGas({ from: alice }) });
  assert.equal(await web3.eth.getCode(deployed.options.address), artifact.deployedBytecode);
  deployed.handleRevert = true;
  return deployed;
});
const { address } = coin.options;

await holds('view functions answer', async () => {
  assert.equal(await coin.methods.name().call(), 'Riverbank');
  assert.equal(await coin.methods.decimals().call(), 18n);
  assert.equal(await coin.methods.balanceOf(alice).call(), SUPPLY);
});

await holds('a transfer is estimated, made, and its event decoded', async () => {
  const transfer = coin.methods.transfer(bob, 5n);
  const gas = await transfer.estimateGas({ from: alice });
  const receipt = await transfer.send({ from: alice, gas });
  assert.equal(receipt.status, 1n);
  assert.ok(receipt.gasUsed <= gas);
  assert.deepEqual({ ...receipt.events.Transfer.returnValues }, { 0: alice, 1: bob, 2: 5n, __length__: 3, from: alice, to: bob, value: 5n });
  assert.equal(await coin.methods.balanceOf(bob).call(), 5n);
  const past = await coin.getPastEvents('Transfer', { filter: { to: bob }, fromBlock: 0n });
  assert.deepEqual(past.map((event) => event.returnValues.value), [5n]);
});

await holds('a custom error is decoded', async () => {
  const poor = coin.methods.transfer(alice, 6n);
  const called = (await failure(() => poor.call({ from: bob }))).cause;
  assert.equal(called.errorName, 'ERC20InsufficientBalance');
  assert.deepEqual([called.errorArgs.sender, called.errorArgs.balance, called.errorArgs.needed], [bob, 5n, 6n]);
  // From an estimate web3.js hands on what the node said, and does not decode it.
  const estimated = (await failure(() => poor.estimateGas({ from: bob }))).cause;
  assert.deepEqual([estimated.code, estimated.data], [3, called.data]);
});

await holds('a transaction that reverts in a block has status 0', async () => {
  const error = await failure(() =>
    web3.eth.sendTransaction(
      { from: bob, to: address, data: coin.methods.transfer(alice, 6n).encodeABI(), gas: 300_000n },
      undefined,
      { checkRevertBeforeSending: false },
    ),
  );
  assert.equal(error.receipt.status, 0n);
});

await holds('types 0, 1 and 2 are sent', async () => {
  const gasPrice = await web3.eth.getGasPrice();
  for (const [type, fees] of [
    [0, { gasPrice }],
    [1, { gasPrice, accessList: [] }],
    [2, { maxFeePerGas: 2n * gasPrice, maxPriorityFeePerGas: 1n }],
  ]) {
    const receipt = await web3.eth.sendTransaction({ from: alice, to: bob, value: 1n, gas: 21_000n, type, ...fees });
    assert.equal(receipt.type, BigInt(type));
    assert.equal(receipt.gasUsed, 21_000n);
  }
  const history = await web3.eth.getFeeHistory(3n, 'latest', [25, 75]);
  assert.equal(history.baseFeePerGas.length, 4);
  assert.equal(history.reward.length, 3);
});

await holds('nonces count, and used ones are refused', async () => {
  const nonce = await web3.eth.getTransactionCount(alice);
  const used = await failure(() =>
    web3.eth.sendTransaction({ from: alice, to: bob, nonce: nonce - 1n, gas: 21_000n }, undefined, { checkRevertBeforeSending: false }),
  );
  assert.match(`${used.message} ${used.innerError?.message ?? used.cause?.message}`, /nonce too low/);
  assert.equal(await web3.eth.getTransactionCount(alice), nonce);
});

await holds('a proof of a balance verifies against its block', async () => {
  const number = await web3.eth.getBlockNumber();
  const proof = await web3.eth.getProof(address, [balanceSlot(bob)], number);
  // web3.js leaves the address out.
  assert.deepEqual(await verifyProof({ ...proof, address }, number), [5n]);
});

await holds('the node signs, and typed data is signed as the wallet does', async () => {
  const message = 'words with ümlauts and 🧾';
  // Without a wallet of its own, web3.js asks the node.
  const remote = new Web3(url);
  const signature = await remote.eth.sign(remote.utils.utf8ToHex(message), bob);
  assert.equal(web3.eth.accounts.recover(message, signature), bob);
  const typed = {
    types: {
      EIP712Domain: [{ name: 'name', type: 'string' }, { name: 'chainId', type: 'uint256' }],
      Ballot: [{ name: 'choice', type: 'uint8' }, { name: 'voters', type: 'address[]' }],
    },
    primaryType: 'Ballot',
    domain: { name: 'Tally', chainId: 31337 },
    message: { choice: 3, voters: [alice, bob] },
  };
  const { EIP712Domain: _, ...types } = typed.types;
  const expected = await person(1).signTypedData(typed.domain, types, typed.message);
  assert.equal(await remote.eth.signTypedData(bob, typed, false), expected);
  const receipt = await remote.eth.sendTransaction({ from: bob, to: alice, value: 1n });
  assert.equal(receipt.status, 1n);
});

await holds('blocks are seen with their transactions', async () => {
  const block = await web3.eth.getBlock('latest', true);
  assert.equal(block.transactions[0].from.toLowerCase(), bob.toLowerCase());
  assert.deepEqual(await ask('eth_getBlockByHash', block.hash, false).then((one) => one.hash), block.hash);
});

await holds('new heads and events are heard over a WebSocket', async () => {
  const socket = new Web3(url.replace(/^http/, 'ws'));
  const heads = await socket.eth.subscribe('newHeads');
  const transfers = await socket.eth.subscribe('logs', { address });
  const heard = (subscription) => new Promise((hear) => subscription.once('data', hear));
  const [head, log] = [heard(heads), heard(transfers)];
  const receipt = await coin.methods.transfer(bob, 7n).send({ from: alice, gas: 300_000n });
  assert.equal((await head).number, receipt.blockNumber);
  assert.equal((await log).transactionHash, receipt.transactionHash);
  await Promise.all([heads.unsubscribe(), transfers.unsubscribe()]);
  socket.currentProvider.disconnect();
});
