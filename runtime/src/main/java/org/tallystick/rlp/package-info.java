/// Recursive length prefix, the encoding of everything that is hashed or sent ([Yellow
/// Paper](https://ethereum.github.io/yellowpaper/paper.pdf), appendix B). Only the canonical form
/// is read: each value has exactly one encoding, so what was decoded and encoded again is the same
/// bytes.
@NullMarked
package org.tallystick.rlp;

import org.jspecify.annotations.NullMarked;
