// What viem 2 and ethers 6 do beside the everyday: many calls in one, blocks that might follow, a
// transaction filled in, sent and waited for at once.
import assert from 'node:assert/strict';
import {
  BaseError, CallExecutionError, ContractFunctionRevertedError, createPublicClient, createWalletClient,
  encodeFunctionData, http, parseEther, verifyMessage,
} from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { Contract, JsonRpcProvider } from 'ethers';
import { MNEMONIC, SUPPLY, artifact, ask, failure, holds, url } from './common.mjs';

const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11';
const sent = [];
const transport = http(url, {
  retryCount: 0,
  onFetchRequest: (_, init) => { sent.push(JSON.parse(init.body)); },
});
const chain = {
  ...foundry,
  rpcUrls: { default: { http: [url] } },
  contracts: { multicall3: { address: MULTICALL3 } },
};
const reader = createPublicClient({ chain, transport, pollingInterval: 20, cacheTime: 0 });
const batching = createPublicClient({ chain, transport, batch: { multicall: true }, cacheTime: 0 });
const [alice, bob] = [0, 1].map((addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex }));
const writer = createWalletClient({ account: alice, chain, transport });
const { abi, bytecode } = artifact;

const address = await holds('Coin is deployed', async () => {
  const hash = await writer.deployContract({ abi, bytecode, args: ['Riverbank', 'RBC', SUPPLY] });
  return (await reader.waitForTransactionReceipt({ hash })).contractAddress;
});
const coin = { address, abi };

await holds('the abi and the source stand on the chain', async () => {
  assert.deepEqual(await ask('tally_abi', address), abi);
  const source = await ask('tally_source', address);
  assert.ok(source.files[source.entry].includes('extends'));
});

await holds('contracts are read in one call', async () => {
  const [name, balance] = await reader.multicall({
    allowFailure: false,
    contracts: [
      { ...coin, functionName: 'name' },
      { ...coin, functionName: 'balanceOf', args: [alice.address] },
    ],
  });
  assert.equal(name, 'Riverbank');
  assert.equal(balance, SUPPLY);
});

await holds('one failing call leaves the others', async () => {
  const results = await reader.multicall({
    contracts: [
      { ...coin, functionName: 'transfer', args: [bob.address, SUPPLY + 1n] },
      { ...coin, functionName: 'decimals' },
    ],
  });
  assert.equal(results[0].status, 'failure');
  assert.ok(results[0].error.walk((one) => one instanceof ContractFunctionRevertedError));
  assert.deepEqual(results[1], { result: 18, status: 'success' });
  const refusal = await failure(() => reader.multicall({
    allowFailure: false,
    contracts: [{ ...coin, functionName: 'transfer', args: [bob.address, SUPPLY + 1n] }],
  }));
  assert.ok(refusal instanceof BaseError);
});

await holds('reads at the same time become one call', async () => {
  sent.length = 0;
  const [name, symbol, decimals, balance] = await Promise.all([
    batching.readContract({ ...coin, functionName: 'name' }),
    batching.readContract({ ...coin, functionName: 'symbol' }),
    batching.readContract({ ...coin, functionName: 'decimals' }),
    batching.getBalance({ address: bob.address }),
  ]);
  assert.deepEqual([name, symbol, decimals], ['Riverbank', 'RBC', 18]);
  assert.equal(balance, await reader.getBalance({ address: bob.address }));
  const calls = sent.flat().filter((one) => one.method === 'eth_call');
  assert.equal(calls.length, 1, JSON.stringify(calls));
  assert.equal(calls[0].params[0].to.toLowerCase(), MULTICALL3.toLowerCase());
});

await holds('ethers reads through it too', async () => {
  const provider = new JsonRpcProvider(url);
  const multicall = new Contract(MULTICALL3, [
    'function aggregate3(tuple(address target, bool allowFailure, bytes callData)[] calls) view returns (tuple(bool success, bytes returnData)[])',
  ], provider);
  const [[success, data]] = await multicall.aggregate3([
    [address, true, encodeFunctionData({ abi, functionName: 'totalSupply' })],
  ]);
  assert.equal(success, true);
  assert.equal(BigInt(data), SUPPLY);
  provider.destroy();
});

await holds('blocks are simulated, each on the one before', async () => {
  const head = await reader.getBlock();
  const blocks = await reader.simulateBlocks({
    traceTransfers: true,
    blocks: [
      {
        blockOverrides: { number: head.number + 1n },
        stateOverrides: [{ address: bob.address, balance: parseEther('7') }],
        calls: [
          { account: alice, to: address, data: encodeFunctionData({ abi, functionName: 'transfer', args: [bob.address, 5n] }) },
          { account: bob, to: alice.address, value: parseEther('7') },
        ],
      },
      { calls: [{ account: bob, to: address, abi, functionName: 'balanceOf', args: [bob.address] }] },
    ],
  });
  assert.equal(blocks.length, 2);
  assert.equal(blocks[0].parentHash, head.hash);
  assert.equal(blocks[1].parentHash, blocks[0].hash);
  assert.equal(blocks[0].calls[0].logs[0].address, address);
  assert.equal(blocks[0].calls[1].logs.length, 1);
  assert.equal(blocks[1].calls[0].result, 5n);
});

await holds('calls are simulated in a row, and what needs EVM bytecode is refused', async () => {
  const calls = [
    { to: address, abi, functionName: 'transfer', args: [bob.address, 5n] },
    { to: address, abi, functionName: 'transfer', args: [bob.address, SUPPLY] },
  ];
  const { results } = await reader.simulateCalls({ account: alice, calls });
  assert.deepEqual(results.map((one) => one.status), ['success', 'failure']);
  assert.equal(results[0].result, true);
  assert.ok(await failure(() => reader.simulateCalls({ account: alice, calls, traceAssetChanges: true })) instanceof BaseError);
});

await holds('a transaction is filled in by the node', async () => {
  sent.length = 0;
  const hash = await writer.sendTransaction({ to: bob.address, value: 1n });
  await reader.waitForTransactionReceipt({ hash });
  const asked = sent.flat().map((one) => one.method);
  assert.ok(asked.includes('eth_fillTransaction'), asked.join(' '));
  assert.ok(!asked.includes('eth_estimateGas'), asked.join(' '));
});

await holds('an access list is found and sent', async () => {
  const data = encodeFunctionData({ abi, functionName: 'transfer', args: [bob.address, 1n] });
  const { accessList, gasUsed } = await reader.createAccessList({ account: alice, to: address, data });
  assert.equal(accessList.length, 1);
  assert.equal(accessList[0].address, address);
  assert.ok(accessList[0].storageKeys.length >= 2);
  const hash = await writer.sendTransaction({ to: address, data, accessList });
  const receipt = await reader.waitForTransactionReceipt({ hash });
  assert.equal(receipt.status, 'success');
  assert.ok(receipt.gasUsed <= gasUsed);
});

await holds('a transaction is sent and waited for in one', async () => {
  const receipt = await writer.sendTransactionSync({ to: bob.address, value: 1n });
  assert.equal(receipt.status, 'success');
  assert.equal(receipt.from, alice.address.toLowerCase());
});

await holds('a transaction is found by its sender and nonce', async () => {
  const found = await reader.getTransaction({ sender: alice.address, nonce: 0 });
  assert.equal(found.to, null);
  assert.equal(found.nonce, 0);
});

await holds('EVM bytecode is refused as any call that fails, and signatures are verified all the same', async () => {
  const error = await failure(() => reader.call({ data: '0x6080604052348015600e575f5ffd5b50' }));
  assert.ok(error instanceof CallExecutionError, error.message);
  const message = 'hello';
  const signature = await alice.signMessage({ message });
  assert.equal(await reader.verifyMessage({ address: alice.address, message, signature }), true);
  assert.equal(await verifyMessage({ address: alice.address, message, signature }), true);
  assert.equal(await reader.verifyMessage({ address: bob.address, message, signature }), false);
  // Of a contract that has no isValidSignature.
  assert.equal(await reader.verifyMessage({ address, message, signature }), false);
});
