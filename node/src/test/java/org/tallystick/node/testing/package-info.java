/// What tests of several of the node's rooms share: people with keys, transfers, machines without
/// an engine, chains in a folder of their own.
@NullMarked
package org.tallystick.node.testing;

import org.jspecify.annotations.NullMarked;
