package org.tallystick.node.client;

import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// What to run, and on whose behalf.
///
/// @param to absent to create a contract
public record CallRequest(Address from, Optional<Address> to, U256 valueWei, Bytes data) {}
