package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.Hex;
import org.tallystick.bytes.U256;

/// What a contract keeps: every kind of state, and where it lies. The slots are computed here with
/// another library's Keccak, from nothing but the layout as it is documented.
class LibraryStateTest {
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger WORD = ONE.shiftLeft(256);

  // ---- Numbers and other values of one slot

  private static MachineForTests.Deployed everyNumber() {
    return new MachineForTests.Deployed(
        """
        import * as tally from 'tally';
        import { Contract } from 'tally';
        export default class A extends Contract {
          static abi = `
        ABI`;
          static state = { STATE };
          CODE
        }
        """
            .replace(
                "ABI",
                numbers(kind ->
                    "function put_K(int256 v)\nfunction get_K() view returns (K)\n"
                        .replace("K", kind)))
            .replace("STATE", numbers(kind -> "f_K: tally.K,".replace("K", kind)))
            .replace(
                "CODE",
                numbers(kind ->
                    "put_K(v) { this.f_K = v; } get_K() { return this.f_K; }\n"
                        .replace("K", kind))));
  }

  private static String numbers(java.util.function.Function<String, String> text) {
    IntFunction<String> both = step -> text.apply("uint" + 8 * step) + text.apply("int" + 8 * step);
    return IntStream.rangeClosed(1, 32).mapToObj(both).collect(Collectors.joining());
  }

  @Test
  void numbersOfEverySizeKeepTheirBordersAndRefuseWhatIsBeyond() {
    MachineForTests.Deployed contract = everyNumber();
    for (int bits = 8; bits <= 256; bits += 8) {
      BigInteger unsignedMax = ONE.shiftLeft(Math.min(bits, 255)).subtract(ONE);
      BigInteger signedMax = ONE.shiftLeft(bits - 1).subtract(ONE);
      BigInteger signedMin = ONE.shiftLeft(bits - 1).negate();
      keeps(contract, "uint" + bits, BigInteger.ZERO, ONE, unsignedMax);
      keeps(contract, "int" + bits, signedMin, ONE.negate(), BigInteger.ZERO, signedMax);
      refuses(contract, "uint" + bits, ONE.negate());
      if (bits < 256) {
        refuses(contract, "uint" + bits, unsignedMax.add(ONE));
        refuses(contract, "int" + bits, signedMax.add(ONE));
        refuses(contract, "int" + bits, signedMin.subtract(ONE));
      }
    }
  }

  private static void keeps(MachineForTests.Deployed contract, String kind, BigInteger... values) {
    for (BigInteger value : values) {
      contract.read("put_" + kind, value);
      assertEquals(List.of(value), contract.read("get_" + kind), kind);
      assertEquals(value.mod(WORD), at(contract, field("f_" + kind)), kind);
    }
  }

  private static void refuses(MachineForTests.Deployed contract, String kind, BigInteger value) {
    MachineResult.Reverted reverted = reverted(contract.call("put_" + kind, value));
    assertEquals(RevertData.encodePanic(RevertData.ARITHMETIC), reverted.data());
    String direction = value.signum() < 0 ? " underflow: " : " overflow: ";
    assertTrue(
        reverted.message().contains(kind + direction + "f_" + kind + " = " + value),
        reverted.message());
  }

  @Test
  void bytesOfEveryFixedSizeLieOnTheLeftOfTheirSlot() {
    MachineForTests.Deployed contract =
        new MachineForTests.Deployed(
            """
            import * as tally from 'tally';
            import { Contract } from 'tally';
            export default class A extends Contract {
              static abi = `
                function put(bytes v, uint256 size)
                function get(uint256 size) view returns (bytes)
              `;
              static state = { STATE };
              put(v, size) { this['b' + size] = v; }
              get(size) { return this['b' + size]; }
            }
            """
                .replace(
                    "STATE",
                    IntStream.rangeClosed(1, 32)
                        .mapToObj(size -> "b" + size + ": tally.bytes" + size)
                        .collect(Collectors.joining(", "))));
    for (int size = 1; size <= 32; size++) {
      Bytes value = Bytes.fromHex("0x" + "ab".repeat(size));
      BigInteger sizeNumber = BigInteger.valueOf(size);
      contract.read("put", value, sizeNumber);
      assertEquals(List.of(value), contract.read("get", sizeNumber));
      BigInteger expected = new BigInteger("ab".repeat(size) + "00".repeat(32 - size), 16);
      assertEquals(expected, at(contract, field("b" + size)));
      MachineResult.Reverted longer =
          reverted(contract.call("put", Bytes.fromHex("0x" + "ab".repeat(size + 1)), sizeNumber));
      assertEquals(RevertText.engineError("TypeError"), longer.data());
      assertTrue(
          longer.message().contains("bytes" + size + " has " + size + " bytes, got " + (size + 1)),
          longer.message());
    }
  }

  // ---- Texts

  @Test
  void textsGrowAndShrinkWithoutLeavingAnythingBehind() {
    MachineForTests.Deployed contract =
        new MachineForTests.Deployed(
            """
            import { Contract, string, bytes } from 'tally';
            export default class A extends Contract {
              static abi = `
                function put(string v)
                function text() view returns (string)
                function raw() view returns (bytes)
              `;
              static state = { text: string, raw: bytes };
              put(v) { this.text = v; this.raw = new Uint8Array(v.length); }
            }
            """);
    Hash head = field("text");
    for (int length : new int[] {0, 1, 31, 32, 33, 64, 65, 1000, 40, 31, 5, 0}) {
      String text = "x".repeat(length);
      contract.read("put", text);
      assertEquals(List.of(text), contract.read("text"));
      assertEquals(List.of(Bytes.wrap(new byte[length])), contract.read("raw"));
      if (length < 32) {
        BigInteger word =
            new BigInteger("0" + "78".repeat(length) + "00".repeat(31 - length), 16)
                .shiftLeft(8)
                .add(BigInteger.valueOf(2L * length));
        assertEquals(word, at(contract, head));
      } else {
        assertEquals(BigInteger.valueOf(2L * length + 1), at(contract, head));
        assertEquals(new BigInteger("78".repeat(32), 16), at(contract, keccak(bytes(head))));
      }
    }
    assertTrue(contract.storage.isEmpty(), () -> contract.storage.toString());
  }

  // ---- Structs, mappings, lists

  private static final String COLLECTIONS =
      """
      import { Contract, address, bytes2, gasLeft, list, map, mapping, set, string, struct, uint8, uint256 } from 'tally';
      const quiet = (f) => { try { f(); } catch { return; } throw new Error('not refused'); };
      export default class A extends Contract {
        static abi = `
          function run() returns (string)
        `;
        static state = {
          r: struct({ a: uint256, t: string, in: struct({ b: uint8 }), l: list(uint256) }),
          m: mapping(address, mapping(string, uint256)),
          l: list(uint256), ls: list(struct({ a: uint256, t: string })),
          lm: list(struct({ a: uint256, m: mapping(uint256, uint256) })),
          p: map(uint256, string), ps: map(uint256, struct({ a: uint256, b: uint256 })),
          pm: map(uint256, mapping(uint256, uint256)),
          psm: map(uint256, struct({ a: uint256, m: mapping(uint256, uint256) })),
          s: set(uint256), pb: map(bytes2, struct({ a: uint256 })),
          pn: map(uint256, struct({ in: struct({ b: uint8 }) })),
          wide: struct({ WIDE }),
        };
        run() { BODY }
      }
      """;

  private static String collections(String body) {
    String wide =
        IntStream.range(0, 100)
            .mapToObj(at -> "f" + at + ": uint8")
            .collect(Collectors.joining(","));
    return COLLECTIONS.replace("WIDE", wide).replace("BODY", body);
  }

  /// What a body gives back, and the storage afterwards.
  private static MachineForTests.Deployed run(String expected, String body) {
    MachineForTests.Deployed contract = new MachineForTests.Deployed(collections(body));
    assertEquals(List.of(expected), contract.read("run"));
    return contract;
  }

  private static MachineResult.Reverted failing(String body) {
    return reverted(new MachineForTests.Deployed(collections(body)).call("run"));
  }

  @Test
  void aStructIsALiveRecordAndItsSpreadASnapshot() {
    MachineForTests.Deployed contract =
        run(
            "5 6 x 7",
            """
            const live = this.r; live.a = 5n; live.t = 'x'; live.in.b = 7n;
            const before = { ...live }; live.a = 6n;
            return `${before.a} ${this.r.a} ${this.r.t} ${live.in.b}`;
            """);
    assertEquals(BigInteger.valueOf(6), at(contract, field("a", field("r"))));
    assertEquals(BigInteger.valueOf(7), at(contract, field("b", field("in", field("r")))));
  }

  @Test
  void aStructKnowsItsFields() {
    assertTrue(failing("this.r.b = 1n; return '';").message().startsWith("TypeError"));
    MachineResult.Reverted whole = failing("this.r = { b: 1n }; return '';");
    assertTrue(whole.message().contains("r has no field b; it has a, t, in, l"), whole.message());
  }

  @Test
  void aFieldThatIsLeftOutOfAWholeStructIsCleared() {
    run(
        "0  0 9",
        """
        this.r = { a: 1n, t: 'x'.repeat(50), in: { b: 2n } }; this.r.l.push(3n);
        this.r = { in: {} };
        const r = this.r; r.l.push(9n);
        return `${r.a} ${r.t} ${r.in.b} ${[...r.l]}`;
        """);
  }

  @Test
  void mappingsInsideOneAnotherHashTheirKeysInTurn() {
    MachineForTests.Deployed contract =
        run(
            "3 0",
            """
            const a = '0x00000000000000000000000000000000000000AA';
            this.m.get(a).set('key', 1n);
            this.m.get(a).update('key', (n) => n + 2n);
            return `${this.m.get(a.toLowerCase()).get('key')} ${this.m.get(a).get('other')}`;
            """);
    byte[] key = new byte[32];
    key[31] = (byte) 0xaa;
    Hash outer = keccak(join(key, bytes(field("m"))));
    Hash slot = keccak(join("key".getBytes(StandardCharsets.UTF_8), bytes(outer)));
    assertEquals(BigInteger.valueOf(3), at(contract, slot));
    assertEquals(1, contract.storage.size());
  }

  @Test
  void aListLiesWhereSolidityPutsIt() {
    MachineForTests.Deployed contract =
        run(
            "2 30 7,20",
            """
            this.l.push(10n); this.l.push(20n); this.l.push(30n);
            const last = this.l.pop(); this.l.set(0n, 7n);
            return `${this.l.length} ${last} ${[...this.l]}`;
            """);
    Hash items = keccak(bytes(field("l")));
    assertEquals(BigInteger.TWO, at(contract, field("l")));
    assertEquals(BigInteger.valueOf(7), at(contract, items));
    assertEquals(BigInteger.valueOf(20), at(contract, plus(items, 1)));
    assertEquals(3, contract.storage.size());
  }

  @Test
  void structsInAListHashTheirPlace() {
    MachineForTests.Deployed contract =
        run(
            "2 8 y",
            """
            this.ls.push({ a: 1n, t: 'x' }); const r = this.ls.push(); r.a = 8n; r.t = 'y';
            return `${this.ls.length} ${this.ls.at(1n).a} ${this.ls.at(1n).t}`;
            """);
    Hash second = plus(keccak(bytes(field("ls"))), 1);
    assertEquals(BigInteger.valueOf(8), at(contract, field("a", second)));
  }

  @Test
  void aPlaceBeyondTheListIsPanic0x32() {
    for (String body :
        List.of("this.l.at(0n)", "this.l.at(-1n)", "this.l.set(0n, 1n)", "this.l.pop()")) {
      assertEquals(RevertData.encodePanic(0x32), failing(body + "; return '';").data(), body);
    }
  }

  @Test
  void aListIsUntouchedWhereThePushIsRefused() {
    run(
        "0 0 0 0 0",
        """
        quiet(() => this.l.push(-1n)); quiet(() => this.p.set(1n, 5n));
        quiet(() => this.ls.push({ a: 1n, t: 5n })); quiet(() => this.ps.set(1n, { a: 1n, z: 1n }));
        return `${this.l.length} ${this.p.size} ${this.ls.length} ${this.ps.size} ${this.ls.push().a}`;
        """);
  }

  @Test
  void aStructIsUntouchedWhereOneOfItsFieldsIsRefused() {
    run(
        "1 x 3|1 x|1 2|1 2",
        """
        this.r = { a: 1n, t: 'x', in: { b: 3n } };
        quiet(() => { this.r = { a: 9n, t: 'y', in: { b: 256n } }; });
        quiet(() => { this.r = { a: 9n, get t() { throw 1; } }; });
        this.ls.push({ a: 1n, t: 'x' });
        quiet(() => this.ls.set(0n, { a: 9n, t: 5n }));
        this.ps.set(1n, { a: 1n, b: 2n });
        quiet(() => this.ps.set(1n, { a: 9n, b: -1n }));
        const { a, b } = this.ps.get(1n);
        quiet(() => this.ps.update(1n, () => ({ a: 9n, c: 1n })));
        return `${this.r.a} ${this.r.t} ${this.r.in.b}|${this.ls.at(0n).a} ${this.ls.at(0n).t}`
          + `|${a} ${b}|${this.ps.get(1n).a} ${this.ps.get(1n).b}`;
        """);
  }

  @Test
  void aListTakesNoMissingItem() {
    run(
        "1 0",
        """
        quiet(() => this.l.push(undefined)); quiet(() => this.ls.push(undefined));
        this.l.push();
        return `${this.l.length} ${this.l.at(0n)}`;
        """);
  }

  @Test
  void aWideStructCostsByItsFields() {
    run(
        "true",
        "const before = gasLeft(); this.wide; return String(before - gasLeft() > 100n * 40n);");
  }

  @Test
  void whatHoldsAMappingIsNeitherPoppedNorDeletedNorOverwritten() {
    for (String body :
        List.of(
            "this.lm.push({ a: 1n }); this.lm.pop()",
            "this.lm.push(); this.lm.set(0n, { a: 1n })",
            "this.psm.set(1n, { a: 1n }); this.psm.set(1n, { a: 2n })",
            "this.pm.delete(1n)")) {
      String message = failing(body + "; return '';").message();
      assertTrue(
          message.contains(
              "cannot clear a value that holds a mapping: its old entries could not be cleared and"
                  + " would come back"),
          message);
    }
  }

  // ---- Maps and sets

  @Test
  void aMapIsWalkedInTheOrderItsKeysCameWithoutTheDeleted() {
    MachineForTests.Deployed contract =
        run(
            "3|0:z,9:c,5:again|0,9,5|z,c,again|9:c|false|true|",
            """
            this.p.set(5n, 'a'); this.p.set(0n, 'z'); this.p.set(9n, 'c'); this.p.set(7n, 'd');
            this.p.delete(5n); this.p.delete(7n); this.p.set(5n, 'again');
            const pairs = (all) => all.map(([k, v]) => `${k}:${v}`).join();
            return [this.p.size, pairs([...this.p]), [...this.p.keys()], [...this.p.values()],
              pairs(this.p.page(1n, 1n)), this.p.delete(7n), this.p.has(0n), this.p.get(7n)].join('|');
            """);
    Hash base = field("p");
    assertEquals(BigInteger.valueOf(3), at(contract, field("size", base)));
    assertEquals(BigInteger.valueOf(5), at(contract, field("next", base)));
    Hash place =
        keccak(join(new U256(BigInteger.valueOf(9)).toWord(), bytes(field("indexOf", base))));
    assertEquals(BigInteger.valueOf(3), at(contract, place));
    Hash key = keccak(join(new U256(BigInteger.valueOf(3)).toWord(), bytes(field("keyAt", base))));
    assertEquals(BigInteger.valueOf(9), at(contract, key));
    Hash value =
        keccak(join(new U256(BigInteger.valueOf(9)).toWord(), bytes(field("valueAt", base))));
    assertEquals(new BigInteger("63" + "00".repeat(30) + "02", 16), at(contract, value));
  }

  @Test
  void anEntryOfAMapComesToBeWhenOneOfItsFieldsIsWritten() {
    run(
        "false 0 true 1 4,0",
        """
        const e = this.ps.get(3n); const before = `${this.ps.has(3n)} ${e.a}`;
        e.a = 4n; const { a, b } = { ...this.ps.get(3n) };
        return `${before} ${this.ps.has(3n)} ${this.ps.size} ${[a, b]}`;
        """);
  }

  @Test
  void anEntryWhoseFieldIsRefusedDoesNotComeToBe() {
    run(
        "0 false 1 1",
        """
        quiet(() => { this.ps.get(3n).a = -1n; });
        const before = `${this.ps.size} ${this.ps.has(3n)}`;
        this.ps.get(3n).a = 1n;
        return `${before} ${this.ps.size} ${this.ps.get(3n).a}`;
        """);
  }

  @Test
  void anEntryComesToBeByAFieldOfAStructInsideIt() {
    run(
        "true 7|false 0",
        """
        this.pn.get(3n).in.b = 7n;
        const before = `${this.pn.has(3n)} ${this.pn.get(3n).in.b}`;
        this.pn.delete(3n);
        return `${before}|${this.pn.has(3n)} ${this.pn.get(3n).in.b}`;
        """);
  }

  @Test
  void anEntryKeepsItsKeyWhateverBecomesOfTheBytesThatNamedIt() {
    run(
        "1,2 5 false",
        """
        const key = new Uint8Array([1, 2]), entry = this.pb.get(key);
        key[0] = 9; entry.a = 5n;
        const [[first, { a }]] = [...this.pb];
        return `${first} ${a} ${this.pb.has(key)}`;
        """);
  }

  @Test
  void aDeletedKeyIsNoZeroKey() {
    run(
        "5,0|5|false|5,0|0",
        """
        const seen = [];
        this.s.add(1n); this.s.add(5n); this.s.add(0n); this.s.delete(1n); seen.push([...this.s]);
        this.s.delete(0n); seen.push([...this.s]); seen.push(this.s.has(0n));
        this.s.add(0n); seen.push([...this.s]);
        this.s.clear(); seen.push(this.s.size);
        return seen.join('|');
        """);
  }

  @Test
  void aWalkSeesTheKeysThatWereThereWhenItBeganAndStillAre() {
    run(
        "1,2,4|14,2,11",
        """
        for (const item of [1n, 2n, 3n, 4n]) this.s.add(item);
        const seen = [];
        for (const item of this.s) {
          seen.push(item);
          if (item === 1n) { this.s.delete(1n); this.s.delete(3n); this.s.add(11n); }
          if (item === 4n) { this.s.delete(4n); this.s.delete(11n); this.s.add(14n); }
        }
        this.s.delete(2n); this.s.add(2n); this.s.add(11n);
        return `${seen}|${[...this.s]}`;
        """);
  }

  @Test
  void aPageLooksAtNoKeyBeyondItsLast() {
    MachineForTests.Deployed contract =
        run(
            "1,2",
            """
            if (this.s.size === 0n) for (const item of [1n, 2n, 3n, 4n]) this.s.add(item);
            return String(this.s.page(0n, 2n));
            """);
    AtomicInteger loads = new AtomicInteger();
    contract.onLoad = loads::incrementAndGet;

    contract.read("run");

    // The size, the last position, and two keys with their positions.
    assertEquals(2 + 2 * 2, loads.get());
  }

  @Test
  void aPageOfNothingIsEmpty() {
    run(
        "||3",
        """
        for (const item of [1n, 2n, 3n]) this.s.add(item);
        return [this.s.page(0n, 0n), this.s.page(3n, 5n), this.s.page(2n, 2n ** 300n)].join('|');
        """);
  }

  @Test
  void aPageTakesWholeCountsAsBigInts() {
    for (String collection : List.of("s", "p")) {
      String page = "this." + collection + ".page";
      assertTrue(
          failing(page + "(0, 5n); return '';")
              .message()
              .contains(collection + " page from: expected a BigInt, got number 0 (write 0n)"));
      assertTrue(
          failing(page + "(0n, 5); return '';")
              .message()
              .contains(collection + " page count: expected a BigInt, got number 5 (write 5n)"));
      assertTrue(
          failing(page + "(0n); return '';")
              .message()
              .contains(collection + " page count: expected a BigInt, got undefined"));
      assertTrue(
          failing(page + "(-1n, 5n); return '';")
              .message()
              .contains(collection + " page from: cannot be negative"));
    }
  }

  @Test
  void aSetKnowsEachValueOnceAndKeepsItsOrder() {
    run(
        "true,false,true,true|2|9,0|true,false|0",
        """
        const added = [this.s.add(0n), this.s.add(0n), this.s.add(9n), this.s.delete(0n)];
        this.s.add(0n);
        return [added, this.s.size, [...this.s], [this.s.has(9n), this.s.has(8n)],
          this.s.page(1n, 5n)].join('|');
        """);
  }

  // ---- The layout, by another Keccak

  private static BigInteger at(MachineForTests.Deployed contract, Hash slot) {
    return Objects.requireNonNullElse(contract.storage.get(slot), U256.ZERO).value();
  }

  private static Hash field(String name) {
    return keccak(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Hash field(String name, Hash base) {
    return keccak(join(name.getBytes(StandardCharsets.UTF_8), bytes(base)));
  }

  private static Hash plus(Hash slot, int places) {
    return Hash.wrap(
        new U256(new BigInteger(1, bytes(slot)).add(BigInteger.valueOf(places)).mod(WORD))
            .toWord());
  }

  private static Hash keccak(byte[] data) {
    return Hash.wrap(org.web3j.crypto.Hash.sha3(data));
  }

  private static byte[] bytes(Hash hash) {
    return Hex.decode(hash.toHex());
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }

  private static MachineResult.Reverted reverted(MachineResult result) {
    return assertInstanceOf(MachineResult.Reverted.class, result);
  }
}
