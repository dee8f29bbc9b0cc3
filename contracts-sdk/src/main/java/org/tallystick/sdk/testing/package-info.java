/// Tests of contracts with JUnit: a chain in memory, accounts by name, contracts deployed from
/// their source, and everything undone after each test.
///
/// [org.tallystick.sdk.testing.ContractTest] on a class is the beginning,
/// [org.tallystick.sdk.testing.ContractAssertions] has what tests say. It is the execution of a
/// real node, block by block, without its network and disk: gas, errors and state roots are the
/// same.
@NullMarked
package org.tallystick.sdk.testing;

import org.jspecify.annotations.NullMarked;
