// Each class of error, causes, aggregates, and catching by class.
export function classes() { return [new Error('a'), new EvalError('b'), new RangeError('c'), new ReferenceError('d'), new SyntaxError('e'), new TypeError('f'), new URIError('g')].map((e) => e.toString()); }
export function causes() { try { try { throw new TypeError('in'); } catch (e) { throw new Error('out', { cause: e }); } } catch (e) { return [e.message, e.cause.name]; } }
export function aggregates() { const e = new AggregateError([1, 2, 3], 'many'); return [e.errors.length, e.message]; }
export function own() { class NotFound extends RangeError { constructor(id) { super(`no ${id}`); this.name = 'NotFound'; } } try { throw new NotFound(4); } catch (e) { return `${e}`; } }
export function selected() { const log = []; for (const E of [RangeError, TypeError]) { try { try { throw new E('x'); } catch (e) { if (!(e instanceof RangeError)) throw e; log.push('range'); } } catch (e) { log.push(e.name); } } return log; }
