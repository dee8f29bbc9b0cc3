package org.tallystick.node.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.tallystick.node.store.Maintenance;
import org.tallystick.node.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/// `tally db`: looks after the database of a node that does not run.
@Command(
    name = "db",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Looks after the database of a node that does not run.")
final class DbCommand {
  private static final double MEGABYTE = 1e6;

  private final Terminal terminal;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where the chain is kept (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(".tally", "dev");

  DbCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "checkpoint",
      mixinStandardHelpOptions = true,
      description = "Copies the database, without the node's key, into a new folder.")
  int checkpoint(
      @Parameters(paramLabel = "DIR", description = "A folder that a node can be started on.")
          Path target) {
    return with(maintenance -> {
      maintenance.checkpoint(target);
      terminal.print("copied to " + target + "; start a node on it by --data " + target);
      return ExitCode.OK;
    });
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Reads everything and compares it with its checksums, hashes and roots.")
  int verify() {
    return with(maintenance -> {
      Maintenance.Verified verified = maintenance.verify(new ProgressBar(terminal));
      terminal.print(
          String.format(
              Locale.ROOT,
              "all is right: %,d blocks, %,d accounts, %,d slots, %,d nodes",
              verified.blocks(),
              verified.accounts(),
              verified.slots(),
              verified.nodes()));
      return ExitCode.OK;
    });
  }

  @Command(
      name = "stats",
      mixinStandardHelpOptions = true,
      description = "Says how much there is of what.")
  int stats() {
    return with(maintenance -> {
      Maintenance.Stats stats = maintenance.stats();
      terminal.print("head        block " + stats.headNumber() + " " + stats.headHash());
      terminal.print("state root  " + stats.stateRoot());
      terminal.print("trie nodes  of block " + stats.nodesBlockNumber());
      stats
          .archiveBlockNumber()
          .ifPresent(first -> terminal.print("states      of all blocks from block " + first));
      terminal.print(
          String.format(Locale.ROOT, "%-10s %14s %12s", "kind", "keys, about", "files, MB"));
      for (Maintenance.FamilySize family : stats.families()) {
        terminal.print(
            String.format(
                Locale.ROOT,
                "%-10s %,14d %12.1f",
                family.family(),
                family.keys(),
                family.fileBytes() / MEGABYTE));
      }
      return ExitCode.OK;
    });
  }

  @Command(
      name = "rebuild-nodes",
      mixinStandardHelpOptions = true,
      description = "Makes the nodes of the state's tries again from its values.")
  int rebuildNodes() {
    return with(maintenance -> {
      long nodes = maintenance.rebuildNodes(new ProgressBar(terminal));
      terminal.print(String.format(Locale.ROOT, "%,d nodes made", nodes));
      return ExitCode.OK;
    });
  }

  @Command(
      name = "drop-archive",
      mixinStandardHelpOptions = true,
      description = "Gives up the states that a node without --archive does not keep.")
  int dropArchive() {
    return with(maintenance -> {
      maintenance.dropArchive();
      terminal.print("dropped; the node runs without --archive now");
      return ExitCode.OK;
    });
  }

  private int with(Function<Maintenance, Integer> work) {
    try (Maintenance maintenance = Maintenance.open(data)) {
      return work.apply(maintenance);
    } catch (StoreException refusal) {
      throw CommandException.failed(refusal.words());
    }
  }
}
