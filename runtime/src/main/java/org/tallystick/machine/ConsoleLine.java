package org.tallystick.machine;

import java.util.Optional;
import org.tallystick.bytes.Address;

/// What a contract wrote by one call of `console`.
///
/// @param contract that wrote it; absent for a function that runs outside of every contract
/// @param text of at most [ConsoleText#CHARACTERS_MAX] characters and a mark where it was cut,
///   without line breaks and other control characters
public record ConsoleLine(Optional<Address> contract, String text) {}
