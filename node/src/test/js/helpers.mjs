// Hardhat's network helpers, which serve only a node that says it is Hardhat's or Anvil.
import assert from 'node:assert/strict';
import { SUPPLY, artifact, ask, balanceSlot, failure, holds, url } from './common.mjs';

process.env.TALLYSTICK_URL = url;
process.env.HARDHAT_NETWORK = 'tallystick';
process.env.HARDHAT_DISABLE_TELEMETRY_PROMPT = 'true';
const { default: hre } = await import('hardhat');
const { default: helpers } = await import('@nomicfoundation/hardhat-network-helpers');
const { ethers } = hre;
const { time } = helpers;
const [alice, bob, carol] = await ethers.getSigners();

async function coinOfAlice() {
  const factory = await ethers.getContractFactory(artifact.abi, artifact.bytecode, alice);
  const coin = await (await factory.deploy('Riverbank', 'RBC', SUPPLY)).waitForDeployment();
  return { coin, address: await coin.getAddress() };
}

async function coinOfBob() {
  const { coin, address } = await helpers.loadFixture(coinOfAlice);
  await coin.transfer(bob.address, 100n);
  return { coin, address };
}

await holds('loadFixture begins every test alike', async () => {
  const blocks = [];
  for (let round = 0; round < 3; round += 1) {
    const { coin } = await helpers.loadFixture(coinOfAlice);
    blocks.push(await time.latestBlock());
    assert.equal(await coin.balanceOf(carol.address), 0n);
    await coin.transfer(carol.address, 7n);
    assert.equal(await coin.balanceOf(carol.address), 7n);
    await time.increase(1_000);
  }
  assert.deepEqual(new Set(blocks).size, 1);
  for (let round = 0; round < 2; round += 1) {
    const { coin } = await helpers.loadFixture(coinOfBob);
    assert.equal(await coin.balanceOf(bob.address), 100n);
    await coin.connect(bob).transfer(carol.address, 60n);
  }
  const { coin } = await helpers.loadFixture(coinOfAlice);
  assert.equal(await coin.balanceOf(bob.address), 0n);
});

const { coin, address } = await helpers.loadFixture(coinOfAlice);

await holds('takeSnapshot restores as often as it is asked to', async () => {
  const snapshot = await helpers.takeSnapshot();
  for (let round = 0; round < 3; round += 1) {
    await coin.transfer(bob.address, 5n);
    assert.equal(await coin.balanceOf(bob.address), 5n);
    await snapshot.restore();
    assert.equal(await coin.balanceOf(bob.address), 0n);
  }
});

await holds('time is put forward', async () => {
  const before = await time.latest();
  assert.equal(await time.increase(3_600), before + 3_600);
  await time.increaseTo(before + 10_000);
  assert.equal(await time.latest(), before + 10_000);
  await time.setNextBlockTimestamp(before + 20_000);
  const sent = await coin.transfer(bob.address, 1n);
  const receipt = await sent.wait();
  assert.equal((await receipt.getBlock()).timestamp, before + 20_000);
  await failure(() => time.increaseTo(before));
});

await holds('mine and mineUpTo', async () => {
  const [block, date] = [await time.latestBlock(), await time.latest()];
  await helpers.mine();
  await helpers.mine(10, { interval: 15 });
  assert.equal(await time.latestBlock(), block + 11);
  assert.ok((await time.latest()) >= date + 9 * 15);
  await helpers.mineUpTo(block + 50);
  assert.equal(await time.latestBlock(), block + 50);
  assert.ok((await time.latest()) >= date + 9 * 15 + 38);
});

await holds('impersonateAccount and setBalance', async () => {
  const stranger = '0x00000000000000000000000000000000005741A6'.toLowerCase();
  await helpers.setBalance(stranger, 10n ** 18n);
  await helpers.impersonateAccount(stranger);
  const signer = await ethers.getSigner(stranger);
  await coin.transfer(stranger, 9n);
  await coin.connect(signer).transfer(bob.address, 4n);
  assert.equal(await coin.balanceOf(stranger), 5n);
  await helpers.stopImpersonatingAccount(stranger);
  await failure(() => coin.connect(signer).transfer(bob.address, 4n));
  assert.equal(await coin.balanceOf(stranger), 5n);
});

await holds('setCode, setStorageAt, setNonce', async () => {
  const copy = '0x00000000000000000000000000000000000c0b1e';
  await helpers.setCode(copy, artifact.deployedBytecode);
  await helpers.setStorageAt(copy, balanceSlot(bob.address), 33n);
  assert.equal(await coin.attach(copy).balanceOf(bob.address), 33n);
  assert.equal(BigInt(await helpers.getStorageAt(copy, balanceSlot(bob.address))), 33n);
  await helpers.setNonce(carol.address, 40);
  assert.equal(await carol.getNonce(), 40);
});

await holds('headers are as they are set', async () => {
  await helpers.setCoinbase(carol.address);
  await helpers.setNextBlockBaseFeePerGas(70n * 10n ** 9n);
  await helpers.setPrevRandao(12345);
  await helpers.setBlockGasLimit(25_000_000);
  await helpers.mine();
  const block = await ask('eth_getBlockByNumber', 'latest', false);
  assert.equal(block.miner, carol.address.toLowerCase());
  assert.equal(BigInt(block.baseFeePerGas), 70n * 10n ** 9n);
  assert.equal(BigInt(block.mixHash), 12345n);
  assert.equal(BigInt(block.gasLimit), 25_000_000n);
});

await holds('intervals are in milliseconds, as Hardhat has them', async () => {
  const before = await time.latestBlock();
  await ask('evm_setIntervalMining', 50);
  const end = Date.now() + 20_000;
  while ((await time.latestBlock()) < before + 3) assert.ok(Date.now() < end);
  await ask('evm_setIntervalMining', 0);
});

await holds('dropTransaction and reset', async () => {
  await ask('evm_setAutomine', false);
  const sent = await alice.sendTransaction({ to: bob.address, value: 1n });
  assert.equal(await helpers.dropTransaction(sent.hash), true);
  assert.equal(await helpers.dropTransaction(sent.hash), false);
  const { instanceId } = await ask('hardhat_metadata');
  await helpers.reset();
  assert.equal(await time.latestBlock(), 0);
  assert.equal(await ask('hardhat_getAutomine'), true);
  assert.notEqual((await ask('hardhat_metadata')).instanceId, instanceId);
  assert.equal(await ethers.provider.getCode(address), '0x');
  await failure(() => helpers.reset('http://127.0.0.1:1'));
});
