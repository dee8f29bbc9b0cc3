package org.tallystick.node.rpc.eth;

/// How much one call may ask for.
///
/// @param callGasMax gas of `eth_call` and of each try of `eth_estimateGas`
/// @param logsBlocksMax blocks in the range of one `eth_getLogs`
/// @param logsResultsMax logs that one `eth_getLogs` gives
/// @param logsFilterMax addresses in a filter, and topics at one of its places
/// @param feeHistoryBlocksMax blocks of one `eth_feeHistory`; where more are asked for, the newest
///   are given
/// @param proofKeysMax slots of one `eth_getProof`
/// @param replyBytesMax text of one answer, where it can grow with what is in the chain
public record MethodLimits(
    long callGasMax,
    long logsBlocksMax,
    int logsResultsMax,
    int logsFilterMax,
    int feeHistoryBlocksMax,
    int proofKeysMax,
    int replyBytesMax) {
  public static final MethodLimits DEFAULT =
      new MethodLimits(50_000_000, 5_000, 10_000, 1_000, 1_024, 1_024, 25_000_000);

  /// Data of the logs that one answer gives: each byte is two digits.
  public long logsBytesMax() {
    return replyBytesMax / 2;
  }
}
