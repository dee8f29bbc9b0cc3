package org.tallystick.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.crypto.KeyPair;
import org.tallystick.json.Json;
import org.tallystick.json.JsonView;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.WalletUtils;

class KeyFileTest {
  private static final String SECRET =
      "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  /// Asks for N = 2^18 with r = 1, where RFC 7914 allows N below 2^16.
  private static final String OUTSIDE_SCRYPT = "test2";

  @TempDir private Path folder;

  @Test
  void aPlainKeyIsReadWithAndWithoutItsPrefix() throws IOException {
    KeyPair key = KeyFile.read(file(SECRET + "\n"), KeyFileTest::notAsked);

    assertEquals("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", key.address().toHex());
    assertEquals(key, KeyFile.read(file("0x" + SECRET), KeyFileTest::notAsked));
  }

  @Test
  void aKeystoreOpensWithItsPassword() throws Exception {
    ECKeyPair pair = ECKeyPair.create(new BigInteger(SECRET, 16));
    String name = WalletUtils.generateWalletFile("s3cret ü", pair, folder.toFile(), false);

    KeyPair key = KeyFile.read(folder.resolve(name), () -> "s3cret ü");

    assertEquals("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", key.address().toHex());
  }

  @Test
  void theOfficialKeystoresOpen() throws IOException {
    Path vectors =
        Path.of(System.getProperty("tallystick.root", "."), "..", "shared", "vectors")
            .resolve("KeyStoreTests/basic_tests.json");
    Assumptions.assumeTrue(Files.exists(vectors), "the official vectors are not here");
    Map<String, JsonView> tests = Json.parse(Files.readAllBytes(vectors)).view().members();
    assertEquals(5, tests.size());

    for (Map.Entry<String, JsonView> test : tests.entrySet()) {
      JsonView keystore = test.getValue();
      if (test.getKey().equals(OUTSIDE_SCRYPT)) {
        assertTrue(refusal(file(keystore.member("json").value().write())).contains("parameter N"));
        continue;
      }
      String password = keystore.member("password").text();
      KeyPair key = KeyFile.read(file(keystore.member("json").value().write()), () -> password);
      assertEquals("0x" + keystore.member("priv").text(), key.secret().toHex(), test.getKey());
    }
  }

  @Test
  void aWrongPasswordIsSaidToBeWrong() throws Exception {
    ECKeyPair pair = ECKeyPair.create(new BigInteger(SECRET, 16));
    String name = WalletUtils.generateWalletFile("right", pair, folder.toFile(), false);

    String words = refusal(folder.resolve(name));

    assertTrue(words.contains("does not open: Invalid password provided"), words);
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutRepeatingIt() throws IOException {
    String almost = SECRET.substring(1);

    String words = refusal(file(almost));

    assertTrue(words.contains("neither a keystore nor 64 hex digits"), words);
    assertFalse(words.contains(almost), words);
  }

  @Test
  void aKeyOutsideTheCurvesOrderIsRefused() throws IOException {
    assertTrue(refusal(file("f".repeat(64))).contains("neither"));
    assertTrue(refusal(file("0".repeat(64))).contains("neither"));
  }

  @Test
  void aKeystoreThatIsBrokenIsNamed() throws IOException {
    Path broken = file("{\"version\":3,\"crypto\":{}}");

    assertTrue(refusal(broken).contains(broken + " is no keystore of version 3 that opens"));
    assertTrue(refusal(file("{ not json")).contains("is no keystore of version 3"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("nowhere");

    assertEquals("the key file " + missing + " cannot be read", refusal(missing));
  }

  private static String notAsked() {
    throw new AssertionError("a plain key needs no password");
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(KeyFileException.class, () -> KeyFile.read(file, () -> "wrong")).getMessage());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("key"), text);
  }
}
