/// What a node keeps on the disk: one folder, locked by one process, with one RocksDB in it. Every
/// block goes in by one atomic write, so that whatever moment the machine dies at, what is found
/// afterwards is the chain up to some block, whole. What is found damaged is named and never mended
/// in silence.
///
/// The only room that knows RocksDB.
@NullMarked
package org.tallystick.node.store;

import org.jspecify.annotations.NullMarked;
