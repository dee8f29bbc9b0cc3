/// Tests of the command line.
@NullMarked
package org.tallystick.node.cli;

import org.jspecify.annotations.NullMarked;
