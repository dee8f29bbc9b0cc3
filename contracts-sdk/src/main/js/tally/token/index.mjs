export { ERC20 } from './erc20.mjs';
