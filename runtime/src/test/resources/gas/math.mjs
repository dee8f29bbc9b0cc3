// The functions of Math that every machine computes alike.
export function each() { return [Math.abs(-1), Math.ceil(1.2), Math.floor(1.8), Math.round(2.5), Math.trunc(-1.7), Math.sign(-3), Math.sqrt(144), Math.imul(3, 4), Math.clz32(1), Math.fround(5.5)]; }
export function many() { return [Math.max(1, 2, 3), Math.min(), Math.max(...Array(50).keys())]; }
export function looped() { let s = 0; for (let i = 0; i < 50; i++) s += Math.floor(Math.sqrt(i)); return s; }
