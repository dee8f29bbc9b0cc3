/// The values everything is made of: byte strings of free and of fixed length, 256-bit integers,
/// and their hexadecimal text. All are immutable; none knows of any other room.
@NullMarked
package org.tallystick.bytes;

import org.jspecify.annotations.NullMarked;
