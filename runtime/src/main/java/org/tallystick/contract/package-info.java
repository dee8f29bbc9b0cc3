/// What a contract is: its source as it stands on chain, the state it declares, and where each
/// declared field lies in storage.
@NullMarked
package org.tallystick.contract;

import org.jspecify.annotations.NullMarked;
