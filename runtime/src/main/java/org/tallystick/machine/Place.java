package org.tallystick.machine;

/// Where something stands in a source file.
///
/// @param charIndex UTF-16 units before it
/// @param line counted from 1
/// @param column counted from 1, in UTF-16 units
record Place(int charIndex, int line, int column) {}
