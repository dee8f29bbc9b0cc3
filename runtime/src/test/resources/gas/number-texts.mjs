// Numbers written and read in every way.
export function written() { return [(255).toString(16), (1.5).toFixed(2), (1234.5).toExponential(1), (0.00012).toPrecision(1), 1e21 + '', (5).valueOf(), Object(5) + 1]; }
export function read() { return [parseInt('12px'), parseInt('ff', 16), parseFloat('3.5x'), Number('0x10'), Number('  7 '), Number(null), Number.parseInt('8'), Number.parseFloat('.5')]; }
export function asked() { return [isNaN('x'), isFinite('5'), Number.isNaN(NaN), Number.isFinite(1), Number.isInteger(5), Number.isSafeInteger(2 ** 53), Number.MAX_SAFE_INTEGER, Number.EPSILON > 0]; }
export function long() { return [parseInt('9'.repeat(300)), Number('1'.repeat(300)), parseFloat('0.' + '3'.repeat(300))].map((n) => n > 1); }
export function booleans() { return [Boolean('x'), Boolean(0), true.toString(), Object(false).valueOf()]; }
