/// Tests of the project itself: how its rooms lean on one another, and whether it is tidy.
@NullMarked
package org.tallystick;

import org.jspecify.annotations.NullMarked;
