package org.tallystick.node.chain;

import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.SignedTransaction;

/// A transaction and its place in the chain.
///
/// @param header of its block
/// @param blockHash the header's hash
/// @param index in the block, from 0
public record IncludedTransaction(
    SignedTransaction transaction, Header header, Hash blockHash, int index) {}
