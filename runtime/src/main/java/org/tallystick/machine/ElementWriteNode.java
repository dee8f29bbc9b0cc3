package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.js.nodes.JavaScriptBaseNode;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.access.CompoundWriteElementNode;
import com.oracle.truffle.js.nodes.access.JSWriteFrameSlotNode;
import com.oracle.truffle.js.nodes.access.RequireObjectCoercibleNode;
import com.oracle.truffle.js.nodes.access.WriteElementNode;
import com.oracle.truffle.js.nodes.cast.ToArrayIndexNode;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Charges `target[key] = value`, in any of its forms, when all three are known.
final class ElementWriteNode extends WriteElementNode {
  private final RunState run;
  @Child private @Nullable Compound compound;

  ElementWriteNode(WriteElementNode write, RunState run) {
    this(
        write.getTarget(),
        write.getElement(),
        write.getValue(),
        write instanceof CompoundWriteElementNode ? Compound.of(write) : null,
        write,
        run);
  }

  private ElementWriteNode(
      JavaScriptNode target,
      JavaScriptNode key,
      JavaScriptNode value,
      @Nullable Compound compound,
      WriteElementNode like,
      RunState run) {
    super(target, key, value, like.getContext(), like.isStrict(), like.writeOwn());
    this.run = run;
    this.compound = compound;
  }

  @Override
  protected Object executeWithTargetAndIndex(
      VirtualFrame frame, Object target, Object key, Object receiver) {
    Object converted = compound == null ? key : compound.convert(frame, run, target, key);
    Object value = valueNode.execute(frame);
    PropertyKeys.write(run, target, converted, value);
    executeWithTargetAndIndexAndValue(target, converted, value, receiver);
    return value;
  }

  @Override
  protected Object executeWithTargetAndIndex(
      VirtualFrame frame, Object target, int key, Object receiver) {
    if (compound != null) {
      compound.convert(frame, run, target, key);
    }
    Object value = valueNode.execute(frame);
    if (target instanceof JSArrayObject array) {
      ArrayLengths.chargeGap(run, array, key);
    } else if (!(target instanceof JSTypedArrayObject && value instanceof Number)) {
      PropertyKeys.write(run, target, key, value);
    }
    executeWithTargetAndIndexAndValue(target, key, value, receiver);
    return value;
  }

  @Override
  public int executeInt(VirtualFrame frame) throws UnexpectedResultException {
    Object value = execute(frame);
    if (value instanceof Integer number) {
      return number;
    }
    throw new UnexpectedResultException(value);
  }

  @Override
  public double executeDouble(VirtualFrame frame) throws UnexpectedResultException {
    Object value = execute(frame);
    if (value instanceof Double number) {
      return number;
    }
    throw new UnexpectedResultException(value);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return createMaterialized(
        cloneUninitialized(targetNode, materializedTags),
        cloneUninitialized(indexNode, materializedTags),
        cloneUninitialized(valueNode, materializedTags));
  }

  @Override
  protected WriteElementNode createMaterialized(
      JavaScriptNode target, JavaScriptNode key, JavaScriptNode value) {
    return new ElementWriteNode(
        target, key, value, compound == null ? null : compound.copyUninitialized(), this, run);
  }

  /// What `target[key] += value` does before it reads the property: the key is converted once.
  private static final class Compound extends JavaScriptBaseNode {
    @Child private RequireObjectCoercibleNode requireObject = RequireObjectCoercibleNode.create();
    @Child private ToArrayIndexNode toKey = ToArrayIndexNode.createNoStringToIndex();
    @Child private @Nullable JSWriteFrameSlotNode keep;

    private Compound(@Nullable JSWriteFrameSlotNode keep) {
      this.keep = keep;
    }

    @SuppressWarnings("ReferenceEquality") // It is about which of the children a node is.
    static Compound of(WriteElementNode write) {
      for (Node child : write.getChildren()) {
        if (child instanceof JSWriteFrameSlotNode keep
            && keep != write.getTarget()
            && keep != write.getElement()
            && keep != write.getValue()) {
          return new Compound(keep);
        }
      }
      return new Compound(null);
    }

    Object convert(VirtualFrame frame, RunState run, Object target, Object key) {
      requireObject.executeVoid(target);
      PropertyKeys.read(run, key);
      Object converted = key instanceof Integer ? key : toKey.execute(key);
      if (keep != null) {
        keep.executeWrite(frame, converted);
      }
      return converted;
    }

    Compound copyUninitialized() {
      return new Compound(keep == null ? null : JavaScriptNode.cloneUninitialized(keep, Set.of()));
    }
  }
}
