package org.tallystick.machine;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;

/// What a running contract reaches outside itself: the frame it runs in. Every method charges the
/// frame's gas before it works and may throw [org.tallystick.gas.Halt]. The machine refuses writes
/// in static frames before it comes here.
public interface Host {
  /// The value of a storage slot of the running contract (EIP-2929 prices).
  U256 load(Hash slot);

  /// Writes a storage slot of the running contract (EIP-2200, EIP-2929 and EIP-3529 prices).
  void store(Hash slot, U256 value);

  /// Appends a log of the running contract.
  ///
  /// @param topics at most four
  void emit(List<Hash> topics, Bytes data);

  /// The balance of any account, in wei.
  U256 balanceOf(Address account);

  /// Calls another account and waits for it.
  CallResult call(Call call);

  /// Deploys code as a new account and runs its constructor.
  CreateResult create(Create create);

  /// @param gas at most this much is lent; absent lends all but a 64th of what is left (EIP-150)
  /// @param isStatic whether the callee may only read
  /// @param answer what the caller needs to hear; absent where anything will do, nothing included
  record Call(
      Address to,
      U256 value,
      Bytes data,
      OptionalLong gas,
      boolean isStatic,
      @Nullable Answer answer) {

    /// A call whose caller takes whatever comes back, even from an account without code.
    public Call(Address to, U256 value, Bytes data, OptionalLong gas, boolean isStatic) {
      this(to, value, data, gas, isStatic, null);
    }
  }

  /// What a caller needs to hear. An account without code says nothing, so it is not called and
  /// gets no money; a callee that returns something else is undone as if it had reverted. A caller
  /// that catches the error would otherwise take for undone what was done.
  interface Answer {
    boolean fits(Bytes returned);
  }

  /// @param ok whether the callee returned
  /// @param data what it returned, or its revert data; empty where it was halted
  /// @param ranCode whether the account has code
  record CallResult(boolean ok, Bytes data, boolean ranCode) {}

  /// @param arguments the ABI-encoded constructor arguments
  /// @param salt for an address by EIP-1014; absent for one by nonce
  record Create(Code code, Bytes arguments, U256 value, @Nullable Hash salt) {}

  /// @param created the new account, absent where the creation failed
  /// @param data empty, or revert data
  /// @param words why the creation could not even begin; empty where it did
  record CreateResult(@Nullable Address created, Bytes data, String words) {
    /// A creation that began.
    public CreateResult(@Nullable Address created, Bytes data) {
      this(created, data, "");
    }
  }
}
