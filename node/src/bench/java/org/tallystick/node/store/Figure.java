package org.tallystick.node.store;

/// What is measured of a subject.
enum Figure {
  LOAD_CPU_S("load, s of CPU"),
  BLOCK_P50_MS("block p50, ms"),
  BLOCK_P95_MS("block p95, ms"),
  BLOCK_CPU_MS("block, ms of CPU"),
  LOG_BYTES_PER_CHANGE("log, bytes a changed value"),
  DISK_BYTES_PER_ACCOUNT("disk, bytes an account"),
  COLD_READS_PER_S("cold reads a second"),
  COLD_READ_CPU_US("cold read, us of CPU"),
  COLD_PROOF_CPU_US("cold proof, us of CPU"),
  PROOF_BYTES("proof, bytes"),
  PEAK_RSS_MIB("peak memory, MiB");

  private final String text;

  Figure(String text) {
    this.text = text;
  }

  /// With its unit.
  String text() {
    return text;
  }
}
