// What is written for people to read pays by its length.
export function each() { console.log('a'); console.info('b', 1); console.warn([1, 2]); console.error({ a: 1 }); console.debug(1n); return 1; }
export function long() { console.log('x'.repeat(2000)); return 2; }
