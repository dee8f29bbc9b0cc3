package org.tallystick.machine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program for every row of the price list, and for operators and statements: `rows.txt`.
///
/// @param turns by the path of the price list, or the name of a statement after `=`
record PriceRows(Map<String, String> turns) {
  /// A name of one letter in a turn, and how the value is made.
  private static final Map<String, String> VALUES = values();

  private static final Pattern LETTER =
      Pattern.compile("(?<![\\w$'])(?<!(?<!\\.\\.)\\.)[a-zA-Z](?![\\w'])");
  private static final Pattern ROW = Pattern.compile("(?m)^ {2}'(.+)': '(.+)',$");

  PriceRows {
    turns = new LinkedHashMap<>(turns);
  }

  static PriceRows read() {
    Map<String, String> turns = new LinkedHashMap<>();
    for (String line : Programs.text("rows.txt").lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int colon = line.indexOf(':');
        turns.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return new PriceRows(turns);
  }

  /// The prices of the built-ins, as they are written.
  static Map<String, String> prices() {
    Map<String, String> prices = new LinkedHashMap<>();
    Matcher rows = ROW.matcher(Programs.priceList());
    while (rows.find()) {
      prices.put(rows.group(1), rows.group(2));
    }
    return prices;
  }

  /// Rows of the price list that have no program, and programs whose row is gone. A row that costs
  /// nothing may be a constant.
  List<String> unmatched() {
    Map<String, String> prices = prices();
    TreeSet<String> unmatched = new TreeSet<>();
    prices.forEach((path, price) -> {
      if (!turns.containsKey(path) && !price.equals("0")) {
        unmatched.add(path + " has no program in rows.txt");
      }
    });
    for (String path : turns.keySet()) {
      if (!path.startsWith("=") && !prices.containsKey(path)) {
        unmatched.add(path + " is in rows.txt and not in the price list");
      }
    }
    return List.copyOf(unmatched);
  }

  /// The program of a row.
  ///
  /// @param size what `N` stands for
  Gauge.Loop loop(String path, int size) {
    String turn = turns.getOrDefault(path, "");
    StringBuilder preparation = new StringBuilder("const n = " + size + ";\n");
    TreeSet<String> needed = new TreeSet<>();
    Matcher letters = LETTER.matcher(turn);
    while (letters.find()) {
      needed.add(letters.group());
    }
    VALUES.forEach((name, how) -> {
      if (needed.contains(name)) {
        preparation.append(how).append('\n');
      }
    });
    return new Gauge.Loop(preparation.toString(), turn + ";");
  }

  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("a", "const a = Array.from({ length: n }, (_, at) => at);");
    values.put("b", "const b = Array.from({ length: n }, (_, at) => at + 1);");
    values.put("e", "const e = Array.from({ length: n }, (_, at) => ['k' + at, at]);");
    values.put("h", "const h = Array.from({ length: n }, (_, at) => 'text ' + at);");
    values.put("t", "const t = 'a'.repeat(n);");
    values.put("v", "const v = 'a'.repeat(n - 1) + 'a';");
    values.put("j", "const j = '[' + '1,'.repeat(n) + '1]';");
    values.put("D", "const D = '1'.repeat(n);");
    values.put("o", "const o = {}; for (let at = 0; at < n; at++) o['k' + at] = at;");
    values.put("p", "const p = Object.create({});");
    values.put("P", "const P = {}; for (let at = 0; at < n; at++) P['k' + at] = { value: at };");
    values.put("u", "const u = new Uint8Array(n < 8 ? 8 : n);");
    values.put("d", "const d = new DataView(new ArrayBuffer(8));");
    values.put("l", "const l = Array.from({ length: n }, () => 5n);");
    values.put("m", "const m = new Map(); for (let at = 0; at < n; at++) m.set(at, at);");
    values.put("s", "const s = new Set(); for (let at = 0; at < n; at++) s.add(at);");
    values.put("x", "const x = (1n << BigInt(n < 500 ? 64 * n : 32000)) - 1n;");
    values.put("f", "const f = (value) => value;");
    values.put("c", "const c = (left, right) => left - right;");
    values.put("r", "const r = /b/;");
    values.put("k", "const k = 'k0';");
    values.put("y", "const y = Symbol('y');");
    values.put("w", "const w = new WeakMap();");
    values.put("z", "const z = new WeakSet();");
    values.put("q", "const q = new Error('no');");
    values.put("g", "const g = (function* () { for (;;) yield 1; })();");
    values.put("C", "class C { constructor() { this.a = 1; } }");
    values.put(
        "G", "const G = { at: 1, get a() { return this.at; }, set a(to) { this.at = to; } };");
    values.put("F", "const F = new (class { #at = 0; next() { return this.#at++; } })();");
    values.put("R", "const R = (depth) => (depth === 0 ? 0 : R(depth - 1));");
    return values;
  }
}
