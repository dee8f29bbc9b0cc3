package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.Halt;
import org.tallystick.gas.HaltReason;
import org.tallystick.gas.Limits;

/// What the meter's event nodes read and write: the gas of the frame that runs now, and the depth
/// and memory of the whole transaction. One per sandbox; belongs to the sandbox's thread.
final class RunState {
  /// Gas a unit of weight costs. An interpreted plain loop then burns about 3 ns a gas.
  static final int GAS_PER_WEIGHT = 5;

  /// Bytes of requested memory that cost one gas.
  private static final int BYTES_PER_GAS = 8;

  private static final int GIVEN_MAX = 2;
  private static final int GAS_PER_WALKED_VALUE = 25;
  private static final int GAS_PER_VALUE_AGAIN = 10;
  private static final int GAS_PER_FLATTENED_ELEMENT = 6;
  private static final int BYTES_PER_FLATTENED_ELEMENT = 8;
  private static final int GAS_PER_COPIED_PROPERTY = 80;
  private static final int BYTES_PER_COPIED_PROPERTY = 16;

  private static final int GAS_PER_NEW_KEY = 25;
  private static final int BYTES_PER_NEW_KEY = 16;

  static final int SHORT_TEXT_CHARACTERS = 32;
  private static final int CHARACTERS_READ_PER_GAS = 2;
  private static final int GAS_PER_DIGIT = 4;
  private static final int GAS_PER_LATER_DIGIT = 2;
  private static final int DIGITS_MOVED_PER_GAS = 512;
  private static final int CHARACTERS_PER_GAS = 16;
  private static final int CHARACTERS_PER_BYTE_HELD = 4;

  /// Lets everything through; in place while no contract runs.
  private final GasMeter unmetered = new GasMeter(Long.MAX_VALUE);

  private final @Nullable LineMeter lines;

  private GasMeter meter = unmetered;
  private int depth;
  private long memoryBytes;

  /// What was thrown last, and the statement it first left: for people who look for the place.
  private @Nullable Throwable thrown;

  private @Nullable SourceSection thrownAt;

  /// The walk over values that runs innermost.
  private @Nullable Walk walk;

  /// Names of properties, and keys of Maps and Sets, that the transaction has made.
  private KeyLedger names = new KeyLedger(true);

  private KeyLedger entries = new KeyLedger(false);

  /// A built-in that takes values on its way from functions of the contract's.
  ///
  /// @param depth where on the stack it runs
  /// @param walked what it was given to walk over
  /// @param given the first that functions gave to it, among them the iterator where it has one:
  ///   the one before may be the method that made it, which a getter gave
  record Walk(int depth, HandedOver use, Object walked, List<Object> given, @Nullable Walk outer) {}

  /// Weights by the engine's own source object, which event nodes know.
  private final IdentityHashMap<Object, Weights> weightsBySource = new IdentityHashMap<>();

  RunState() {
    this(null);
  }

  /// @param lines is told which line runs; absent where nobody asks
  RunState(@Nullable LineMeter lines) {
    this.lines = lines;
  }

  @Nullable LineMeter lines() {
    return lines;
  }

  void weigh(Object source, Weights weights) {
    weightsBySource.put(source, weights);
  }

  void forget(Object source) {
    weightsBySource.remove(source);
  }

  @Nullable Weights weightsOf(Object source) {
    return weightsBySource.get(source);
  }

  /// Makes `next` the meter of the running frame.
  ///
  /// @return the meter before, to be put back when the frame ends
  GasMeter enterFrame(GasMeter next) {
    GasMeter outer = meter;
    if (isIdle()) {
      depth = 0;
      memoryBytes = 0;
      walk = null;
      names.clear();
      entries.clear();
    }
    meter = next;
    return outer;
  }

  /// Puts an outer frame's meter and depth back, however the inner frame ended.
  void leaveFrame(GasMeter outer, int outerDepth) {
    meter = outer;
    depth = outerDepth;
  }

  /// What a transaction has counted so far, to be put back after work that is not its own.
  record Counted(
      GasMeter meter,
      int depth,
      long memoryBytes,
      KeyLedger names,
      KeyLedger entries,
      @Nullable Walk walk) {
    static Counted nothing(GasMeter meter) {
      return new Counted(meter, 0, 0, new KeyLedger(true), new KeyLedger(false), null);
    }

    Counted paidBy(GasMeter other) {
      return new Counted(other, depth, memoryBytes, names, entries, walk);
    }
  }

  /// Lets the machine work on its own account: what it does for itself, such as loading a contract,
  /// costs a transaction the same whether it happens or not.
  Counted enterOwnWork(GasMeter budget) {
    return countFrom(Counted.nothing(budget));
  }

  /// Goes on from where something else has counted to.
  ///
  /// @return what was counted here, to be put back
  Counted countFrom(Counted other) {
    Counted outer = counted();
    leaveOwnWork(other);
    return outer;
  }

  Counted counted() {
    return new Counted(meter, depth, memoryBytes, names, entries, walk);
  }

  /// What the frame that is entered next begins with.
  Counted countedBeforeFrame() {
    return isIdle()
        ? Counted.nothing(meter)
        : new Counted(meter, depth, memoryBytes, names.copy(), entries.copy(), null);
  }

  /// Counts memory that the transaction holds without having asked for it here.
  void countHeld(long bytes) {
    memoryBytes += bytes;
  }

  GasMeter unmetered() {
    return unmetered;
  }

  void leaveOwnWork(Counted outer) {
    meter = outer.meter();
    depth = outer.depth();
    memoryBytes = outer.memoryBytes();
    names = outer.names();
    entries = outer.entries();
    walk = outer.walk();
  }

  /// Whether no contract runs.
  @SuppressWarnings("ReferenceEquality") // The one meter that counts nothing.
  boolean isIdle() {
    return meter == unmetered;
  }

  /// Notes that a statement of a contract ends by an exception.
  @SuppressWarnings("ReferenceEquality") // It is about the very same exception.
  void leaveBy(Throwable exception, SourceSection statement) {
    // The innermost statement comes first.
    if (thrown != exception) {
      thrown = exception;
      thrownAt = statement;
    }
  }

  /// The innermost statement of a contract that the exception left; absent where another was thrown
  /// since, or it left none. The engine hands on an error of module code in a new exception.
  @SuppressWarnings("ReferenceEquality") // It is about the very same exception or error.
  @Nullable SourceSection placeOf(GraalJSException exception) {
    return thrown == exception
            || (thrown instanceof GraalJSException earlier
                && exception.getErrorObject() instanceof JSErrorObject error
                && earlier.getErrorObject() == error)
        ? thrownAt
        : null;
  }

  int depth() {
    return depth;
  }

  GasMeter meter() {
    return meter;
  }

  void charge(long gas) {
    if (!meter.tryCharge(gas)) {
      refuse(gas);
    }
  }

  /// Stands apart, as the halts below do, since charges are all over compiled code.
  @TruffleBoundary(transferToInterpreterOnException = false)
  private void refuse(long gas) {
    meter.charge(gas);
  }

  /// Takes gas for memory about to be requested, and counts it against the transaction's limit.
  void allocate(long bytes) {
    charge(bytes / BYTES_PER_GAS);
    memoryBytes += bytes;
    if (memoryBytes > Limits.LIVE_MEMORY_BYTES_MAX) {
      throw haltByMemory();
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private Halt haltByMemory() {
    meter.spendAll();
    return new Halt(
        HaltReason.MEMORY_LIMIT,
        "asked for " + memoryBytes + " bytes, at most " + Limits.LIVE_MEMORY_BYTES_MAX);
  }

  /// Takes gas for a text that was made or handed on. Most texts share their characters with
  /// others, so they count against the memory limit by a part of their length.
  void chargeText(int characters) {
    if (characters > SHORT_TEXT_CHARACTERS) {
      charge(characters / CHARACTERS_PER_GAS);
      allocate(characters / CHARACTERS_PER_BYTE_HELD);
    }
  }

  /// Counts a call on the stack.
  ///
  /// @param units one for a plain function, more where its code is nested deeply
  void descend(int units) {
    depth += units;
    if (depth > Limits.STACK_UNITS_MAX) {
      throw haltByDepth();
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private Halt haltByDepth() {
    meter.spendAll();
    return new Halt(HaltReason.DEPTH_LIMIT, "more than " + Limits.STACK_UNITS_MAX + " calls deep");
  }

  void ascend(int units) {
    depth -= units;
  }

  /// Takes gas for reading a text as a number, character by character.
  void chargeReading(TruffleString text) {
    int characters = Strings.length(text);
    if (characters <= SHORT_TEXT_CHARACTERS) {
      charge((long) GAS_PER_DIGIT * characters);
    } else {
      charge((long) GAS_PER_LATER_DIGIT * characters);
      chargeDigits(text, characters);
    }
  }

  /// In another base than ten each digit moves all before it.
  @TruffleBoundary(transferToInterpreterOnException = false)
  private void chargeDigits(TruffleString text, int characters) {
    if (Strings.toJavaString(text).chars().anyMatch(letter -> "xXoObB".indexOf(letter) >= 0)) {
      charge((long) characters * characters / DIGITS_MOVED_PER_GAS);
    }
  }

  /// Takes gas for a long text that is read, hashed or compared.
  void chargeLongText(TruffleString text) {
    int characters = Strings.length(text);
    if (characters > SHORT_TEXT_CHARACTERS) {
      charge(characters / CHARACTERS_READ_PER_GAS);
    }
  }

  /// Notes the name of a property that is about to be made, and takes gas for a new one.
  void nameMade(TruffleString name) {
    keyMade(names, name);
  }

  /// Notes a key that is about to be put into a Map or Set. Objects, small numbers and the like
  /// cannot be chosen so that they collide.
  @TruffleBoundary(transferToInterpreterOnException = false)
  void entryMade(Object key) {
    switch (key) {
      case TruffleString _, BigInt _ -> keyMade(entries, key);
      // One value has several forms in the engine.
      case Number number when PropertyKeys.isWide(number) -> keyMade(entries, number.doubleValue());
      default -> {}
    }
  }

  private void keyMade(KeyLedger ledger, Object key) {
    switch (ledger.add(key)) {
      case NEW -> {
        charge(GAS_PER_NEW_KEY);
        allocate(BYTES_PER_NEW_KEY);
      }
      case KNOWN -> {}
      case CROWDED ->
          throw Errors.createRangeError("too many keys that hash alike in one transaction");
    }
  }

  /// Takes gas for a copy of the own properties of a value about to be made.
  void chargeCopy(Object source) {
    if (source instanceof JSObject || source instanceof TruffleString) {
      chargeProperties(source);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private void chargeProperties(Object source) {
    // The names of elements are made for the copy.
    long properties =
        source instanceof JSObject && !(source instanceof JSTypedArrayObject)
            ? Sizes.elements(source)
            : 2 * Sizes.elements(source);
    charge(GAS_PER_COPIED_PROPERTY * properties);
    allocate(BYTES_PER_COPIED_PROPERTY * properties);
  }

  /// Begins the work of the built-in that was counted on the stack last, if it takes values from
  /// functions of the contract's.
  ///
  /// @param walked what it was given
  void beginWalk(HandedOver use, Object walked) {
    walk = new Walk(depth, use, walked, new ArrayList<>(GIVEN_MAX), walk);
  }

  /// Ends the walk of the built-in that runs, if it had begun: one that is refused at once has not.
  void endWalk() {
    Walk running = walk;
    if (running != null && running.depth == depth) {
      walk = running.outer;
    }
  }

  /// Ends a walk by an error. Where the built-in closed an iterator that cannot be closed, another
  /// error was made and dropped for it.
  @TruffleBoundary(transferToInterpreterOnException = false)
  void breakWalk() {
    Walk broken = walk;
    if (broken == null || broken.depth != depth) {
      return;
    }
    walk = broken.outer;
    if (broken.use.closesIterator()) {
      IteratorCloses.chargeIterator(this, broken.walked);
      broken.given.forEach(given -> IteratorCloses.chargeIterator(this, given));
    }
  }

  /// Whether what a function returns now goes to a built-in that works with it.
  boolean isWalking() {
    Walk running = walk;
    return running != null && running.depth == depth;
  }

  /// Charges what a function returned to a built-in that works, before it works on with it.
  @TruffleBoundary(transferToInterpreterOnException = false)
  void chargeWalked(Object result) {
    Walk running = Objects.requireNonNull(walk);
    if (running.given.size() < GIVEN_MAX) {
      running.given.add(result);
    }
    switch (running.use) {
      case COLLECTED -> {}
      case EACH_VALUE -> charge(GAS_PER_WALKED_VALUE * (1 + Sizes.elements(result)));
      case WHOLE_VALUE -> {
        chargeValues(result, GAS_PER_WALKED_VALUE);
        // The function may have changed what is still to come.
        chargeValues(running.walked, GAS_PER_VALUE_AGAIN);
      }
      case ELEMENTS -> {
        charge(GAS_PER_FLATTENED_ELEMENT * Sizes.elements(result));
        allocate(BYTES_PER_FLATTENED_ELEMENT * Sizes.elements(result));
      }
      case NUMBER -> charge(Readings.gas(HandedOver.fromIterator(result)));
      case NAME -> PropertyKeys.define(this, HandedOver.key(result));
      case ENTRY -> entryMade(HandedOver.key(result));
    }
  }

  private void chargeValues(Object value, int gasEach) {
    try {
      charge(gasEach * DeepSizes.values(value, left(gasEach)));
    } catch (DeepSizes.TooDeepException tooDeep) {
      throw refuse(tooDeep);
    }
  }

  private long left(int gasEach) {
    return meter.left() / gasEach + 1;
  }

  /// Charges a walk that went too deep for as far as it came.
  JSException refuse(DeepSizes.TooDeepException tooDeep) {
    charge(GAS_PER_WALKED_VALUE * tooDeep.counted());
    return tooDeep.isCyclic()
        ? Errors.createTypeError(tooDeep.getMessage())
        : Errors.createRangeError(tooDeep.getMessage());
  }
}
