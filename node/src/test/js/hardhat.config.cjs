// Read by Hardhat when hardhat.mjs imports it.
require('@nomicfoundation/hardhat-ethers');

const url = process.env.TALLYSTICK_URL;
const mnemonic = 'test test test test test test test test test test test junk';

module.exports = {
  solidity: '0.8.28',
  networks: {
    // The node signs.
    tallystick: { url },
    // Hardhat signs.
    signed: { url, accounts: { mnemonic } },
  },
};
