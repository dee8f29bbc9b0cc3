// Sets: filled, asked and walked.
export function filled() { const s = new Set(); for (let i = 0; i < 30; i++) s.add(i % 7); return s.size; }
export function spread() { return [...new Set([3, 1, 3, 2])]; }
export function asked() { const s = new Set('hello'); s.delete('l'); return [s.has('l'), s.has('h'), s.size]; }
