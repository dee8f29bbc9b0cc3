// What the library gives for numbers, bytes and addresses.
import { abi, bytes, coin, hex, keccak256, sha256, UINT256_MAX, ZERO_ADDRESS } from 'tally';
export function amounts() { return [coin('1'), coin('0.000001'), coin('12345.678')]; }
export function hashes() { return [keccak256(''), keccak256(new Uint8Array(1000)), sha256('abc')]; }
export function texts() { return [hex(new Uint8Array([1, 255])), bytes('0x' + 'ab'.repeat(100)).length]; }
export function encodings() { return hex(abi.encode(['uint256[]', 'tuple(address a, string s)'], [[1n, 2n, 3n], { a: ZERO_ADDRESS, s: 'text' }])).length; }
export function back() { return abi.decode(['string', 'uint8[2]'], abi.encode(['string', 'uint8[2]'], ['hello', [1n, 2n]])); }
export function refused() { const names = []; for (const f of [() => abi.encode(['uint8'], [256n]), () => coin('x'), () => bytes('0xz')]) try { f(); } catch (e) { names.push(e.name); } return [names, UINT256_MAX % 10n]; }
