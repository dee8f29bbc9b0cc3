/// The command `tally`: each verb a class that reads its arguments, does its work by the other
/// rooms, and prints either lines for people or one stable JSON form for programs.
@NullMarked
package org.tallystick.node.cli;

import org.jspecify.annotations.NullMarked;
