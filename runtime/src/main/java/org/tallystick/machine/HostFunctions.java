package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.JavaScriptRootNode;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.UserScriptException;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionData;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiError;
import org.tallystick.abi.AbiEvent;
import org.tallystick.abi.AbiException;
import org.tallystick.abi.AbiFunction;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiType;
import org.tallystick.abi.StateMutability;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.StorageLayout;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.Secp256k1;
import org.tallystick.crypto.Sha256;
import org.tallystick.crypto.Signature;
import org.tallystick.gas.Halt;
import org.tallystick.gas.HaltReason;
import org.tallystick.gas.Limits;

/// The functions behind `tally.mjs`: real JavaScript functions of the engine, so that BigInts and
/// texts cross exactly and without a detour. Only the library module ever holds them.
final class HostFunctions {
  /// Gas of a call through the library, which is not metered line by line.
  private static final int GAS_OF_CALL = 20;

  private static final int GAS_OF_HASH = 30;
  private static final int GAS_OF_HASH_WORD = 6;
  private static final int GAS_OF_SHA256 = 60;
  private static final int GAS_OF_SHA256_WORD = 12;
  private static final int GAS_OF_RECOVERY = 10_000;
  private static final int GAS_OF_ABI_CHARACTER = 8;

  /// A struct is written once and may be used often, so a short text can name many types.
  private static final int GAS_OF_ABI_TYPE = 60;

  /// A name that is no type is compared with all that are.
  private static final int GAS_OF_ABI_REFUSAL = 1_500;

  private static final int GAS_OF_CONSOLE = 80;
  private static final int ENCODED_BYTES_PER_GAS = 4;
  private static final int COIN_DECIMALS = 18;

  private final Sandbox sandbox;
  private final GuestValues values;
  private final RunState run;
  private final List<AbiType> kinds = new ArrayList<>();
  private final Map<String, Integer> kindCodes = new LinkedHashMap<>();
  private final BoundedConsole console;
  private @Nullable Running running;
  private @Nullable JSObject library;

  /// @param listener is shown what the contracts write to `console`
  HostFunctions(Sandbox sandbox, ConsoleListener listener) {
    this.console = new BoundedConsole(listener);
    this.sandbox = sandbox;
    this.values = sandbox.values();
    this.run = sandbox.run();
  }

  /// A frame while its contract runs.
  ///
  /// @param isStatic whether the frame may only read: as called, or as the function says
  record Running(Invocation invocation, Host host, LoadedContract contract, boolean isStatic) {}

  /// Makes a frame the running one.
  ///
  /// @return the one before, absent outside of every frame
  @Nullable Running enter(@Nullable Running next) {
    Running outer = running;
    running = next;
    TruffleString self =
        GuestValues.text((next == null ? Address.ZERO : next.invocation().self()).toHex());
    RunState.Counted counted = run.enterOwnWork(run.unmetered());
    try {
      JSRuntime.call(part("setSelf"), Undefined.instance, new Object[] {self});
    } finally {
      run.leaveOwnWork(counted);
    }
    return outer;
  }

  /// Ends what belongs to one transaction alone.
  void endTransaction() {
    console.endTransaction();
  }

  private Running running() {
    if (running == null) {
      throw Errors.createTypeError("nothing can be asked while a module loads: no call runs yet");
    }
    return running;
  }

  private Running writing(String what) {
    Running frame = running();
    if (frame.isStatic()) {
      run.meter().spendAll();
      throw new Halt(HaltReason.STATIC_VIOLATION, what);
    }
    return frame;
  }

  /// A function or class that the library handed to the machine.
  Object part(String name) {
    if (library == null) {
      throw new MachineFault("the library did not come up");
    }
    return JSObject.get(library, Strings.fromJavaString(name));
  }

  // ---- The object that the library sees
  // ----------------------------------------------------------

  private interface Body {
    Object call(Object[] arguments);
  }

  JSObject asObject() {
    JSObject object = values.object();
    BodyTable table = (name, body) -> GuestValues.put(object, name, function(name, body));
    table.add("ready", this::ready);
    table.add("kindCode", this::kindCode);
    addStorage(table);
    addContext(table);
    addErrors(table);
    addCalls(table);
    addTools(table);
    return object;
  }

  private interface BodyTable {
    void add(String name, Body body);
  }

  /// The realm's own `console`. What a call costs is the same whoever listens.
  JSObject console() {
    JSObject object = values.object();
    for (String name : List.of("log", "info", "warn", "error", "debug")) {
      GuestValues.put(object, name, function(name, this::write));
    }
    return object;
  }

  private Object write(Object[] arguments) {
    run.charge(GAS_OF_CONSOLE);
    String text = ConsoleText.of(JSArguments.extractUserArguments(arguments), run);
    run.charge(text.length());
    console.write(
        Optional.ofNullable(running).map(Running::invocation).map(Invocation::self), text);
    return Undefined.instance;
  }

  private JSFunctionObject function(String name, Body body) {
    JavaScriptLanguage language = sandbox.jsContext().getLanguage();
    JavaScriptRootNode root =
        new JavaScriptRootNode(language) {
          @Override
          public Object execute(VirtualFrame frame) {
            return enterHost(body, frame.getArguments());
          }
        };
    return JSFunction.create(
        sandbox.realm(),
        JSFunctionData.createCallOnly(
            sandbox.jsContext(), root.getCallTarget(), 0, Strings.fromJavaString(name)));
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private Object enterHost(Body body, Object[] arguments) {
    run.charge(GAS_OF_CALL);
    try {
      return body.call(arguments);
    } catch (Refusal refusal) {
      throw guestError(refusal);
    } catch (AbiException refusal) {
      run.charge(GAS_OF_ABI_REFUSAL);
      throw Errors.createTypeError(String.valueOf(refusal.getMessage()));
    }
  }

  private RuntimeException guestError(Refusal refusal) {
    if (refusal.isOutOfRange()) {
      run.charge(EngineErrors.GAS);
      Object panic =
          JSRuntime.call(
              part("panic"),
              Undefined.instance,
              new Object[] {BigInt.valueOf(0x11), GuestValues.text(refusal.text())});
      return UserScriptException.create(panic);
    }
    return Errors.createTypeError(refusal.text());
  }

  private static Object argument(Object[] arguments, int index) {
    return index < JSArguments.getUserArgumentCount(arguments)
        ? JSArguments.getUserArgument(arguments, index)
        : Undefined.instance;
  }

  private static String textArgument(Object[] arguments, int index) {
    Object value = argument(arguments, index);
    if (value instanceof TruffleString text) {
      return Strings.toJavaString(text);
    }
    throw Refusal.type("expected a string, got " + GuestValues.describe(value));
  }

  private Object ready(Object[] arguments) {
    library = (JSObject) argument(arguments, 0);
    return Undefined.instance;
  }

  private Object kindCode(Object[] arguments) {
    String name = textArgument(arguments, 0);
    return kindCodes.computeIfAbsent(
        name,
        fresh -> {
          kinds.add(AbiType.parse(fresh));
          return kinds.size() - 1;
        });
  }

  // ---- Storage
  // -----------------------------------------------------------------------------------

  private void addStorage(BodyTable table) {
    table.add("load", arguments -> load(kind(arguments), slot(arguments, 1)));
    table.add(
        "store", arguments -> store(kind(arguments), slot(arguments, 1), argument(arguments, 2)));
    table.add("check", arguments -> check(kind(arguments), argument(arguments, 1)));
    table.add("clear", arguments -> clear(kind(arguments), slot(arguments, 1)));
    table.add("baseSlot", arguments -> number(StorageLayout.field(textArgument(arguments, 0))));
    table.add(
        "fieldSlot",
        arguments -> number(StorageLayout.field(textArgument(arguments, 0), slot(arguments, 1))));
    table.add("entrySlot", this::entrySlot);
    table.add("itemsSlot", arguments -> number(StorageLayout.items(slot(arguments, 0))));
    table.add(
        "itemSlot",
        arguments -> number(StorageLayout.plus(slot(arguments, 0), integerArgument(arguments, 1))));
  }

  private AbiType kind(Object[] arguments) {
    return kinds.get((Integer) argument(arguments, 0));
  }

  private static Hash slot(Object[] arguments, int index) {
    return Hash.wrap(new U256(integerArgument(arguments, index)).toWord());
  }

  private static BigInteger integerArgument(Object[] arguments, int index) {
    if (argument(arguments, index) instanceof BigInt number) {
      return number.bigIntegerValue();
    }
    throw Refusal.type(
        "expected a BigInt, got " + GuestValues.describe(argument(arguments, index)));
  }

  private static BigInt number(Hash hash) {
    return BigInt.fromBigInteger(new BigInteger(1, hash.arrayUnsafe()));
  }

  private static BigInt number(U256 value) {
    return BigInt.fromBigInteger(value.value());
  }

  private Object load(AbiType kind, Hash slot) {
    Host host = running().host();
    U256 word = host.load(slot);
    if (Words.fitsOneSlot(kind)) {
      return values.toGuest(kind, Words.read(kind, word));
    }
    int length = StorageLayout.bytesLength(word);
    Bytes bytes =
        StorageLayout.tailSlots(length) == 0
            ? StorageLayout.shortBytes(word, length)
            : loadTail(host, slot, length);
    return kind instanceof AbiType.StringType
        ? GuestValues.text(Words.text(bytes))
        : values.byteArray(bytes);
  }

  private Bytes loadTail(Host host, Hash slot, int length) {
    run.allocate(length);
    Hash first = StorageLayout.items(slot);
    byte[] bytes = new byte[length];
    for (int at = 0; at < StorageLayout.tailSlots(length); at++) {
      byte[] word = host.load(StorageLayout.plus(first, BigInteger.valueOf(at))).toWord();
      int from = at * Hash.LENGTH;
      System.arraycopy(word, 0, bytes, from, Math.min(Hash.LENGTH, length - from));
    }
    return Bytes.wrap(bytes);
  }

  /// Stores a value.
  ///
  /// @return undefined; or why it was refused, with `P` or `T` in front and `{}` for its name
  private Object store(AbiType kind, Hash slot, Object value) {
    Object checked = value instanceof Checked ? value : check(kind, value);
    if (!(checked instanceof Checked(Object converted))) {
      return checked;
    }
    Host host = writing("a field is assigned").host();
    if (Words.fitsOneSlot(kind)) {
      host.store(slot, Words.write(kind, converted));
    } else {
      Bytes bytes = Words.bytesOf(kind, converted);
      storeBytes(host, slot, bytes);
    }
    return Undefined.instance;
  }

  /// A value that fits its kind. The library may ask for its type, as of any object of the engine.
  private record Checked(Object converted) implements TruffleObject {}

  /// Checks a value without storing it.
  ///
  /// @return what [#store] takes for the value; or why it was refused, as there
  private Object check(AbiType kind, Object value) {
    try {
      return new Checked(values.fromGuest(kind, value, "{}"));
    } catch (Refusal refusal) {
      return refusalText(refusal);
    }
  }

  private static TruffleString refusalText(Refusal refusal) {
    return GuestValues.text((refusal.isOutOfRange() ? "P" : "T") + refusal.text());
  }

  private static void storeBytes(Host host, Hash slot, Bytes bytes) {
    int slotsBefore = StorageLayout.tailSlots(StorageLayout.bytesLength(host.load(slot)));
    int slotsAfter = StorageLayout.tailSlots(bytes.length());
    host.store(slot, StorageLayout.bytesHead(bytes));
    Hash first = StorageLayout.items(slot);
    for (int at = 0; at < Math.max(slotsBefore, slotsAfter); at++) {
      host.store(
          StorageLayout.plus(first, BigInteger.valueOf(at)),
          at < slotsAfter ? StorageLayout.bytesTail(bytes, at) : U256.ZERO);
    }
  }

  private Object clear(AbiType kind, Hash slot) {
    Host host = writing("a field is cleared").host();
    if (Words.fitsOneSlot(kind)) {
      host.store(slot, U256.ZERO);
    } else {
      storeBytes(host, slot, Bytes.EMPTY);
    }
    return Undefined.instance;
  }

  private Object entrySlot(Object[] arguments) {
    AbiType kind = kind(arguments);
    try {
      Object key = values.fromGuest(kind, argument(arguments, 1), "{}");
      Bytes encoded =
          Words.fitsOneSlot(kind)
              ? Bytes.wrap(Words.write(kind, key).toWord())
              : Words.bytesOf(kind, key);
      run.charge((long) GAS_OF_HASH_WORD * (encoded.length() / Hash.LENGTH));
      return number(StorageLayout.entry(encoded, slot(arguments, 2)));
    } catch (Refusal refusal) {
      return refusalText(refusal);
    }
  }

  // ---- Who, when, where
  // --------------------------------------------------------------------------

  private void addContext(BodyTable table) {
    table.add("msgSender", ignored -> text(running().invocation().sender()));
    table.add("msgValue", ignored -> number(running().invocation().valueWei()));
    table.add("msgData", ignored -> values.byteArray(running().invocation().data()));
    table.add("msgSig", ignored -> values.byteArray(selector(running().invocation().data())));
    table.add("txOrigin", ignored -> text(transaction().origin()));
    table.add("txGasPrice", ignored -> number(transaction().gasPriceWei()));
    table.add("txHash", ignored -> GuestValues.text(transaction().hash().toHex()));
    table.add("blockNumber", ignored -> BigInt.valueOf(block().number()));
    table.add("blockTimestamp", ignored -> BigInt.valueOf(block().timestampSeconds()));
    table.add("blockChainId", ignored -> BigInt.valueOf(block().chainId()));
    table.add("blockProposer", ignored -> text(block().proposer()));
    table.add("blockBaseFee", ignored -> number(block().baseFeeWei()));
    table.add("blockParentHash", ignored -> GuestValues.text(block().parentHash().toHex()));
    table.add("gasLeft", ignored -> BigInt.valueOf(run.meter().left()));
    table.add(
        "balanceOf",
        arguments ->
            number(running().host().balanceOf(values.address(argument(arguments, 0), "account"))));
  }

  private Invocation.TransactionEnvironment transaction() {
    return running().invocation().transaction();
  }

  private Invocation.BlockEnvironment block() {
    return running().invocation().block();
  }

  private static TruffleString text(Address address) {
    return GuestValues.text(address.toHex());
  }

  private static Bytes selector(Bytes data) {
    return data.slice(0, Math.min(4, data.length()));
  }

  // ---- Events and errors
  // -------------------------------------------------------------------------

  private void addErrors(BodyTable table) {
    table.add(
        "emit",
        arguments -> emit((AbiEvent) argument(arguments, 0), items(argument(arguments, 1))));
    table.add(
        "errorData",
        arguments -> {
          AbiError error = (AbiError) argument(arguments, 0);
          return errorData(error, items(argument(arguments, 1)));
        });
    table.add("panicData", arguments -> RevertText.panic(integerArgument(arguments, 0)));
    table.add("readError", this::readError);
  }

  private Bytes errorData(AbiError error, Object[] passed) {
    Bytes data = error.encode(values.fromGuests(error.inputs(), passed, error.name()));
    if (data.length() > Limits.RETURN_DATA_BYTES_MAX) {
      throw Refusal.type(
          "the error "
              + error.name()
              + " has "
              + data.length()
              + " bytes of data, at most "
              + Limits.RETURN_DATA_BYTES_MAX);
    }
    return data;
  }

  private Object emit(AbiEvent event, Object[] passed) {
    Running frame = writing("the event " + event.name());
    List<Object> converted = values.fromGuests(parameters(event), passed, event.name());
    AbiEvent.Encoded log = event.encode(converted);
    if (log.data().length() > Limits.EVENT_DATA_BYTES_MAX) {
      throw Refusal.type(
          "the event "
              + event.name()
              + " has "
              + log.data().length()
              + " bytes of data, at most "
              + Limits.EVENT_DATA_BYTES_MAX);
    }
    frame.host().emit(log.topics(), log.data());
    return Undefined.instance;
  }

  private static AbiParameters parameters(AbiEvent event) {
    return AbiParameters.of(event.inputs().stream().map(AbiEvent.Input::parameter).toList());
  }

  /// The items of an array that the library made.
  private static Object[] items(Object array) {
    return JSAbstractArray.toArray((JSDynamicObject) array);
  }

  /// The items of what should be an array of the contract's.
  private Object[] itemsOfGuest(Object value, String where) {
    if (!(value instanceof JSArrayObject array)) {
      throw Refusal.type(where + ": expected an array, got " + GuestValues.describe(value));
    }
    return values.itemsOf(array);
  }

  /// Reads revert data with the errors of an interface, or with the contract's own.
  private Object readError(Object[] arguments) {
    Bytes data =
        argument(arguments, 0) instanceof Bytes bytes
            ? bytes
            : values.bytes(argument(arguments, 0), "data");
    Abi known = argument(arguments, 1) instanceof Abi abi ? abi : running().contract().abi();
    RevertText.Read read = RevertText.read(data, known, running().contract().abi());
    JSObject object = values.object();
    GuestValues.put(object, "name", GuestValues.text(read.name()));
    GuestValues.put(
        object, "args", values.array(values.toGuests(read.parameters(), read.arguments())));
    GuestValues.put(object, "message", GuestValues.text(read.message()));
    return object;
  }

  // ---- Other contracts
  // ---------------------------------------------------------------------------

  private void addCalls(BodyTable table) {
    table.add("interfaceOf", this::interfaceOf);
    table.add("callTyped", this::callTyped);
    table.add("callRaw", this::callRaw);
    table.add("create", this::create);
  }

  private Object interfaceOf(Object[] arguments) {
    String text = textArgument(arguments, 0);
    run.charge((long) GAS_OF_ABI_CHARACTER * text.length());
    Abi abi = Abi.parse(text);
    run.charge(GAS_OF_ABI_TYPE * abi.typeNodes());
    List<Object> functions = new ArrayList<>();
    for (AbiFunction function : abi.functions()) {
      functions.add(
          declared(function.name(), function.signature(), function.inputs().size(), function));
    }
    JSObject object = values.object();
    GuestValues.put(object, "functions", values.array(functions.toArray()));
    GuestValues.put(object, "errors", abi);
    return object;
  }

  /// A declaration of an abi as the library takes it.
  JSArrayObject declared(String name, String signature, int arguments, Object declaration) {
    return values.array(
        GuestValues.text(name), GuestValues.text(signature), arguments, declaration);
  }

  private Object callTyped(Object[] arguments) {
    AbiFunction function = (AbiFunction) argument(arguments, 0);
    Address to = values.address(argument(arguments, 1), "the address of the contract");
    Object[] passed = items(argument(arguments, 2));
    U256 value = amount(argument(arguments, 3));
    boolean reads = isReadOnly(function);
    Bytes data = function.encodeCall(values.fromGuests(function.inputs(), passed, function.name()));
    Running frame = value.isZero() ? running() : writing("a transfer of value");
    TypedAnswer answer = new TypedAnswer(function);
    Host.CallResult result =
        frame
            .host()
            .call(
                new Host.Call(
                    to,
                    value,
                    data,
                    gas(argument(arguments, 4)),
                    frame.isStatic() || reads,
                    answer));
    if (!result.ranCode()) {
      throw Refusal.type(function.name() + ": there is no contract at " + to.toHex());
    }
    if (!result.ok()) {
      answer.refuseMisfit();
      return outcome(false, Undefined.instance, result.data());
    }
    Object[] guests = values.toGuests(function.outputs(), answer.values());
    return outcome(
        true,
        guests.length == 0
            ? Undefined.instance
            : guests.length == 1 ? guests[0] : values.array(guests),
        Bytes.EMPTY);
  }

  static boolean isReadOnly(AbiFunction function) {
    return function.stateMutability() == StateMutability.VIEW
        || function.stateMutability() == StateMutability.PURE;
  }

  private JSObject outcome(boolean ok, Object result, Bytes data) {
    JSObject object = values.object();
    GuestValues.put(object, "ok", ok);
    GuestValues.put(object, "result", result);
    GuestValues.put(object, "data", data);
    return object;
  }

  private Object callRaw(Object[] arguments) {
    Address to = values.address(argument(arguments, 0), "to");
    Bytes data = values.bytes(argument(arguments, 1), "data");
    U256 value = amount(argument(arguments, 2));
    OptionalLong gas = gas(argument(arguments, 3));
    boolean reads = JSRuntime.toBoolean(argument(arguments, 4));
    Running frame = value.isZero() ? running() : writing("a transfer of value");
    Host.CallResult result =
        frame.host().call(new Host.Call(to, value, data, gas, frame.isStatic() || reads));
    JSObject object = values.object();
    GuestValues.put(object, "ok", result.ok());
    GuestValues.put(object, "data", values.byteArray(result.data()));
    return object;
  }

  private Object create(Object[] arguments) {
    LoadedContract creator = running().contract();
    Running frame = writing("a deployment");
    LoadedContract.Deployable deployable = creator.deployable(argument(arguments, 0));
    Object[] passed = items(argument(arguments, 1));
    U256 value = amount(argument(arguments, 2));
    Bytes encoded = deployable.encodeArguments(values, passed);
    Host.CreateResult result =
        frame
            .host()
            .create(
                new Host.Create(deployable.code(), encoded, value, salt(argument(arguments, 3))));
    JSObject outcome =
        result.created() == null
            ? outcome(false, Undefined.instance, result.data())
            : outcome(true, text(result.created()), Bytes.EMPTY);
    GuestValues.put(outcome, "errors", deployable.abi());
    GuestValues.put(outcome, "words", GuestValues.text(result.words()));
    return outcome;
  }

  private @Nullable Hash salt(Object value) {
    if (GuestValues.isUndefined(value)) {
      return null;
    }
    if (value instanceof BigInt number) {
      AbiType word = new AbiType.UIntType(U256.BITS);
      return Hash.wrap(new U256((BigInteger) values.fromGuest(word, number, "salt")).toWord());
    }
    return Hash.of(
        (Bytes) values.fromGuest(new AbiType.FixedBytesType(Hash.LENGTH), value, "salt"));
  }

  private U256 amount(Object value) {
    AbiType word = new AbiType.UIntType(U256.BITS);
    return new U256((BigInteger) values.fromGuest(word, value, "value"));
  }

  private OptionalLong gas(Object value) {
    if (GuestValues.isUndefined(value)) {
      return OptionalLong.empty();
    }
    AbiType word = new AbiType.UIntType(U256.BITS);
    BigInteger gas = (BigInteger) values.fromGuest(word, value, "gas");
    return OptionalLong.of(gas.bitLength() > 62 ? Long.MAX_VALUE / 2 : gas.longValue());
  }

  // ---- Tools
  // -------------------------------------------------------------------------------------

  private void addTools(BodyTable table) {
    table.add(
        "describe", arguments -> GuestValues.text(GuestValues.describe(argument(arguments, 0))));
    table.add("coin", arguments -> coin(textArgument(arguments, 0)));
    table.add(
        "hex", arguments -> GuestValues.text(values.bytes(argument(arguments, 0), "hex").toHex()));
    table.add(
        "bytes", arguments -> values.byteArray(values.bytes(argument(arguments, 0), "bytes")));
    table.add("keccak256", arguments -> keccak256(hashed(argument(arguments, 0))));
    table.add("sha256", arguments -> sha256(hashed(argument(arguments, 0))));
    table.add("ecrecover", this::ecrecover);
    table.add(
        "abiEncode",
        arguments ->
            encoded(
                AbiTools.encode(
                    values, typeTexts(arguments), itemsOfGuest(argument(arguments, 1), "values"))));
    table.add(
        "abiEncodePacked",
        arguments ->
            encoded(
                AbiTools.encodePacked(
                    values, typeTexts(arguments), itemsOfGuest(argument(arguments, 1), "values"))));
    table.add(
        "abiDecode",
        arguments ->
            AbiTools.decode(
                values, typeTexts(arguments), values.bytes(argument(arguments, 1), "data")));
  }

  private Object encoded(Bytes data) {
    run.charge(data.length() / ENCODED_BYTES_PER_GAS);
    return values.byteArray(data);
  }

  private List<String> typeTexts(Object[] arguments) {
    if (!(argument(arguments, 0) instanceof JSArrayObject array)) {
      throw Refusal.type("types: expected an array of type names such as ['uint256', 'string']");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : values.itemsOf(array)) {
      if (!(item instanceof TruffleString text)) {
        throw Refusal.type("types: expected a type name, got " + GuestValues.describe(item));
      }
      run.charge((long) GAS_OF_ABI_CHARACTER * Strings.length(text));
      texts.add(Strings.toJavaString(text));
    }
    return texts;
  }

  private static BigInt coin(String text) {
    try {
      // Bounded before it is read: a short text such as 1e999999999 is a long number.
      BigDecimal amount =
          text.length() > 100 || text.contains("e") || text.contains("E")
              ? null
              : new BigDecimal(text);
      if (amount != null && amount.signum() >= 0 && amount.scale() <= COIN_DECIMALS) {
        return BigInt.fromBigInteger(amount.movePointRight(COIN_DECIMALS).toBigIntegerExact());
      }
    } catch (NumberFormatException fault) {
      // Said below, with what would have been right.
    }
    throw Refusal.type(
        "coin: expected a number of coins with at most 18 decimals such as '1.5', got \""
            + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
            + "\"");
  }

  /// What is hashed: bytes, a `0x` text's bytes; any other text is hashed as UTF-8.
  private Bytes hashed(Object value) {
    if (value instanceof TruffleString text
        && !Strings.startsWith(text, Strings.fromJavaString("0x"))) {
      return Words.bytesOf(new AbiType.StringType(), values.string(value, "text"));
    }
    return values.bytes(value, "data");
  }

  private TruffleString keccak256(Bytes data) {
    run.charge(GAS_OF_HASH + (long) GAS_OF_HASH_WORD * (data.length() / Hash.LENGTH + 1));
    return GuestValues.text(Keccak.hash(data).toHex());
  }

  private TruffleString sha256(Bytes data) {
    run.charge(GAS_OF_SHA256 + (long) GAS_OF_SHA256_WORD * (data.length() / Hash.LENGTH + 1));
    return GuestValues.text(Sha256.hash(data).toHex());
  }

  private Object ecrecover(Object[] arguments) {
    run.charge(GAS_OF_RECOVERY);
    AbiType word = new AbiType.FixedBytesType(Hash.LENGTH);
    Hash digest = Hash.of((Bytes) values.fromGuest(word, argument(arguments, 0), "digest"));
    BigInteger v = integerArgument(arguments, 1);
    U256 r = U256.fromBytes((Bytes) values.fromGuest(word, argument(arguments, 2), "r"));
    U256 s = U256.fromBytes((Bytes) values.fromGuest(word, argument(arguments, 3), "s"));
    boolean isParity = v.equals(BigInteger.valueOf(27)) || v.equals(BigInteger.valueOf(28));
    Optional<Address> signer =
        isParity
            ? Secp256k1.recoverAddress(digest, new Signature(r, s, v.intValue() - 27))
            : Optional.empty();
    return text(signer.orElse(Address.ZERO));
  }
}
