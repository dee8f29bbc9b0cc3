package org.tallystick.node.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.crypto.KeyPair;
import org.tallystick.node.client.KeyFile;
import org.tallystick.node.client.KeyFileException;
import picocli.CommandLine.Option;

/// Who signs. There is no option for a key itself: what stands on a command line can be read by
/// others, and stays in the shell's history.
final class SignerOptions {
  @Option(
      names = "--from",
      paramLabel = "NAME",
      description =
          "A development account that signs: its name, number or address (default: alice).")
  private @Nullable String from;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The key that signs: a keystore of version 3, or 64 hex digits.")
  private @Nullable Path keyFile;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The keystore's password, on the first line (default: it is asked for).")
  private @Nullable Path passwordFile;

  /// The key that signs, where the options name one.
  ///
  /// @throws CommandException where the one they name is not there
  Optional<KeyPair> named(KnownAccounts accounts) {
    return from == null && keyFile == null ? Optional.empty() : Optional.of(key(accounts));
  }

  /// The key that signs.
  ///
  /// @throws CommandException where there is none, in words that say what to do
  KeyPair key(KnownAccounts accounts) {
    if (keyFile == null) {
      return accounts.key(from == null ? DevelopmentAccounts.name(0) : from);
    }
    if (from != null) {
      throw CommandException.usage("--from and --key-file both say who signs: give one of them");
    }
    try {
      return KeyFile.read(keyFile, this::password);
    } catch (KeyFileException fault) {
      throw CommandException.usage(String.valueOf(fault.getMessage()));
    }
  }

  private String password() {
    if (passwordFile != null) {
      try {
        return Files.readString(passwordFile).lines().findFirst().orElse("");
      } catch (IOException fault) {
        throw CommandException.usage("the password file " + passwordFile + " cannot be read");
      }
    }
    char[] password = console().flatMap(this::ask).orElse(null);
    if (password == null) {
      throw CommandException.usage(
          "the keystore " + keyFile + " needs its password: give it with --password-file");
    }
    return new String(password);
  }

  private Optional<char[]> ask(Console console) {
    return Optional.ofNullable(console.readPassword("password of %s: ", keyFile));
  }

  /// Absent where nobody is there to answer.
  @SuppressWarnings("SystemConsoleNull") // It is null where the input comes from a file or a pipe.
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
