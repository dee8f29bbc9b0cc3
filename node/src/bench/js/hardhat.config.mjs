// Hardhat as it is measured beside ours: a block takes what Contender.java gives the others.
const chain = { type: 'edr-simulated', blockGasLimit: 1_000_000_000 };

export default {
  networks: {
    eachSecond: { ...chain, mining: { auto: false, interval: 1000 } },
    eachTransaction: { ...chain, mining: { auto: true } },
  },
};
