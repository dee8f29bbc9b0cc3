/// What happened inside a transaction, told in the ways that people ask for: as a tree of calls, as
/// the state it needs and changes, as the functions it names, as gas by lines of source. Each way
/// is a tracer that looks on while the transaction is executed, and a record of what it saw.
@NullMarked
package org.tallystick.trace;

import org.jspecify.annotations.NullMarked;
