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

  /// Reads the code of a contract as `eth_getCode` gives it.
  ///
  /// @throws InvalidCodeException naming the rule that is broken
  public static Code parse(Bytes bytes) {
    Code code = CodeEncoding.readFirst(bytes);
    int surplus = bytes.length() - code.bytes.length();
    if (surplus != 0) {
      throw new InvalidCodeException(surplus + " bytes follow after the code");
    }
    return code;
  }

  /// The code made of these files, given in any order.
  ///
  /// @throws InvalidCodeException naming the rule that is broken
  public static Code of(int sdk, String entry, List<SourceFile> files) {
    return parse(CodeEncoding.write(sdk, entry, files));
  }

  /// One module.
  ///
  /// @param path relative, with `/`, without `..`
  /// @param text UTF-8 with LF line ends
  public record SourceFile(String path, String text) {}
}
