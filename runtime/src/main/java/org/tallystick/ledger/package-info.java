/// What a chain is made of: transactions, headers, blocks, receipts and logs, in Ethereum's exact
/// encodings and with Ethereum's hashes. Whatever is valid by its bytes is read; what this chain
/// takes is another room's to say.
@NullMarked
package org.tallystick.ledger;

import org.jspecify.annotations.NullMarked;
