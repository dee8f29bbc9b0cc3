// viem's test client, with every action it has, in the mode that is named: 'anvil', 'hardhat' or
// 'ganache'. Each action is held to what it did, read back in the next line without waiting.
import assert from 'node:assert/strict';
import {
  createTestClient, encodeFunctionData, http, parseEther, parseGwei, publicActions, toHex, walletActions,
} from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { MNEMONIC, SUPPLY, artifact, ask, balanceSlot, failure, hashOf, holds, url, verifyProof } from './common.mjs';

const mode = process.argv[4];
const chain = { ...foundry, rpcUrls: { default: { http: [url] } } };
const client = createTestClient({ mode, chain, transport: http(url, { retryCount: 0 }), cacheTime: 0, pollingInterval: 20 })
  .extend(publicActions)
  .extend(walletActions);
const [alice, bob] = [0, 1].map((addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex }));
const STRANGER = '0x00000000000000000000000000000000005741a6';
const NOBODY = '0x0000000000000000000000000000000000000d1e';
const { abi, bytecode } = artifact;

/** A receipt that has to be there already. */
const receiptOf = (hash) => client.getTransactionReceipt({ hash });
const send = (request) => client.sendTransaction({ account: alice.address, to: NOBODY, value: 1n, ...request });
const word = (number) => toHex(number, { size: 32 });
const now = async () => (await client.getBlock()).timestamp;

/** Waits for what comes by itself. */
async function until(isThere) {
  const end = Date.now() + 20_000;
  while (!(await isThere())) {
    assert.ok(Date.now() < end, 'not there after 20 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const coin = await holds('what is sent has its block when the answer comes', async () => {
  const hash = await client.deployContract({ account: alice, abi, bytecode, args: ['Riverbank', 'RBC', SUPPLY] });
  const receipt = await receiptOf(hash);
  assert.equal(receipt.status, 'success');
  for (let count = 0; count < 20; count += 1) {
    const sent = count % 2 === 0 ? await send() : await client.sendTransaction({ account: bob, to: NOBODY, value: 1n });
    assert.equal((await receiptOf(sent)).status, 'success');
  }
  assert.equal(await client.getBalance({ address: NOBODY }), 20n);
  return receipt.contractAddress;
});
const read = (functionName, ...args) => client.readContract({ address: coin, abi, functionName, args });
const transfer = (to, value) => encodeFunctionData({ abi, functionName: 'transfer', args: [to, value] });

await holds('snapshot and revert', async () => {
  const [block, balance] = [await client.getBlock(), await client.getBalance({ address: alice.address })];
  const id = await client.snapshot();
  await client.sendTransaction({ account: alice.address, to: coin, data: transfer(bob.address, 5n) });
  await client.setBalance({ address: STRANGER, value: 7n });
  await client.increaseTime({ seconds: 1_000 });
  assert.equal(await read('balanceOf', bob.address), 5n);

  assert.equal(await ask('evm_revert', id), true);

  assert.equal((await client.getBlock()).hash, block.hash);
  assert.equal(await read('balanceOf', bob.address), 0n);
  assert.equal(await client.getBalance({ address: alice.address }), balance);
  assert.equal(await client.getBalance({ address: STRANGER }), 0n);
  // It is spent.
  assert.equal(await ask('evm_revert', id), false);
  await client.revert({ id: await client.snapshot() });
});

await holds('setBalance, setNonce, setCode and setStorageAt take effect at once', async () => {
  await client.setBalance({ address: STRANGER, value: parseEther('12345678') });
  assert.equal(await client.getBalance({ address: STRANGER }), parseEther('12345678'));
  await client.setNonce({ address: STRANGER, nonce: 9 });
  assert.equal(await client.getTransactionCount({ address: STRANGER }), 9);
  const copy = '0x00000000000000000000000000000000000c0b1e';
  await client.setCode({ address: copy, bytecode: artifact.deployedBytecode });
  assert.equal(await client.getCode({ address: copy }), artifact.deployedBytecode);
  const slot = balanceSlot(STRANGER);
  await client.setStorageAt({ address: copy, index: slot, value: word(77n) });
  await client.setStorageAt({ address: copy, index: 3, value: word(9n) });
  assert.equal(await client.getStorageAt({ address: copy, slot: toHex(3) }), word(9n));
  assert.equal(await client.readContract({ address: copy, abi, functionName: 'balanceOf', args: [STRANGER] }), 77n);
});

await holds('proofs are of blocks, before and after the edits are in one', async () => {
  for (const expected of [0n, 99n]) {
    if (expected === 0n) await client.setStorageAt({ address: coin, index: balanceSlot(STRANGER), value: word(99n) });
    assert.equal(await read('balanceOf', STRANGER), 99n);
    const blockNumber = await client.getBlockNumber();
    const storageKeys = [balanceSlot(STRANGER)];
    assert.deepEqual(await verifyProof(await client.getProof({ address: coin, storageKeys }), blockNumber), [expected]);
    assert.deepEqual(await verifyProof(await client.getProof({ address: coin, storageKeys, blockNumber }), blockNumber), [expected]);
    await client.mine({ blocks: 1 });
  }
});

await holds('impersonateAccount sends for a contract, and stopImpersonatingAccount ends it', async () => {
  const request = { account: coin, to: coin, data: transfer(bob.address, 3n), type: 'eip1559' };
  const unknown = await failure(() => client.sendTransaction(request));
  assert.match(unknown.message, /unknown account/);
  await client.setBalance({ address: coin, value: parseEther('1') });
  await client.setStorageAt({ address: coin, index: balanceSlot(coin), value: word(10n) });
  await client.impersonateAccount({ address: coin });
  assert.ok((await client.getAddresses()).map((address) => address.toLowerCase()).includes(coin.toLowerCase()));
  const before = await read('balanceOf', bob.address);

  const hash = await client.sendTransaction(request);

  const receipt = await receiptOf(hash);
  assert.equal(receipt.status, 'success');
  assert.equal(receipt.from, coin.toLowerCase());
  assert.equal(await read('balanceOf', bob.address), before + 3n);
  assert.equal((await client.getTransaction({ hash })).from, coin.toLowerCase());
  await client.stopImpersonatingAccount({ address: coin });
  assert.match((await failure(() => client.sendTransaction(request))).message, /unknown account/);
});

await holds('sendUnsignedTransaction sends for anybody', async () => {
  const hash = await client.sendUnsignedTransaction({ from: STRANGER, to: NOBODY, value: 5n });
  const receipt = await receiptOf(hash);
  assert.equal(receipt.from, STRANGER);
  assert.equal((await client.getTransaction({ hash })).nonce, 9);
});

await holds('mine makes blocks, and dates them', async () => {
  const before = await client.getBlock();
  await client.mine({ blocks: 3 });
  assert.equal(await client.getBlockNumber(), before.number + 3n);
  if (mode !== 'ganache') {
    await client.mine({ blocks: 3, interval: 60 });
    const [first, , last] = await Promise.all([4n, 5n, 6n].map((more) => client.getBlock({ blockNumber: before.number + more })));
    assert.equal(last.timestamp - first.timestamp, 120n);
  }
  const block = await client.getBlock();
  assert.equal(hashOf(await ask('eth_getBlockByNumber', 'latest', false)), block.hash);
});

await holds('increaseTime and setNextBlockTimestamp', async () => {
  const before = await now();
  await client.increaseTime({ seconds: 86_400 });
  await client.mine({ blocks: 1 });
  assert.ok((await now()) >= before + 86_400n);
  const date = (await now()) + 1_000_000n;
  await client.setNextBlockTimestamp({ timestamp: date });
  await client.mine({ blocks: 1 });
  assert.equal(await now(), date);
  const past = await failure(() => client.setNextBlockTimestamp({ timestamp: date - 1n }));
  assert.match(past.message, /a timestamp is from/);
});

await holds('setBlockTimestampInterval and removeBlockTimestampInterval', async () => {
  const before = await now();
  await client.setBlockTimestampInterval({ interval: 5 });
  await client.mine({ blocks: 2 });
  assert.equal(await now(), before + 10n);
  assert.equal(await ask(`${mode}_removeBlockTimestampInterval`), true);
  assert.equal(await ask(`${mode}_removeBlockTimestampInterval`), false);
  await client.removeBlockTimestampInterval();
  await client.mine({ blocks: 1 });
  assert.ok((await now()) < before + 70n);
});

await holds('headers are as they are set', async () => {
  await client.setCoinbase({ address: NOBODY });
  await client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('50') });
  await client.setBlockGasLimit({ gasLimit: 20_000_000n });
  await client.mine({ blocks: 1 });
  const block = await client.getBlock();
  assert.equal(block.miner, NOBODY);
  assert.equal(block.baseFeePerGas, parseGwei('50'));
  assert.equal(block.gasLimit, 20_000_000n);
  await client.mine({ blocks: 1 });
  assert.ok((await client.getBlock()).baseFeePerGas < parseGwei('50'));
});

await holds('without automine transactions wait, are seen waiting, and can be dropped', async () => {
  assert.equal(await client.getAutomine(), true);
  await client.setAutomine(false);
  assert.equal(await client.getAutomine(), false);
  const nonce = await client.getTransactionCount({ address: alice.address });
  const kept = await send({ gas: 21_000n, nonce });
  const dropped = await send({ gas: 21_000n, nonce: nonce + 1 });
  const queued = await send({ gas: 21_000n, nonce: nonce + 5 });
  assert.deepEqual(await client.getTxpoolStatus(), { pending: 2, queued: 1 });
  const content = await client.getTxpoolContent();
  const mine = (part) => Object.entries(part).find(([address]) => address.toLowerCase() === alice.address.toLowerCase())[1];
  assert.equal(mine(content.pending)[nonce].hash, kept);
  assert.equal(mine(content.queued)[nonce + 5].hash, queued);
  assert.match(mine((await client.inspectTxpool()).pending)[nonce], /1 wei/);

  await client.dropTransaction({ hash: dropped });

  assert.deepEqual(await client.getTxpoolStatus(), { pending: 1, queued: 1 });
  await client.mine({ blocks: 1 });
  assert.equal((await receiptOf(kept)).blockNumber, await client.getBlockNumber());
  await failure(() => receiptOf(dropped));
  await client.dropTransaction({ hash: queued });
  const later = await send({ gas: 21_000n });
  await client.setAutomine(true);
  await until(async () => (await client.getTxpoolStatus()).pending === 0);
  assert.equal((await receiptOf(later)).status, 'success');
});

await holds('setIntervalMining makes blocks by itself, until it is ended', async () => {
  await client.setIntervalMining({ interval: 1 });
  const before = await client.getBlockNumber();
  // In Hardhat's unit a second is 1000, which is long where the node is not Hardhat's.
  const isServed = mode !== 'hardhat' || (await ask('web3_clientVersion')).startsWith('HardhatNetwork');
  if (isServed) await until(async () => (await client.getBlockNumber()) >= before + 2n);
  await client.setIntervalMining({ interval: 0 });
  const ended = await client.getBlockNumber();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  assert.equal(await client.getBlockNumber(), ended);
});

await holds('setMinGasPrice refuses what pays less', async () => {
  await client.setMinGasPrice({ gasPrice: parseGwei('100') });
  const poor = await failure(() => send({ maxFeePerGas: parseGwei('99') }));
  assert.match(poor.message, /underpriced|minimum|below/i);
  await client.setMinGasPrice({ gasPrice: 0n });
  await send();
});

await holds('dumpState and loadState', async () => {
  const [supply, nonce] = [await read('balanceOf', bob.address), await client.getTransactionCount({ address: bob.address })];
  const state = await client.dumpState();
  await client.sendTransaction({ account: alice.address, to: coin, data: transfer(bob.address, 500n) });
  await client.setBalance({ address: STRANGER, value: 1n });

  // Nonces never go back, so it is loaded where there is nothing yet.
  await client.reset();
  assert.equal(await client.getCode({ address: coin }), undefined);
  await client.loadState({ state });

  assert.equal(await read('balanceOf', bob.address), supply);
  assert.equal(await client.getTransactionCount({ address: bob.address }), nonce);
  assert.notEqual(await client.getBalance({ address: STRANGER }), 1n);
  await client.sendTransaction({ account: bob.address, to: coin, data: transfer(alice.address, 1n) });
  assert.equal(await read('balanceOf', bob.address), supply - 1n);
});

await holds('reset begins again', async () => {
  const id = await client.snapshot();
  await client.reset();
  assert.equal(await client.getBlockNumber(), 0n);
  assert.equal(await client.getBalance({ address: alice.address }), parseEther('10000'));
  assert.equal(await client.getCode({ address: coin }), undefined);
  assert.equal(await ask('evm_revert', id), false);
  const forked = await failure(() => client.reset({ jsonRpcUrl: 'http://127.0.0.1:1', blockNumber: 1n }));
  assert.match(forked.message, /cannot be a fork/);
  assert.equal((await receiptOf(await send())).blockNumber, 1n);
});

await holds('what cannot be done is said', async () => {
  await client.setLoggingEnabled(false);
  assert.match((await failure(() => client.setRpcUrl('http://127.0.0.1:1'))).message, /fork of no other/);
});
