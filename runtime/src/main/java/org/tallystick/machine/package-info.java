/// The only room that knows GraalVM: it checks contract source, runs it in a metered sandbox and
/// gives back plain bytes.
@NullMarked
package org.tallystick.machine;

import org.jspecify.annotations.NullMarked;
