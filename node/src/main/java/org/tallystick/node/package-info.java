/// A running node: what it is told to be, how its rooms are put together in order, and how it comes
/// down again without losing anything.
@NullMarked
package org.tallystick.node;

import org.jspecify.annotations.NullMarked;
