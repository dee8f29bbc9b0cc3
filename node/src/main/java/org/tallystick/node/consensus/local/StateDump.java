package org.tallystick.node.consensus.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Account;
import org.tallystick.state.AccountCodec;
import org.tallystick.state.CorruptStateException;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.ValueChange;

/// All accounts of a state in one piece. The state knows addresses and slots by their hashes only,
/// so a dump does too.
///
/// Gzip of the number of the form, 1 byte, and `[[code, …], [[key, account in flat form, [[slot,
/// value], …]], …]]`, RLP; keys ascend.
final class StateDump {
  private static final byte FORM = 1;

  /// Before it is compressed, and after it is expanded.
  static final int BYTES_MAX = 64 << 20;

  private static final int READ_AT_ONCE = 1_024;
  private static final Hash LAST_KEY = Hash.fromHex("0x" + "ff".repeat(Hash.LENGTH));

  private StateDump() {}

  /// One account of a dump.
  ///
  /// @param slots by key
  private record Entry(Hash key, Bytes flat, TreeMap<Hash, Bytes> slots) {}

  /// @throws DevRefusalException where it would be too large
  static Bytes write(StateStore state) {
    Room room = new Room();
    Map<Hash, Bytes> codes = new TreeMap<>();
    RlpWriter accounts = new RlpWriter().beginList();
    forEach(
        (first, count) -> state.accounts(first, LAST_KEY, count),
        entry -> {
          Account account = AccountCodec.fromFlat(entry.key(), entry.value());
          if (account.hasCode() && !codes.containsKey(account.codeHash())) {
            Bytes code = state.code(account.codeHash()).orElseThrow();
            room.take(code);
            codes.put(account.codeHash(), code);
          }
          room.take(entry.value());
          accounts.beginList().writeBytes(entry.key().bytes()).writeBytes(entry.value());
          accounts.beginList();
          if (!account.storageRoot().equals(Account.NO_STORAGE)) {
            forEach(
                (first, count) -> state.slots(entry.key(), first, LAST_KEY, count),
                slot -> {
                  room.take(slot.value());
                  accounts
                      .beginList()
                      .writeBytes(slot.key().bytes())
                      .writeBytes(slot.value())
                      .endList();
                });
          }
          accounts.endList().endList();
        });
    RlpWriter all = new RlpWriter().beginList().beginList();
    codes.values().forEach(all::writeBytes);
    Bytes encoded = all.endList().writeRaw(accounts.endList().toBytes()).endList().toBytes();
    return compress(Bytes.concat(Bytes.of(FORM), encoded));
  }

  /// What leads from a state to one where the dump's accounts are as the dump says, with their
  /// storage and no other; all others stay.
  ///
  /// @throws DevRefusalException where it is no dump, or too large
  static StateUpdate read(Bytes dump, StateStore state) {
    Bytes expanded = expand(dump);
    if (expanded.isEmpty() || expanded.get(0) != FORM) {
      throw new DevRefusalException("not a dump of a state in form " + FORM);
    }
    try {
      RlpReader reader = RlpReader.of(expanded.slice(1));
      reader.enterList();
      Map<Hash, Bytes> codes = readCodes(reader);
      List<ValueChange<Hash>> accounts = new ArrayList<>();
      List<ValueChange<SlotKey>> slots = new ArrayList<>();
      Hash before = null;
      reader.enterList();
      while (reader.hasNext()) {
        Entry entry = readEntry(reader);
        requireAscending(before, entry.key);
        before = entry.key;
        requireWhole(entry, codes, state);
        Optional<Bytes> present = state.account(entry.key);
        accounts.add(new ValueChange<>(entry.key, present, Optional.of(entry.flat)));
        slots.addAll(slotChanges(entry, state));
      }
      reader.leaveList();
      reader.leaveList();
      reader.finish();
      StateUpdate update = StateTrie.prepare(state, accounts, slots).withCodes(codes);
      requireAsSaid(accounts, update);
      return update;
    } catch (RlpException | CorruptStateException fault) {
      throw damaged(String.valueOf(fault.getMessage()));
    }
  }

  private static Map<Hash, Bytes> readCodes(RlpReader reader) {
    Map<Hash, Bytes> codes = new HashMap<>();
    reader.enterList();
    while (reader.hasNext()) {
      Bytes code = reader.readBytes();
      codes.put(StateEdit.parse(code).hash(), code);
    }
    reader.leaveList();
    return codes;
  }

  private static Entry readEntry(RlpReader reader) {
    reader.enterList();
    Hash key = readHash(reader);
    Bytes flat = reader.readBytes();
    TreeMap<Hash, Bytes> slots = new TreeMap<>();
    Hash before = null;
    reader.enterList();
    while (reader.hasNext()) {
      reader.enterList();
      Hash slot = readHash(reader);
      Bytes value = reader.readBytes();
      reader.leaveList();
      requireAscending(before, slot);
      before = slot;
      if (value.isEmpty() || value.length() > Hash.LENGTH || value.get(0) == 0) {
        throw damaged("the value of slot " + slot + " is " + value);
      }
      slots.put(slot, value);
    }
    reader.leaveList();
    reader.leaveList();
    return new Entry(key, flat, slots);
  }

  private static Hash readHash(RlpReader reader) {
    return Hash.of(reader.readBytes(Hash.LENGTH));
  }

  private static void requireAscending(@Nullable Hash before, Hash next) {
    if (before != null && before.compareTo(next) >= 0) {
      throw damaged("key " + next + " comes after " + before);
    }
  }

  private static void requireWhole(Entry entry, Map<Hash, Bytes> codes, StateStore state) {
    Account account = AccountCodec.fromFlat(entry.key, entry.flat);
    if (account.isEmpty() || account.nonce() < 0) {
      throw damaged("account " + entry.key + " has nothing, or a negative nonce");
    }
    if (account.hasCode()
        && !codes.containsKey(account.codeHash())
        && state.code(account.codeHash()).isEmpty()) {
      throw damaged("the code of account " + entry.key + " is missing");
    }
  }

  private static List<ValueChange<SlotKey>> slotChanges(Entry entry, StateStore state) {
    TreeMap<Hash, ValueChange<SlotKey>> changes = new TreeMap<>();
    forEach(
        (first, count) -> state.slots(entry.key, first, LAST_KEY, count),
        slot ->
            changes.put(
                slot.key(),
                new ValueChange<>(
                    new SlotKey(entry.key, slot.key()),
                    Optional.of(slot.value()),
                    Optional.ofNullable(entry.slots.get(slot.key())))));
    entry.slots.forEach((slot, value) ->
        changes.computeIfAbsent(
            slot,
            _ ->
                new ValueChange<>(
                    new SlotKey(entry.key, slot), Optional.empty(), Optional.of(value))));
    return List.copyOf(changes.values());
  }

  /// Every account names the root of its storage, and so of what came out.
  private static void requireAsSaid(List<ValueChange<Hash>> said, StateUpdate update) {
    Map<Hash, Optional<Bytes>> after = new HashMap<>();
    update.accounts().forEach(change -> after.put(change.key(), change.after()));
    for (ValueChange<Hash> change : said) {
      Optional<Bytes> came = after.getOrDefault(change.key(), change.before());
      if (!came.equals(change.after())) {
        throw damaged("the storage of account " + change.key() + " has another root");
      }
    }
  }

  private interface Range {
    List<StateStore.Entry> read(Hash first, int entriesMax);
  }

  private interface Each {
    void accept(StateStore.Entry entry);
  }

  private static void forEach(Range range, Each each) {
    Hash first = Hash.ZERO;
    while (true) {
      List<StateStore.Entry> entries = range.read(first, READ_AT_ONCE);
      entries.forEach(each::accept);
      if (entries.size() < READ_AT_ONCE || entries.getLast().key().equals(LAST_KEY)) {
        return;
      }
      first = after(entries.getLast().key());
    }
  }

  private static Hash after(Hash key) {
    byte[] next = key.toArray();
    int at = next.length - 1;
    while (++next[at] == 0) {
      at--;
    }
    return Hash.wrap(next);
  }

  private static Bytes compress(Bytes bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes.arrayUnsafe());
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return Bytes.wrap(compressed.toByteArray());
  }

  private static Bytes expand(Bytes dump) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(dump.arrayUnsafe()))) {
      byte[] expanded = gzip.readNBytes(BYTES_MAX + 1);
      if (expanded.length > BYTES_MAX) {
        throw tooLarge();
      }
      return Bytes.wrap(expanded);
    } catch (IOException fault) {
      throw damaged(String.valueOf(fault.getMessage()));
    }
  }

  private static DevRefusalException damaged(String words) {
    return new DevRefusalException("not the dump of a state: " + words);
  }

  private static DevRefusalException tooLarge() {
    return new DevRefusalException(
        "a state of more than "
            + (BYTES_MAX >> 20)
            + " MiB is not dumped or loaded in one piece; copy the folder by `tally db"
            + " checkpoint`");
  }

  /// How much a dump may still take.
  private static final class Room {
    /// Of a value: its key, and the beginnings of strings and lists.
    private static final int BYTES_BESIDE_VALUE = 48;

    private long left = BYTES_MAX;

    void take(Bytes value) {
      left -= BYTES_BESIDE_VALUE + value.length();
      if (left < 0) {
        throw tooLarge();
      }
    }
  }
}
