package org.tallystick.node.rpc.protocol;

import java.util.concurrent.Executor;

/// A document that came over a connection which stays.
///
/// @param afterAnswer runs tasks when the answer to the document is on its way, so that what
///   follows from it cannot come before it
public record Conversation(Channel channel, Executor afterAnswer) {}
