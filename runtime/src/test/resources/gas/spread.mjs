// Spreading into calls, arrays and objects.
export function intoCalls() { return Math.max(...[1, 5, 3], ...new Set([9])); }
export function intoArrays() { return [...'abc', ...[1, 2], ...new Map([[1, 2]])]; }
export function intoObjects() { return { ...{ a: 1, b: 2 }, ...[7], b: 3 }; }
