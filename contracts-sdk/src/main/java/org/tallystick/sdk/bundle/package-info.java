/// From source to what a chain takes: a contract's file and everything it imports, packed into one
/// code, checked as a deployment checks it, and written as an artifact that Ethereum's tools read.
///
/// [org.tallystick.sdk.bundle.Checker] is the door. It reads files through
/// [org.tallystick.sdk.bundle.Sources], so that samples on the class path and files of a project go
/// the same way. The standard library (`tally/token` and its kind) is packed from here: a chain
/// never looks it up.
@NullMarked
package org.tallystick.sdk.bundle;

import org.jspecify.annotations.NullMarked;
