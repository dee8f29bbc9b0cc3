// What viem and ethers get of the inside of transactions: both hand the methods through, so what
// is checked is that the answers are go-ethereum's.
import assert from 'node:assert/strict';
import { ContractFactory, HDNodeWallet, JsonRpcProvider } from 'ethers';
import { createPublicClient, decodeFunctionData, http } from 'viem';
import { MNEMONIC, SUPPLY, artifact, balanceSlot, failure, holds, url } from './common.mjs';

const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 20, cacheTimeout: -1 });
const client = createPublicClient({ transport: http(url) });
const alice = HDNodeWallet.fromPhrase(MNEMONIC, undefined, "m/44'/60'/0'/0/0").connect(provider);
const bob = HDNodeWallet.fromPhrase(MNEMONIC, undefined, "m/44'/60'/0'/0/1");

const trace = (hash, options) =>
  client.request({ method: 'debug_traceTransaction', params: [hash, options] });
const calls = { tracer: 'callTracer', tracerConfig: { withLog: true } };
const lower = (address) => address.toLowerCase();

const { coin, address, receipt } = await holds('a coin is sent', async () => {
  const factory = new ContractFactory(artifact.abi, artifact.bytecode, alice);
  const deployed = await factory.deploy('Riverbank', 'RBC', SUPPLY);
  await deployed.waitForDeployment();
  const sent = await (await deployed.transfer(bob.address, 5n)).wait();
  return { coin: deployed, address: lower(await deployed.getAddress()), receipt: sent };
});

await holds('the call has the gas, the input and the log of the transaction', async () => {
  const call = await trace(receipt.hash, calls);
  assert.equal(BigInt(call.gasUsed), receipt.gasUsed);
  assert.equal(call.type, 'CALL');
  assert.equal(call.from, lower(alice.address));
  assert.equal(call.to, address);
  const { functionName, args } = decodeFunctionData({ abi: artifact.abi, data: call.input });
  assert.equal(functionName, 'transfer');
  assert.deepEqual(args, [bob.address, 5n]);
  assert.equal(call.logs.length, 1);
  assert.deepEqual(call.logs[0].topics, [...receipt.logs[0].topics]);
  assert.equal(call.logs[0].data, receipt.logs[0].data);
  assert.deepEqual(await provider.send('debug_traceTransaction', [receipt.hash, calls]), call);
});

await holds('the creation gives the code', async () => {
  const call = await trace(coin.deploymentTransaction().hash, calls);
  assert.equal(call.type, 'CREATE');
  assert.equal(call.to, address);
  assert.equal(call.output, artifact.deployedBytecode);
});

await holds('the prestate has the slots that a transfer touches', async () => {
  const { pre, post } = await trace(receipt.hash, {
    tracer: 'prestateTracer',
    tracerConfig: { diffMode: true },
  });
  assert.equal(BigInt(pre[address].storage[balanceSlot(alice.address)]), SUPPLY);
  assert.equal(BigInt(post[address].storage[balanceSlot(alice.address)]), SUPPLY - 5n);
  assert.equal(BigInt(post[address].storage[balanceSlot(bob.address)]), 5n);
  assert.equal(post[lower(alice.address)].nonce, pre[lower(alice.address)].nonce + 1);
});

await holds('lines and items are all of the gas', async () => {
  const { gasUsed, lines, items } = await trace(receipt.hash, { tracer: 'lineTracer' });
  assert.equal(BigInt(gasUsed), receipt.gasUsed);
  assert.equal([...lines, ...items].reduce((sum, { gas }) => sum + gas, 0), gasUsed);
  assert.equal(items.find(({ item }) => item === 'transaction').gas, 21000);
  const dearest = lines.toSorted((a, b) => b.gas - a.gas)[0];
  assert.equal(dearest.address, address);
  assert.ok(dearest.line > 0 && dearest.column > 0 && dearest.text.length > 0);
});

await holds('a block is the traces of its transactions', async () => {
  const params = [receipt.blockHash, { tracer: '4byteTracer' }];
  const block = await client.request({ method: 'debug_traceBlockByHash', params });
  assert.deepEqual(block, [{ txHash: receipt.hash, result: { '0xa9059cbb-64': 1 } }]);
});

await holds('a call that fails is told, not refused', async () => {
  const data = coin.interface.encodeFunctionData('transfer', [bob.address, SUPPLY + 1n]);
  const call = await provider.send('debug_traceCall', [{ from: bob.address, to: address, data }, 'latest', calls]);
  assert.equal(call.error, 'execution reverted');
  assert.ok(coin.interface.parseError(call.output));
});

await holds('opcodes are refused', async () => {
  const error = await failure(() => provider.send('debug_traceTransaction', [receipt.hash]));
  assert.match(error.message, /no tracer is named/);
});
provider.destroy();
