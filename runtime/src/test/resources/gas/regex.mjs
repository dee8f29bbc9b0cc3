// Regular expressions.
export function tested() { return /^[a-z]+\d*$/.test('abcdef123'); }
export function groups() { return '2024-01-02'.match(/(\d+)-(?<month>\d+)/).groups.month; }
export function replaced() { return 'aXbXc'.replace(/X/g, (m, i) => i); }
export function splitUp() { return 'a1b22c'.split(/\d+/); }
export function all() { return [...'a1b2'.matchAll(/[a-z](\d)/g)].map((m) => m[1]); }
