// What happens on a chain, as ethers 6 and viem 2 are told of it over a WebSocket and by filters.
import assert from 'node:assert/strict';
import { Contract, ContractFactory, HDNodeWallet, JsonRpcProvider, WebSocketProvider } from 'ethers';
import { createPublicClient, webSocket } from 'viem';
import { MNEMONIC, SUPPLY, artifact, ask, failure, holds, url } from './common.mjs';

const socketUrl = url.replace('http:', 'ws:');
const SECONDS_MAX = 20;

const polling = new JsonRpcProvider(url, undefined, { pollingInterval: 20, cacheTimeout: -1, polling: false });
const alice = HDNodeWallet.fromPhrase(MNEMONIC, undefined, "m/44'/60'/0'/0/0").connect(polling);
const bob = HDNodeWallet.fromPhrase(MNEMONIC, undefined, "m/44'/60'/0'/0/1").address;

const deployed = await new ContractFactory(artifact.abi, artifact.bytecode, alice).deploy('Riverbank', 'RBC', SUPPLY);
await deployed.waitForDeployment();
const address = await deployed.getAddress();

/** The first so many things that a listener is told, once all are there. */
function collect(count, listen) {
  return new Promise((resolve, reject) => {
    const all = [];
    const timer = setTimeout(() => reject(new Error(`only ${all.length} of ${count} came`)), SECONDS_MAX * 1000);
    listen((one) => {
      all.push(one);
      if (all.length === count) {
        clearTimeout(timer);
        resolve(all);
      }
    });
  });
}

/** Kept once the node has answered so many of the subscriptions that are asked for over a socket from now on. */
function subscribed(socket, count) {
  const asked = new Set();
  const send = socket.send;
  socket.send = (text) => {
    const { id, method } = JSON.parse(text);
    if (method === 'eth_subscribe') asked.add(id);
    send.call(socket, text);
  };
  return collect(count, (told) => {
    socket.addEventListener('message', ({ data }) => {
      const { id } = JSON.parse(data);
      if (asked.delete(id)) told(id);
    });
  });
}

await holds('ethers is told of blocks, logs and transactions over a WebSocket', async () => {
  const provider = new WebSocketProvider(socketUrl);
  const coin = new Contract(address, artifact.abi, provider);
  const begun = subscribed(provider.websocket, 3);
  const blocks = collect(3, (told) => provider.on('block', told));
  const transfers = collect(3, (told) => coin.on('Transfer', (from, to, value) => told(value)));
  const pending = collect(3, (told) => provider.on('pending', told));
  await begun;
  const hashes = [];
  for (const value of [1n, 2n, 3n]) {
    const response = await deployed.transfer(bob, value);
    hashes.push(response.hash);
    await response.wait();
  }
  const numbers = await blocks;
  assert.deepEqual(numbers, [numbers[0], numbers[0] + 1, numbers[0] + 2]);
  assert.deepEqual(await transfers, [1n, 2n, 3n]);
  assert.deepEqual(await pending, hashes);
  await provider.destroy();
});

await holds('viem watches blocks and events over a WebSocket', async () => {
  const client = createPublicClient({ transport: webSocket(socketUrl) });
  const ends = [];
  const begun = subscribed((await client.transport.getRpcClient()).socket, 2);
  const blocks = collect(2, (told) => ends.push(client.watchBlocks({ onBlock: told })));
  const events = collect(2, (told) =>
    ends.push(client.watchContractEvent({ address, abi: artifact.abi, eventName: 'Transfer', onLogs: (logs) => logs.forEach(told) })),
  );
  await begun;
  for (const value of [4n, 5n]) {
    await (await deployed.transfer(bob, value)).wait();
  }
  assert.equal((await blocks).length, 2);
  assert.deepEqual((await events).map((log) => log.args.value ?? Object.values(log.args)[2]), [4n, 5n]);
  ends.forEach((end) => end());
  (await client.transport.getRpcClient()).close();
});

await holds('a subscription begins at an older block, and goes on', async () => {
  const provider = new WebSocketProvider(socketUrl);
  const first = (await deployed.deploymentTransaction().wait()).blockNumber;
  // The first logs come right behind the answer, maybe before whoever awaits it goes on.
  const told = collect(6, (tell) => {
    provider.websocket.addEventListener('message', ({ data }) => {
      const { params } = JSON.parse(data);
      if (params !== undefined) tell(params);
    });
  });
  const id = await provider.send('eth_subscribe', ['logs', { address, fromBlock: `0x${(first + 1).toString(16)}` }]);
  await (await deployed.transfer(bob, 6n)).wait();
  assert.deepEqual((await told).map(({ subscription, result }) => [subscription, BigInt(result.data)]), [
    [id, 1n],
    [id, 2n],
    [id, 3n],
    [id, 4n],
    [id, 5n],
    [id, 6n],
  ]);
  assert.equal(await provider.send('eth_unsubscribe', [id]), true);
  assert.match(`${await failure(() => provider.send('eth_unsubscribe', [id]))}`, /subscription not found/);
  await provider.destroy();
});

await holds('ethers polls filters over HTTP', async () => {
  const coin = new Contract(address, artifact.abi, polling);
  // It asks for changes once it has its filter.
  const begun = collect(1, (told) =>
    polling.on('debug', ({ payload }) => {
      if ([payload ?? []].flat().some(({ method }) => method === 'eth_getFilterChanges')) told(payload);
    }),
  );
  const transfers = collect(2, (told) => coin.on('Transfer', (from, to, value) => told(value)));
  await begun;
  for (const value of [7n, 8n]) {
    await (await deployed.transfer(bob, value)).wait();
  }
  assert.deepEqual(await transfers, [7n, 8n]);
  assert.equal(await ask('eth_uninstallFilter', await ask('eth_newFilter', { address })), true);
});

polling.destroy();
