// viem 2 against a development node: deploys Coin, transfers, reads events, decodes errors,
// verifies proofs and signatures.
import assert from 'node:assert/strict';
import {
  BaseError, ContractFunctionRevertedError, InsufficientFundsError, NonceTooLowError, createPublicClient,
  createWalletClient, http, parseEther, verifyMessage, verifyTypedData,
} from 'viem';
import { generatePrivateKey, mnemonicToAccount, privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import {
  CHAIN_ID, MNEMONIC, SUPPLY, artifact, ask, balanceSlot, failure, holds, url, verifyProof,
} from './common.mjs';

const transport = http(url, { retryCount: 0, batch: { wait: 5 } });
const chain = { ...foundry, rpcUrls: { default: { http: [url] } } };
const reader = createPublicClient({ chain, transport, pollingInterval: 20, cacheTime: 0 });
const person = (addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex });
const alice = person(0);
const bob = person(1);
const writer = (account) => createWalletClient({ account, chain, transport });
const { abi, bytecode } = artifact;

await holds('the network is known', async () => {
  assert.equal(BigInt(await reader.getChainId()), CHAIN_ID);
  assert.ok((await writer(undefined).getAddresses()).includes(bob.address));
});

const address = await holds('Coin is deployed', async () => {
  const hash = await writer(alice).deployContract({ abi, bytecode, args: ['Riverbank', 'RBC', SUPPLY] });
  const receipt = await reader.waitForTransactionReceipt({ hash });
  assert.equal(receipt.status, 'success');
  assert.equal(await reader.getCode({ address: receipt.contractAddress }), artifact.deployedBytecode);
  return receipt.contractAddress;
});
const read = (functionName, ...args) => reader.readContract({ address, abi, functionName, args });

await holds('view functions answer', async () => {
  assert.equal(await read('name'), 'Riverbank');
  assert.equal(await read('decimals'), 18);
  assert.equal(await read('balanceOf', alice.address), SUPPLY);
});

const transfer = await holds('a transfer is simulated, made, and seen', async () => {
  const { request, result } = await reader.simulateContract({
    account: alice, address, abi, functionName: 'transfer', args: [bob.address, 5n],
  });
  assert.equal(result, true);
  const hash = await writer(alice).writeContract(request);
  const receipt = await reader.waitForTransactionReceipt({ hash });
  assert.equal(receipt.status, 'success');
  assert.equal(await read('balanceOf', bob.address), 5n);
  return receipt;
});

await holds('events are found and decoded', async () => {
  const events = await reader.getContractEvents({ address, abi, eventName: 'Transfer', args: { to: bob.address }, fromBlock: 0n });
  assert.deepEqual(events.map((event) => event.args), [{ from: alice.address, to: bob.address, value: 5n }]);
  assert.equal(events[0].transactionHash, transfer.transactionHash);
  const inBlock = await reader.getLogs({ address, blockHash: transfer.blockHash });
  assert.equal(inBlock.length, 1);
});

await holds('a custom error is decoded', async () => {
  for (const part of [
    () => reader.simulateContract({ account: bob, address, abi, functionName: 'transfer', args: [alice.address, 6n] }),
    () => writer(bob).writeContract({ address, abi, functionName: 'transfer', args: [alice.address, 6n] }),
    () => reader.estimateContractGas({ account: bob, address, abi, functionName: 'transfer', args: [alice.address, 6n] }),
  ]) {
    const error = await failure(part);
    assert.ok(error instanceof BaseError);
    const reverted = error.walk((one) => one instanceof ContractFunctionRevertedError);
    assert.equal(reverted?.data?.errorName, 'ERC20InsufficientBalance', error.message);
    assert.deepEqual(reverted.data.args, [bob.address, 5n, 6n]);
  }
});

await holds('types 0, 1 and 2 are sent', async () => {
  for (const type of ['legacy', 'eip2930', 'eip1559']) {
    const hash = await writer(alice).sendTransaction({ to: bob.address, value: parseEther('1'), type });
    const receipt = await reader.waitForTransactionReceipt({ hash });
    assert.equal(receipt.type, type);
    const transaction = await reader.getTransaction({ hash });
    assert.equal(transaction.type, type);
  }
  const history = await reader.getFeeHistory({ blockCount: 4, rewardPercentiles: [10, 50, 90] });
  assert.equal(history.baseFeePerGas.length, 5);
});

await holds('refusals are told apart', async () => {
  const nonce = await reader.getTransactionCount({ address: alice.address });
  const used = await failure(() => writer(alice).sendTransaction({ to: bob.address, nonce: nonce - 1, gas: 21_000n }));
  assert.ok(used.walk((one) => one instanceof NonceTooLowError), used.message);
  const stranger = privateKeyToAccount(generatePrivateKey());
  const poor = await failure(() => writer(stranger).sendTransaction({ to: bob.address, value: 1n, gas: 21_000n }));
  assert.ok(poor.walk((one) => one instanceof InsufficientFundsError), poor.message);
});

await holds('a proof of a balance verifies against its block', async () => {
  const blockNumber = await reader.getBlockNumber();
  const storageKeys = [balanceSlot(bob.address), balanceSlot(address)];
  const proof = await reader.getProof({ address, storageKeys, blockNumber });
  assert.deepEqual(await verifyProof(proof, blockNumber), [5n, 0n]);
  const nobody = privateKeyToAccount(generatePrivateKey()).address;
  const absent = await reader.getProof({ address: nobody, storageKeys: storageKeys.slice(0, 1), blockNumber });
  assert.deepEqual(await verifyProof(absent, blockNumber), [0n]);
});

await holds('messages are verified, which asks the node to run EVM bytecode first', async () => {
  const message = 'hello';
  const signature = await alice.signMessage({ message });
  assert.equal(await reader.verifyMessage({ address: alice.address, message, signature }), true);
  assert.equal(await reader.verifyMessage({ address: bob.address, message, signature }), false);
});

await holds('the node signs and sends for its accounts', async () => {
  const remote = writer(bob.address);
  const hash = await remote.sendTransaction({ to: alice.address, value: 1n });
  assert.equal((await reader.waitForTransactionReceipt({ hash })).from, bob.address.toLowerCase());
  const message = 'words with ümlauts and 🧾';
  const signed = await remote.signMessage({ message });
  assert.equal(await verifyMessage({ address: bob.address, message, signature: signed }), true);
  const typed = {
    domain: { name: 'Tally', version: '1', chainId: 31337n },
    types: { Ballot: [{ name: 'choice', type: 'uint8' }, { name: 'voters', type: 'address[]' }] },
    primaryType: 'Ballot',
    message: { choice: 3, voters: [alice.address, bob.address] },
  };
  const signature = await remote.signTypedData(typed);
  assert.equal(await verifyTypedData({ ...typed, address: bob.address, signature }), true);
});

await holds('overrides of the state are believed for one call', async () => {
  const word = `0x${(77n).toString(16).padStart(64, '0')}`;
  const balance = await reader.readContract({
    address, abi, functionName: 'balanceOf', args: [bob.address],
    stateOverride: [{ address, stateDiff: [{ slot: balanceSlot(bob.address), value: word }] }],
  });
  assert.equal(balance, 77n);
  assert.equal(await read('balanceOf', bob.address), 5n);
});

await holds('the clock can be put forward', async () => {
  const before = await reader.getBlock();
  await ask('evm_increaseTime', 3600);
  await ask('evm_mine');
  const after = await reader.getBlock();
  assert.ok(after.timestamp >= before.timestamp + 3600n);
});
