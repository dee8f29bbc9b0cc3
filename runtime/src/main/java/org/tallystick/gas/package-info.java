/// The price list and the counter. Pure: it knows numbers, not engines; another engine could charge
/// the same.
@NullMarked
package org.tallystick.gas;

import org.jspecify.annotations.NullMarked;
