/// What tests of several rooms share: the official vectors, seeded generators, builders.
@NullMarked
package org.tallystick.testing;

import org.jspecify.annotations.NullMarked;
