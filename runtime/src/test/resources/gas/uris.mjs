// Texts for addresses of the web, and back.
export function encoded() { return [encodeURIComponent('a b&ü😀'), encodeURI('http://x/?a=ü b#c')]; }
export function decoded() { return [decodeURIComponent('%F0%9F%98%80'), decodeURI('%41%2F%20')]; }
export function long() { return decodeURIComponent(encodeURIComponent('ü'.repeat(200))).length; }
export function refused() { try { return decodeURIComponent('%'); } catch (e) { return e.name; } }
