// The library's tools.
import { abi, bytes, coin, hex, keccak256, sha256, UINT256_MAX, ZERO_ADDRESS } from 'tally';
const ONE = coin('1');
export function hashes() { return [keccak256('text'), sha256(new Uint8Array(100))]; }
export function manyHashes() { let h = '0x00'; for (let i = 0; i < 10; i++) h = keccak256(h); return h; }
export function coins() { return [coin('1.5'), ONE, UINT256_MAX, ZERO_ADDRESS]; }
export function hexes() { return hex(bytes('0x0102030405')); }
export function encodes() { return hex(abi.encode(['uint256', 'string'], [1n, 'a'])); }
export function packs() { return hex(abi.encodePacked(['uint8', 'address'], [1n, ZERO_ADDRESS])); }
export function decodes() { return abi.decode(['uint256', 'bool'], abi.encode(['uint256', 'bool'], [5n, true])); }
