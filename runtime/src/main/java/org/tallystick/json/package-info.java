/// JSON in and out, and the one door to the parser library. Values are immutable, numbers stay
/// exact, and whatever comes from outside is read under named limits; who reads a document through
/// a [org.tallystick.json.JsonView] gets errors that say where in it the fault is.
@NullMarked
package org.tallystick.json;

import org.jspecify.annotations.NullMarked;
