/// What a transaction and a block do to a state: validity, fees, calls between contracts, receipts,
/// roots. A pure function of the parent state and the block: no clock, no network, no files.
@NullMarked
package org.tallystick.execution;

import org.jspecify.annotations.NullMarked;
