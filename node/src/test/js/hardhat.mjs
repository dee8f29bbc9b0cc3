// Hardhat 2 against a development node, with its plugin for ethers: deploys Coin, transfers, reads
// events, decodes errors, verifies proofs and signatures; the node signs, then Hardhat itself.
import assert from 'node:assert/strict';
import { verifyTypedData } from 'ethers';
import {
  CHAIN_ID, SUPPLY, artifact, balanceSlot, failure, holds, repeatUntil, url, verifyProof,
} from './common.mjs';

process.env.TALLYSTICK_URL = url;
process.env.HARDHAT_NETWORK = process.argv[4] ?? 'tallystick';
process.env.HARDHAT_DISABLE_TELEMETRY_PROMPT = 'true';
const { default: hre } = await import('hardhat');
const { ethers, network } = hre;

const [alice, bob] = await holds('the network and its signers are known', async () => {
  assert.equal((await ethers.provider.getNetwork()).chainId, CHAIN_ID);
  const signers = await ethers.getSigners();
  assert.ok(signers.length >= 10);
  return signers;
});

const coin = await holds('Coin is deployed from the artifact', async () => {
  const factory = await ethers.getContractFactory(artifact.abi, artifact.bytecode, alice);
  const deployed = await factory.deploy('Riverbank', 'RBC', SUPPLY);
  await deployed.waitForDeployment();
  assert.equal(await ethers.provider.getCode(await deployed.getAddress()), artifact.deployedBytecode);
  return deployed;
});
const address = await coin.getAddress();

await holds('view functions answer', async () => {
  assert.equal(await coin.name(), 'Riverbank');
  assert.equal(await coin.balanceOf(alice.address), SUPPLY);
});

await holds('a transfer is estimated, made, and its event found', async () => {
  const gas = await coin.transfer.estimateGas(bob.address, 5n);
  const receipt = await (await coin.transfer(bob.address, 5n)).wait();
  assert.ok(receipt.status === 1 && receipt.gasUsed <= gas);
  const events = await coin.queryFilter(coin.filters.Transfer(null, bob.address));
  assert.deepEqual(events.map((event) => event.args.value), [5n]);
});

await holds('an event is heard', async () => {
  const heard = new Promise((hear) => coin.once('Transfer', (from, to, value) => hear([from, to, value])));
  // It begins to listen with its next round of asking.
  const event = await repeatUntil(heard, async () => (await coin.transfer(alice.address, 7n)).wait());
  assert.deepEqual(event, [alice.address, alice.address, 7n]);
});

await holds('a custom error is decoded', async () => {
  // Hardhat hands on what a node at a URL says; whoever has the abi decodes it.
  for (const part of ['staticCall', 'send', 'estimateGas']) {
    const error = await failure(() => coin.connect(bob).transfer[part](alice.address, 6n));
    const reason = coin.interface.parseError(error.data);
    assert.equal(reason?.name, 'ERC20InsufficientBalance', error.message);
    assert.deepEqual([...reason.args], [bob.address, 5n, 6n]);
  }
});

await holds('types 0, 1 and 2 are sent', async () => {
  const gasPrice = 2n * BigInt(await network.provider.send('eth_gasPrice'));
  for (const [type, fees] of [[0, { gasPrice }], [1, { gasPrice, accessList: [] }], [2, {}]]) {
    const receipt = await (await alice.sendTransaction({ to: bob.address, value: 1n, type, ...fees })).wait();
    assert.equal(receipt.type, type);
  }
  const history = await network.provider.send('eth_feeHistory', ['0x3', 'latest', [50]]);
  assert.equal(history.reward.length, 3);
});

await holds('nonces count, and used ones are refused', async () => {
  const nonce = await alice.getNonce();
  const used = await failure(() => alice.sendTransaction({ to: bob.address, nonce: nonce - 1, gasLimit: 21_000 }));
  assert.match(used.message, /nonce too low|nonce has already been used/i);
  assert.equal(await alice.getNonce(), nonce);
});

await holds('a proof of a balance verifies against its block', async () => {
  const number = await ethers.provider.getBlockNumber();
  const proof = await network.provider.send('eth_getProof', [address, [balanceSlot(bob.address)], `0x${number.toString(16)}`]);
  assert.deepEqual(await verifyProof(proof, number), [5n]);
});

await holds('typed data is signed', async () => {
  const domain = { name: 'Tally', version: '1', chainId: 31337 };
  const types = { Ballot: [{ name: 'choice', type: 'uint8' }, { name: 'voters', type: 'address[]' }] };
  const value = { choice: 3, voters: [alice.address, bob.address] };
  assert.equal(verifyTypedData(domain, types, value, await bob.signTypedData(domain, types, value)), bob.address);
});
