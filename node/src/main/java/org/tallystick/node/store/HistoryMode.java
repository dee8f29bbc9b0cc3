package org.tallystick.node.store;

/// How far back the state can be read.
public enum HistoryMode {
  /// [ChainStore#HISTORY_BLOCKS] before the head.
  WINDOW,
  /// As far as the chain goes, or as far as it was kept so.
  ARCHIVE
}
