/// Contracts to read first, as files on the class path: a coin, a poll, a crowd-funding.
@NullMarked
package org.tallystick.samples;

import org.jspecify.annotations.NullMarked;
