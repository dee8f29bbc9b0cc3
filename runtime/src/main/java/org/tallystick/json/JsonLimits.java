package org.tallystick.json;

/// How much of a document the parser takes before it refuses it.
///
/// @param documentLengthMax characters of the document; bytes where bytes are parsed
/// @param depthMax objects and arrays inside one another
/// @param valuesMax values of all kinds in the document: an empty array costs two characters of
///   text but many times that in memory
/// @param textLengthMax characters of one string or member name
/// @param numberLengthMax characters of one number; turning digits into a number takes time that
///   grows faster than their count
public record JsonLimits(
    int documentLengthMax, int depthMax, int valuesMax, int textLengthMax, int numberLengthMax) {
  /// For documents of one's own machine: a build artifact, a genesis file.
  public static final JsonLimits DEFAULT =
      new JsonLimits(64 << 20, 512, 4_000_000, 64 << 20, 1_000);

  public JsonLimits {
    if (documentLengthMax < 1
        || depthMax < 1
        || valuesMax < 1
        || textLengthMax < 1
        || numberLengthMax < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }

  public JsonLimits withDocumentLengthMax(int next) {
    return new JsonLimits(next, depthMax, valuesMax, textLengthMax, numberLengthMax);
  }

  public JsonLimits withDepthMax(int next) {
    return new JsonLimits(documentLengthMax, next, valuesMax, textLengthMax, numberLengthMax);
  }

  public JsonLimits withValuesMax(int next) {
    return new JsonLimits(documentLengthMax, depthMax, next, textLengthMax, numberLengthMax);
  }

  public JsonLimits withTextLengthMax(int next) {
    return new JsonLimits(documentLengthMax, depthMax, valuesMax, next, numberLengthMax);
  }

  public JsonLimits withNumberLengthMax(int next) {
    return new JsonLimits(documentLengthMax, depthMax, valuesMax, textLengthMax, next);
  }
}
