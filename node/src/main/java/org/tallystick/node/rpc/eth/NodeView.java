package org.tallystick.node.rpc.eth;

import org.tallystick.execution.CodeCache;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.consensus.ConsensusEngine;
import org.tallystick.node.pool.TransactionPool;

/// What of a node its methods see.
///
/// @param codes shared with the chain, so that no code is read twice
/// @param tracers threads that execute transactions once more for somebody to look on, with
///   machines that tell lines apart
/// @param clientVersion what `web3_clientVersion` answers: `tallystick/0.1.0`
public record NodeView(
    ChainReader chain,
    TransactionPool pool,
    ConsensusEngine engine,
    CodeCache codes,
    ContractRunner tracers,
    MethodLimits limits,
    String clientVersion) {}
