// ethers 6 against a development node: deploys Coin, transfers, reads events, decodes errors,
// verifies proofs and signatures.
import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import {
  ContractFactory, HDNodeWallet, JsonRpcProvider, Transaction, Wallet, getAddress, hexlify, isError,
  parseEther, verifyMessage, verifyTypedData,
} from 'ethers';
import {
  CHAIN_ID, MNEMONIC, SUPPLY, artifact, ask, balanceSlot, failure, holds, url, verifyProof,
} from './common.mjs';

// ethers remembers answers for a quarter of a second, in which this chain makes several blocks.
const provider = new JsonRpcProvider(url, undefined, { pollingInterval: 20, cacheTimeout: -1 });
const person = (index) =>
  HDNodeWallet.fromPhrase(MNEMONIC, undefined, `m/44'/60'/0'/0/${index}`).connect(provider);
const alice = person(0);
const bob = person(1);

await holds('the network is known', async () => {
  const network = await provider.getNetwork();
  assert.equal(network.chainId, CHAIN_ID);
  assert.deepEqual((await provider.listAccounts()).slice(0, 2).map((one) => one.address), [
    alice.address, bob.address,
  ]);
});

const coin = await holds('Coin is deployed', async () => {
  const factory = new ContractFactory(artifact.abi, artifact.bytecode, alice);
  const deployed = await factory.deploy('Riverbank', 'RBC', SUPPLY);
  await deployed.waitForDeployment();
  const address = await deployed.getAddress();
  assert.equal(await provider.getCode(address), artifact.deployedBytecode);
  const receipt = await deployed.deploymentTransaction().wait();
  assert.equal(receipt.contractAddress, address);
  return deployed;
});
const address = await coin.getAddress();

await holds('view functions answer', async () => {
  assert.equal(await coin.name(), 'Riverbank');
  assert.equal(await coin.symbol(), 'RBC');
  assert.equal(await coin.decimals(), 18n);
  assert.equal(await coin.totalSupply(), SUPPLY);
  assert.equal(await coin.balanceOf(alice.address), SUPPLY);
});

const transfer = await holds('a transfer is made, with its event', async () => {
  const response = await coin.transfer(bob.address, 5n);
  const receipt = await response.wait();
  assert.equal(receipt.status, 1);
  const event = receipt.logs.map((log) => coin.interface.parseLog(log)).find((one) => one?.name === 'Transfer');
  assert.deepEqual([...event.args], [alice.address, bob.address, 5n]);
  assert.equal(await coin.balanceOf(bob.address), 5n);
  return receipt;
});

await holds('events are found afterwards', async () => {
  const all = await coin.queryFilter(coin.filters.Transfer());
  assert.equal(all.length, 2);
  const toBob = await coin.queryFilter(coin.filters.Transfer(null, bob.address));
  assert.deepEqual(toBob.map((event) => event.args.value), [5n]);
  const inBlock = await provider.getLogs({ address, blockHash: transfer.blockHash });
  assert.equal(inBlock.length, 1);
});

await holds('the transaction is read back as it was signed', async () => {
  const response = await provider.getTransaction(transfer.hash);
  const signed = Transaction.from(await ask('eth_getRawTransactionByHash', transfer.hash));
  assert.equal(signed.hash, transfer.hash);
  assert.equal(signed.from, alice.address);
  assert.equal(response.signature.serialized, signed.signature.serialized);
  const block = await provider.getBlock(transfer.blockNumber, true);
  assert.equal(block.prefetchedTransactions[0].hash, transfer.hash);
});

await holds('a custom error is decoded, from a call and from an estimate', async () => {
  const poor = coin.connect(bob);
  const called = await failure(() => poor.transfer.staticCall(alice.address, 6n));
  assert.ok(isError(called, 'CALL_EXCEPTION'));
  assert.equal(called.revert.name, 'ERC20InsufficientBalance');
  assert.deepEqual([...called.revert.args], [bob.address, 5n, 6n]);
  const sent = await failure(() => poor.transfer(alice.address, 6n));
  assert.ok(isError(sent, 'CALL_EXCEPTION'));
  assert.equal(sent.action, 'estimateGas');
  const inEstimate = coin.interface.parseError(sent.data);
  assert.equal(inEstimate.name, 'ERC20InsufficientBalance');
  assert.deepEqual([...inEstimate.args], [bob.address, 5n, 6n]);
});

await holds('a transaction that reverts in a block has status 0', async () => {
  const response = await coin.connect(bob).transfer(alice.address, 6n, { gasLimit: 300_000 });
  const error = await failure(() => response.wait());
  assert.ok(isError(error, 'CALL_EXCEPTION'));
  assert.equal(error.receipt.status, 0);
  assert.equal(error.receipt.logs.length, 0);
});

await holds('types 0, 1 and 2 are sent', async () => {
  for (const type of [0, 1, 2]) {
    const response = await alice.sendTransaction({ to: bob.address, value: parseEther('1'), type });
    const receipt = await response.wait();
    assert.equal(receipt.type, type);
    assert.equal(receipt.gasUsed, 21_000n);
  }
  const fees = await provider.getFeeData();
  assert.ok(fees.gasPrice > 0n && fees.maxFeePerGas > fees.maxPriorityFeePerGas);
});

await holds('refusals are told apart', async () => {
  const nonce = await alice.getNonce();
  const used = await failure(() => alice.sendTransaction({ to: bob.address, nonce: nonce - 1, gasLimit: 21_000 }));
  assert.ok(isError(used, 'NONCE_EXPIRED'), used.message);
  const stranger = new Wallet(hexlify(randomBytes(32)), provider);
  const poor = await failure(() => stranger.sendTransaction({ to: bob.address, value: 1n, gasLimit: 21_000 }));
  assert.ok(isError(poor, 'INSUFFICIENT_FUNDS'), poor.message);
  const later = { to: bob.address, nonce: nonce + 2, gasLimit: 21_000, maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 10n ** 9n };
  await alice.sendTransaction(later);
  const cheap = await failure(() => alice.sendTransaction({ ...later, value: 1n }));
  assert.ok(isError(cheap, 'REPLACEMENT_UNDERPRICED'), cheap.message);
  const fill = await Promise.all([0, 1].map((step) => alice.sendTransaction({ to: bob.address, nonce: nonce + step, gasLimit: 21_000 })));
  await Promise.all(fill.map((one) => one.wait()));
});

await holds('a proof of a balance verifies against its block', async () => {
  const number = await provider.getBlockNumber();
  const slots = [balanceSlot(bob.address), balanceSlot(alice.address), balanceSlot(address)];
  const proof = await ask('eth_getProof', address, slots, `0x${number.toString(16)}`);
  assert.deepEqual(await verifyProof(proof, number), [5n, SUPPLY - 5n, 0n]);
  const nobody = getAddress(hexlify(randomBytes(20)));
  const absent = await ask('eth_getProof', nobody, slots.slice(0, 1), `0x${number.toString(16)}`);
  assert.deepEqual(await verifyProof(absent, number), [0n]);
});

await holds('many calls go in one batch', async () => {
  const balances = await Promise.all(Array.from({ length: 300 }, () => coin.balanceOf(bob.address)));
  assert.ok(balances.every((balance) => balance === 5n));
});

await holds('the node signs and sends for its accounts', async () => {
  const signer = await provider.getSigner(2);
  const response = await signer.sendTransaction({ to: bob.address, value: 1n });
  assert.equal((await response.wait()).from, signer.address);
  const message = 'words with ümlauts and 🧾';
  assert.equal(verifyMessage(message, await signer.signMessage(message)), signer.address);
});

await holds('typed data of every shape is hashed as ethers does', async () => {
  const signer = await provider.getSigner(0);
  for (let round = 0; round < 40; round++) {
    const { domain, types, value } = randomTypedData();
    const shown = JSON.stringify({ domain, types, value }, (_, one) => (typeof one === 'bigint' ? `${one}` : one));
    const signature = await signer.signTypedData(domain, types, value);
    assert.equal(verifyTypedData(domain, types, value, signature), signer.address, shown);
  }
});

provider.destroy();

function randomTypedData() {
  const types = { Leaf: randomFields([]), Branch: randomFields(['Leaf']), Root: randomFields(['Branch', 'Leaf']) };
  types.Root.push({ name: 'always', type: 'Branch' }, { name: 'leaf', type: 'Leaf[]' });
  types.Branch.push({ name: 'leaf', type: 'Leaf' });
  const domain = { name: 'Tally', chainId: 31337, verifyingContract: address };
  if (randomInt(2)) domain.version = `${randomInt(100)}`;
  if (randomInt(2)) domain.salt = hexlify(randomBytes(32));
  return { domain, types, value: randomValue('Root', types) };
}

function randomFields(structs) {
  const kinds = [
    () => `uint${8 * (1 + randomInt(32))}`, () => `int${8 * (1 + randomInt(32))}`, () => 'bool', () => 'address',
    () => `bytes${1 + randomInt(32)}`, () => 'bytes', () => 'string', ...structs.map((name) => () => name),
  ];
  return Array.from({ length: randomInt(1, 6) }, (_, index) => {
    const suffix = ['', '', '[]', `[${1 + randomInt(3)}]`, '[][2]'][randomInt(5)];
    return { name: `field${index}`, type: kinds[randomInt(kinds.length)]() + suffix };
  });
}

function randomValue(type, types) {
  const array = /^(.*)\[(\d*)\]$/.exec(type);
  if (array) {
    const length = array[2] === '' ? randomInt(4) : Number(array[2]);
    return Array.from({ length }, () => randomValue(array[1], types));
  }
  if (types[type]) {
    return Object.fromEntries(types[type].map((field) => [field.name, randomValue(field.type, types)]));
  }
  const [, name, size] = /^(\D+)(\d*)$/.exec(type);
  switch (name) {
    case 'uint': return BigInt(hexlify(randomBytes(Number(size) / 8)));
    case 'int': return BigInt.asIntN(Number(size), BigInt(hexlify(randomBytes(Number(size) / 8))));
    case 'bool': return randomInt(2) === 1;
    case 'address': return getAddress(hexlify(randomBytes(20)));
    case 'string': return 'ü'.repeat(randomInt(50));
    default: return hexlify(randomBytes(size === '' ? randomInt(80) : Number(size)));
  }
}
