// The same pattern on texts of growing length, and patterns of growing length on one text.
const found = (n) => /[a-z]+\d/.test('x'.repeat(n) + '1');
export function short() { return found(1); }
export function long() { return found(1000); }
export function longest() { return found(20_000); }
export function patterns() { const t = 'abcdefgh'.repeat(50); return [/a/.test(t), /abcdefgh/.test(t), /(?:abcdefgh){5}/.test(t), /^[a-h]+$/.test(t)]; }
export function replacements() { return 'a1'.repeat(200).replace(/\d/g, '$&$&').length; }
