// What the realm changes after the permits were applied and before it is frozen.
const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;

// The engine's own version of this function never tells the meter that it ran.
const iteratorPrototype = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()));
defineProperty(iteratorPrototype, Symbol.iterator, { value: function () { return this; } });

// The engine makes a symbol without telling the meter, and writes out what is to describe it.
const MakeSymbol = globalThis.Symbol;
const MakeText = String;
const TamedSymbol = { Symbol(...description) {
  if (description[0] === undefined) {
    MakeText();
    return MakeSymbol();
  }
  if (typeof description[0] === 'symbol') throw new TypeError('a symbol is no text');
  return MakeSymbol(MakeText(description[0]));
} }.Symbol;
for (const name of Reflect.ownKeys(MakeSymbol)) {
  if (name !== 'prototype' && name !== 'length' && name !== 'name') {
    defineProperty(TamedSymbol, name, getOwnPropertyDescriptor(MakeSymbol, name));
  }
}
defineProperty(TamedSymbol, 'prototype', { value: MakeSymbol.prototype });
defineProperty(MakeSymbol.prototype, 'constructor', { value: TamedSymbol });
defineProperty(globalThis, 'Symbol', { value: TamedSymbol });

// A frozen prototype would forbid what ordinary programs do: `this.name = 'Late'` in an error class,
// `object.toString = …`. An accessor in its place lets an assignment make an own property, as it
// would on a prototype that is not frozen.
function letOverride(prototype) {
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const { value, writable } = getOwnPropertyDescriptor(prototype, name);
    if (!writable) continue;
    freeze(value);
    defineProperty(prototype, name, {
      get: freeze(function () { return value; }),
      set: freeze(function (next) {
        if (this === prototype) throw new TypeError(`${name} is frozen`);
        if (hasOwn(this, name)) this[name] = next;
        else defineProperty(this, name, { value: next, writable: true, enumerable: true, configurable: true });
      }),
    });
  }
}

letOverride(Object.prototype);
letOverride(Function.prototype);
for (const error of [
  Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError,
]) letOverride(error.prototype);
