/// Accounts and storage: what a state holds, the journal that changes it and can undo, and the
/// path-keyed trie that gives it a root.
///
/// [org.tallystick.state.WorldState] is a state to read, [org.tallystick.state.StateChanges] what a
/// block did to it. [org.tallystick.state.StateTrie] turns changes into a
/// [org.tallystick.state.StateUpdate] with the new root, over whatever
/// [org.tallystick.state.StateStore] keeps the state.
@NullMarked
package org.tallystick.state;

import org.jspecify.annotations.NullMarked;
