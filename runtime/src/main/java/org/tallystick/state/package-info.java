/// Accounts and storage: what a state holds, the journal that changes it and can undo, and the
/// path-keyed trie that gives it a root.
@NullMarked
package org.tallystick.state;

import org.jspecify.annotations.NullMarked;
