// What the scripts of all clients share. Each is run as `node <script> <url> <artifact>`, prints a
// line for each thing that holds, and ends with a code other than 0 at the first that does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { verifyMerkleProof } from '@ethereumjs/mpt';
import { concat, decodeRlp, encodeRlp, getBytes, keccak256, toBeHex, toUtf8Bytes, zeroPadValue } from 'ethers';

export const MNEMONIC = 'test test test test test test test test test test test junk';
export const CHAIN_ID = 31337n;
export const SUPPLY = 1_000_000n * 10n ** 18n;

const EMPTY_ROOT = keccak256('0x80');
const NO_ACCOUNT = ['0x', '0x', EMPTY_ROOT, keccak256('0x')];

export const [, , url, artifactPath] = process.argv;
export const artifact = JSON.parse(readFileSync(artifactPath, 'utf8'));

/** Does a part of the test and says that it held. */
export async function holds(what, part) {
  try {
    const result = await part();
    console.log(`holds: ${what}`);
    return result;
  } catch (fault) {
    console.error(`FAILS: ${what}`);
    throw fault;
  }
}

/** The error that something has to end with. */
export async function failure(part) {
  let result;
  try {
    result = await part();
  } catch (error) {
    return error;
  }
  assert.fail(`expected a failure, got ${result}`);
}

/** Does something again and again until a promise is kept, and returns what it is kept with. */
export async function repeatUntil(promise, part) {
  let isKept = false;
  const kept = promise.finally(() => { isKept = true; });
  while (!isKept) {
    await part();
    await new Promise((wake) => setTimeout(wake, 200));
  }
  return kept;
}

/** Asks the node itself, past every client. */
export async function ask(method, ...params) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const answer = await response.json();
  assert.equal(answer.error, undefined, `${method}: ${JSON.stringify(answer.error)}`);
  return answer.result;
}

/** The slot of an account's balance in a token: keccak256(account . keccak256("balanceOf")). */
export function balanceSlot(account) {
  return keccak256(concat([zeroPadValue(account, 32), keccak256(toUtf8Bytes('balanceOf'))]));
}

/**
 * The hash of a block computed from what the node says of it, field by field. Where it is the one
 * the node says too, everything in the header is what the chain committed to.
 */
export function hashOf(block) {
  const quantity = (value) => (BigInt(value) === 0n ? '0x' : toBeHex(BigInt(value)));
  return keccak256(
    encodeRlp([
      block.parentHash, block.sha3Uncles, block.miner, block.stateRoot, block.transactionsRoot,
      block.receiptsRoot, block.logsBloom, quantity(block.difficulty), quantity(block.number),
      quantity(block.gasLimit), quantity(block.gasUsed), quantity(block.timestamp),
      block.extraData, block.mixHash, block.nonce, quantity(block.baseFeePerGas),
    ]),
  );
}

/** Checks an answer of eth_getProof down from the hash of its block, and returns the slots' values. */
export async function verifyProof(proof, blockNumber) {
  const block = await ask('eth_getBlockByNumber', toBeHexQuantity(blockNumber), false);
  assert.equal(hashOf(block), block.hash, 'the header does not hash to the name of the block');
  const account = await prove(block.stateRoot, keccak256(proof.address), proof.accountProof);
  const [nonce, balance, storageRoot, codeHash] = account === null ? NO_ACCOUNT : decodeRlp(account);
  assert.equal(BigInt(proof.nonce), number(nonce));
  assert.equal(BigInt(proof.balance), number(balance));
  assert.equal(proof.storageHash, storageRoot);
  assert.equal(proof.codeHash, codeHash);
  const values = [];
  for (const slot of proof.storageProof) {
    const key = keccak256(zeroPadValue(toEvenHex(slot.key), 32));
    const value = storageRoot === EMPTY_ROOT ? null : await prove(storageRoot, key, slot.proof);
    values.push(value === null ? 0n : number(decodeRlp(value)));
    assert.equal(BigInt(slot.value), values.at(-1));
  }
  return values;
}

async function prove(root, key, nodes) {
  return verifyMerkleProof(getBytes(key), nodes.map((node) => getBytes(node)), { root: getBytes(root) });
}

function number(bytes) {
  return bytes === '0x' ? 0n : BigInt(bytes);
}

function toBeHexQuantity(value) {
  return `0x${BigInt(value).toString(16)}`;
}

function toEvenHex(key) {
  const text = typeof key === 'string' ? key : toBeHexQuantity(key);
  return text.length % 2 === 0 ? text : `0x0${text.slice(2)}`;
}
