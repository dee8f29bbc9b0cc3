// Constants, classes and functions of module level, and how often they are made.
const LIST = Object.freeze([1, 2, 3]), NAMES = Object.freeze({ a: 'x' });
class Point { static ORIGIN = Object.freeze({ x: 0, y: 0 }); static of(x, y) { return { x, y }; } }
function helper(n = LIST.length) { return n + 1; }
export const arrow = (x = 2) => x * LIST[1];
export function reads() { return [LIST[0] + LIST.at(-1), NAMES.a, Point.ORIGIN.x, Point.of(1, 2)]; }
export function calls() { return helper() + helper(5) + arrow(); }
export default function () { return 'default'; }
