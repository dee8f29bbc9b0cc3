// cast, the command of Foundry, against a development node: deploys Coin, transfers, reads events,
// decodes errors, verifies proofs and signatures. It is run as its users run it, one command a step.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { HDNodeWallet, Interface, parseEther, verifyMessage, verifyTypedData } from 'ethers';
import {
  CHAIN_ID, MNEMONIC, SUPPLY, artifact, balanceSlot, failure, holds, repeatUntil, url, verifyProof,
} from './common.mjs';

// The package's own script loses the exit code of the program.
const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
const installed = createRequire(import.meta.url).resolve(`@foundry-rs/cast-${platform}/package.json`);
const program = join(dirname(installed), 'bin', 'cast');
const run = promisify(execFile);

/** What a command prints, without the end of its last line. */
async function cast(...parts) {
  const { stdout } = await run(program, parts, {
    env: { ...process.env, ETH_RPC_URL: url, FOUNDRY_DISABLE_NIGHTLY_WARNING: '1', NO_COLOR: '1' },
  });
  return stdout.trimEnd();
}
const json = async (...parts) => JSON.parse(await cast(...parts, '--json'));

const person = (index) => HDNodeWallet.fromPhrase(MNEMONIC, undefined, `m/44'/60'/0'/0/${index}`);
const [alice, bob] = [person(0), person(1)];
const abi = new Interface(artifact.abi);
const key = (one) => ['--private-key', one.privateKey];

await holds('the network is known', async () => {
  assert.equal(BigInt(await cast('chain-id')), CHAIN_ID);
  assert.match(await cast('client'), /tallystick/);
  assert.ok(BigInt(await cast('gas-price')) > 0n);
});

const address = await holds('Coin is deployed', async () => {
  const arguments_ = abi.encodeDeploy(['Riverbank', 'RBC', SUPPLY]).slice(2);
  const receipt = await json('send', ...key(alice), '--create', artifact.bytecode + arguments_);
  assert.equal(receipt.status, '0x1');
  assert.equal(await cast('code', receipt.contractAddress), artifact.deployedBytecode);
  return receipt.contractAddress;
});

await holds('view functions answer', async () => {
  assert.equal(await cast('call', address, 'name()(string)'), '"Riverbank"');
  assert.equal(await cast('call', address, 'decimals()(uint8)'), '18');
  const balance = await cast('call', address, 'balanceOf(address)(uint256)', alice.address);
  assert.equal(BigInt(balance.split(' ')[0]), SUPPLY);
});

await holds('a transfer is estimated and made, by types 0, 1 and 2', async () => {
  const transfer = [address, 'transfer(address,uint256)', bob.address];
  const gas = BigInt(await cast('estimate', '--from', alice.address, ...transfer, '5'));
  for (const [type, options] of [['0x0', ['--legacy']], ['0x1', ['--legacy', '--access-list', '[]']], ['0x2', []]]) {
    const receipt = await json('send', ...key(alice), ...options, ...transfer, '5');
    assert.deepEqual([receipt.status, receipt.type], ['0x1', type]);
    assert.ok(BigInt(receipt.gasUsed) <= gas);
  }
  assert.equal(await cast('call', address, 'balanceOf(address)(uint256)', bob.address), '15');
});

await holds('events are found', async () => {
  const logs = await json('logs', '--from-block', '0', '--address', address, 'Transfer(address indexed,address indexed,uint256)', '', bob.address);
  assert.deepEqual(logs.map((log) => abi.parseLog(log).args.value), [5n, 5n, 5n]);
});

await holds('a custom error is said, from a call, an estimate and a transaction', async () => {
  const poor = [address, 'transfer(address,uint256)', alice.address, '16'];
  const data = abi.encodeErrorResult('ERC20InsufficientBalance', [bob.address, 15n, 16n]);
  const called = await failure(() => cast('call', '--from', bob.address, ...poor));
  assert.ok(called.stderr.includes('execution reverted') && called.stderr.includes(data.slice(2, 10)), called.stderr);
  const estimated = await failure(() => cast('estimate', '--from', bob.address, ...poor));
  assert.ok(estimated.stderr.includes('execution reverted'), estimated.stderr);
  const receipt = await json('send', ...key(bob), '--gas-limit', '300000', ...poor);
  assert.deepEqual([receipt.status, receipt.logs], ['0x0', []]);
});

await holds('money is sent, nonces count, and used ones are refused', async () => {
  const nonce = BigInt(await cast('nonce', bob.address));
  const receipt = await json('send', ...key(bob), alice.address, '--value', '1ether');
  assert.equal(receipt.gasUsed, '0x5208');
  assert.equal(BigInt(await cast('nonce', bob.address)), nonce + 1n);
  const used = await failure(() => cast('send', ...key(bob), '--nonce', `${nonce}`, alice.address));
  assert.match(used.stderr, /nonce too low/);
  const rich = await failure(() => cast('send', ...key(bob), '--gas-limit', '21000', alice.address, '--value', '1000000ether'));
  assert.match(rich.stderr, /insufficient funds for gas \* price \+ value/);
  assert.ok(BigInt(await cast('balance', bob.address)) < parseEther('10000'));
});

await holds('a transaction is made apart and published', async () => {
  const raw = await cast('mktx', ...key(alice), bob.address, '--value', '3');
  const published = JSON.parse(await cast('publish', raw));
  assert.equal(published.status, '0x1');
  assert.equal(JSON.parse(await cast('tx', published.transactionHash, '--json')).from, alice.address.toLowerCase());
});

await holds('a proof of a balance verifies against its block', async () => {
  const number = BigInt(await cast('block-number'));
  const proof = JSON.parse(await cast('proof', address, balanceSlot(bob.address), '--block', `${number}`));
  assert.deepEqual(await verifyProof(proof, number), [15n]);
  assert.equal(BigInt(await cast('storage', address, balanceSlot(bob.address))), 15n);
});

await holds('fees of the past are told', async () => {
  const history = JSON.parse(await cast('rpc', 'eth_feeHistory', '0x3', 'latest', '[50]'));
  assert.equal(history.baseFeePerGas.length, 4);
  assert.equal(BigInt(await cast('basefee')), BigInt(history.baseFeePerGas.at(-2)));
});

await holds('messages and typed data are signed as others do', async () => {
  const message = 'words with ümlauts';
  assert.equal(verifyMessage(message, await cast('wallet', 'sign', ...key(bob), message)), bob.address);
  const domain = { name: 'Tally', chainId: 31337 };
  const types = { Ballot: [{ name: 'choice', type: 'uint8' }] };
  const typed = {
    domain, primaryType: 'Ballot', message: { choice: 3 },
    types: { ...types, EIP712Domain: [{ name: 'name', type: 'string' }, { name: 'chainId', type: 'uint256' }] },
  };
  const signature = await cast('wallet', 'sign', ...key(bob), '--data', JSON.stringify(typed));
  assert.equal(verifyTypedData(domain, types, typed.message, signature), bob.address);
  const remote = await cast('rpc', 'eth_signTypedData_v4', bob.address, JSON.stringify(typed));
  assert.equal(JSON.parse(remote), signature);
});

await holds('events are heard over a WebSocket', async () => {
  const listener = spawn(program, ['logs', '--subscribe', '--address', address, '--json'], {
    env: { ...process.env, ETH_RPC_URL: url.replace(/^http/, 'ws') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const heard = once(listener.stdout, 'data');
    // It does not say when it begins to listen.
    const transfer = ['transfer(address,uint256)', bob.address, '1'];
    const [text] = await repeatUntil(heard, () => cast('send', ...key(alice), address, ...transfer));
    assert.ok(text.toString().includes(address.toLowerCase()), text.toString());
  } finally {
    listener.kill();
  }
});
