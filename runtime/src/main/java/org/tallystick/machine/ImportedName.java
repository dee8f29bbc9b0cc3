package org.tallystick.machine;

/// A name that a module takes from another file of its bundle, to import it or to hand it on.
///
/// @param specifier of the other file, as written
/// @param name as the other file is to export it; `default` for its default export
/// @param line where it stands, counted from 1
/// @param column where it stands, counted from 1
record ImportedName(String specifier, String name, int line, int column) {}
