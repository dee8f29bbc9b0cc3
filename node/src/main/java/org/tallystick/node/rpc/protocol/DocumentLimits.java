package org.tallystick.node.rpc.protocol;

/// How much one document that a client sends may hold and bring about.
///
/// @param bytesMax of the document
/// @param batchItemsMax requests in one batch
/// @param batchReplyBytesMax answers of one batch; what comes after is not run
public record DocumentLimits(int bytesMax, int batchItemsMax, int batchReplyBytesMax) {}
