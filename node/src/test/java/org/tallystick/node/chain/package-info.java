/// Tests of the chain and its readers.
@NullMarked
package org.tallystick.node.chain;

import org.jspecify.annotations.NullMarked;
