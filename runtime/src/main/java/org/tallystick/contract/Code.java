package org.tallystick.contract;

import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// The code of a contract: the JavaScript modules it is made of, in one canonical encoding.
///
/// @param bytes `ef 4a 53 01` and the RLP of `[sdk, entry, [[path, text], …]]`
/// @param hash Keccak-256 of the bytes: the account's code hash
/// @param sdk version of the `tally` module it was written for
/// @param entry path of the module whose default export is the contract
/// @param files all modules, sorted by the bytes of their paths
public record Code(Bytes bytes, Hash hash, int sdk, String entry, List<SourceFile> files) {
  public Code {
    files = List.copyOf(files);
  }

  /// One module.
  ///
  /// @param path relative, with `/`, without `..`
  /// @param text UTF-8 with LF line ends
  public record SourceFile(String path, String text) {}
}
