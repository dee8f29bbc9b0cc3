export { Ownable } from './ownable.mjs';
