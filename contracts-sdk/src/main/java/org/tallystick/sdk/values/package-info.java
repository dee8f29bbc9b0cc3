/// Values on their way between people and the ABI: what a test or a command line writes down, and
/// what a contract gives back, readable by name.
@NullMarked
package org.tallystick.sdk.values;

import org.jspecify.annotations.NullMarked;
