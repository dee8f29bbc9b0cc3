package org.tallystick.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.crypto.Keccak;
import org.tallystick.gas.Limits;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;

/// The one encoding of a contract's files: a prefix, then the RLP of `[sdk, entry, [[path, text],
/// …]]`. Equal files have equal bytes, so the code hash names the source and nothing else: paths
/// are sorted and written in one way, line ends are LF, no byte order mark hides in front.
final class CodeEncoding {
  /// `ef`, which begins no EVM code ([EIP-3541](https://eips.ethereum.org/EIPS/eip-3541)), then
  /// `JS` and the version of the encoding.
  static final Bytes PREFIX = Bytes.fromHex("0xef4a5301");

  private static final int MARK_LENGTH = 3;
  private static final int PATH_BYTES_MAX = 255;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private CodeEncoding() {}

  /// Reads a code that begins the bytes; what follows it is not looked at.
  ///
  /// @throws InvalidCodeException where a rule is broken
  static Code readFirst(Bytes bytes) {
    checkPrefix(bytes);
    try {
      Bytes list = RlpReader.of(bytes.slice(PREFIX.length())).readRaw();
      Bytes encoded = bytes.slice(0, PREFIX.length() + list.length());
      checkSize(encoded.length());
      return read(encoded, RlpReader.of(list));
    } catch (RlpException e) {
      throw new InvalidCodeException(
          "code is 0xef4a5301 and the RLP of [sdk, entry, [[path, text], …]]; "
              + e.fault()
              + " at byte "
              + (PREFIX.length() + e.offset()));
    }
  }

  /// @throws InvalidCodeException where a rule is broken
  static Bytes write(int sdk, String entry, List<SourceFile> files) {
    List<EncodedFile> encoded = new ArrayList<>();
    for (SourceFile file : files) {
      String what = "path " + quote(file.path());
      encoded.add(
          new EncodedFile(
              encode(file.path(), what), encode(file.text(), "the text of " + file.path())));
    }
    encoded.sort(Comparator.comparing(EncodedFile::path));
    RlpWriter rlp = new RlpWriter().beginList().writeLong(sdk).writeBytes(encode(entry, "entry"));
    rlp.beginList();
    for (EncodedFile file : encoded) {
      rlp.beginList().writeBytes(file.path).writeBytes(file.text).endList();
    }
    return Bytes.concat(PREFIX, rlp.endList().endList().toBytes());
  }

  private record EncodedFile(Bytes path, Bytes text) {}

  private static void checkPrefix(Bytes bytes) {
    if (bytes.startsWith(PREFIX)) {
      return;
    }
    if (bytes.startsWith(PREFIX.slice(0, MARK_LENGTH))) {
      throw new InvalidCodeException(
          "this chain reads version 1 of the code encoding (0xef4a5301), got "
              + bytes.slice(0, Math.min(bytes.length(), PREFIX.length())));
    }
    throw new InvalidCodeException(
        "this chain runs JavaScript contracts, not EVM bytecode: creation data starts with"
            + " 0xef4a5301, got "
            + describeStart(bytes)
            + "; make it with \"tally build\"");
  }

  private static String describeStart(Bytes bytes) {
    return bytes.isEmpty() ? "no data" : bytes.slice(0, Math.min(bytes.length(), 4)).toHex();
  }

  private static void checkSize(int length) {
    if (length > Limits.CODE_BYTES_MAX) {
      throw new InvalidCodeException(
          "code has at most " + Limits.CODE_BYTES_MAX + " bytes, got " + length);
    }
  }

  private static Code read(Bytes encoded, RlpReader rlp) {
    rlp.enterList();
    long sdk = rlp.readLong();
    if (sdk < 1 || sdk > Integer.MAX_VALUE) {
      throw new InvalidCodeException("sdk is from 1 to " + Integer.MAX_VALUE + ", got " + sdk);
    }
    String entry = decode(rlp.readBytes(), "entry");
    List<SourceFile> files = readFiles(rlp);
    rlp.leaveList();
    rlp.finish();
    if (files.stream().noneMatch(file -> file.path().equals(entry))) {
      throw new InvalidCodeException("entry " + quote(entry) + " is none of the files' paths");
    }
    return new Code(encoded, Keccak.hash(encoded), (int) sdk, entry, files);
  }

  private static List<SourceFile> readFiles(RlpReader rlp) {
    List<SourceFile> files = new ArrayList<>();
    @Nullable Bytes before = null;
    rlp.enterList();
    while (rlp.hasNext()) {
      rlp.enterList();
      Bytes pathBytes = rlp.readBytes();
      String path = decode(pathBytes, "the path of file " + (files.size() + 1));
      checkPath(path, pathBytes.length());
      if (before != null) {
        checkOrder(before, pathBytes, path);
      }
      String text = decode(rlp.readBytes(), "the text of " + path);
      checkText(path, text);
      rlp.leaveList();
      files.add(new SourceFile(path, text));
      before = pathBytes;
    }
    rlp.leaveList();
    return files;
  }

  private static void checkOrder(Bytes before, Bytes pathBytes, String path) {
    int order = before.compareTo(pathBytes);
    if (order == 0) {
      throw new InvalidCodeException("path " + quote(path) + " is there twice");
    }
    if (order > 0) {
      throw new InvalidCodeException(
          "paths are sorted by their bytes, but " + quote(path) + " comes too late");
    }
  }

  private static void checkPath(String path, int length) {
    if (length > PATH_BYTES_MAX) {
      throw new InvalidCodeException(
          "a path has at most " + PATH_BYTES_MAX + " bytes, got " + length);
    }
    if (path.chars().anyMatch(one -> one < ' ' || one == '\\' || one == 0x7f)) {
      throw new InvalidCodeException(
          "a path has no backslash and no control characters, got " + quote(path));
    }
    for (String step : path.split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        throw new InvalidCodeException(
            "a path is relative, as in \"lib/math.js\", without empty steps, \".\" or \"..\", got "
                + quote(path));
      }
    }
  }

  private static void checkText(String path, String text) {
    int carriageReturn = text.indexOf('\r');
    if (carriageReturn >= 0) {
      long line = text.substring(0, carriageReturn).chars().filter(one -> one == '\n').count() + 1;
      throw new InvalidCodeException(
          path + ":" + line + " has a carriage return; line ends are LF alone");
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new InvalidCodeException(path + " begins with a byte order mark; leave it out");
    }
  }

  private static String decode(Bytes bytes, String what) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.arrayUnsafe()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidCodeException(what + " is not valid UTF-8");
    }
  }

  private static Bytes encode(String text, String what) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidCodeException(what + " has half of a surrogate pair and is no valid text");
    }
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String quote(String path) {
    return '"' + path + '"';
  }
}
