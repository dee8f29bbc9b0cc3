// Fields, private members, inheritance and static members.
class Shape { #sides; name = 'shape'; constructor(sides) { this.#sides = sides; } get sides() { return this.#sides; } area() { return 0; } static make(n) { return new this(n); } }
class Square extends Shape { constructor(edge) { super(4); this.edge = edge; } area() { return this.edge ** 2; } toString() { return `${super.area()}:${this.area()}`; } }
export function made() { return Shape.make(3).sides; }
export function derived() { const s = new Square(5); return [`${s}`, s.sides, s.name]; }
export function checked() { return [new Square(1) instanceof Shape, {} instanceof Shape]; }
