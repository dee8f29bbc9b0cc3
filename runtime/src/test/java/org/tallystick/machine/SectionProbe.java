package org.tallystick.machine;

import com.oracle.truffle.api.InternalResource;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.Instrumenter;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags.RootTag;
import com.oracle.truffle.api.instrumentation.StandardTags.StatementTag;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.nodes.function.JSBuiltin;
import com.oracle.truffle.js.nodes.function.JSBuiltinNode;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.BuiltinRootTag;
import com.oracle.truffle.js.nodes.instrumentation.JSTags.ControlFlowBlockTag;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Notes every section of source, and every built-in, that the engine tells an instrument of, as
/// the gas meter would.
@TruffleInstrument.Registration(id = SectionProbe.ID, services = SectionProbe.Log.class)
public final class SectionProbe extends TruffleInstrument {
  static final String ID = "section-probe";

  /// @param kind `statement`, `function` or `block`
  /// @param node the class of the engine's node, for messages
  record Event(String kind, String node, SourceSection section) {}

  /// Stops a program, past every handler of its own.
  static final class DoesNotEndException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DoesNotEndException() {
      super("the program does not end", null, false, false);
    }
  }

  /// What the engine told of so far, whether or not it ran it.
  public static final class Log {
    int eventsMax = 100_000;
    final Set<Event> events = new LinkedHashSet<>();

    /// The built-ins that ran.
    final Set<JSBuiltin> builtins = Collections.newSetFromMap(new IdentityHashMap<>());

    private int count;

    void clear() {
      events.clear();
      count = 0;
    }

    private void entered() {
      if (++count > eventsMax) {
        throw new DoesNotEndException();
      }
    }
  }

  @Override
  protected void onCreate(Env env) {
    Log log = new Log();
    Instrumenter instrumenter = env.getInstrumenter();
    note(instrumenter, log, "statement", StatementTag.class);
    note(instrumenter, log, "function", RootTag.class);
    note(instrumenter, log, "block", ControlFlowBlockTag.class);
    instrumenter.attachExecutionEventFactory(
        SourceSectionFilter.newBuilder().tagIs(BuiltinRootTag.class).build(),
        context -> {
          log.builtins.add(((JSBuiltinNode) context.getInstrumentedNode()).getBuiltin());
          return null;
        });
    env.registerService(log);
  }

  private static void note(
      Instrumenter instrumenter, Log log, String kind, Class<? extends Tag> tag) {
    instrumenter.attachExecutionEventFactory(
        contractCode(tag),
        context -> {
          String node = context.getInstrumentedNode().getClass().getSimpleName();
          log.events.add(new Event(kind, node, context.getInstrumentedSourceSection()));
          return new Node(log);
        });
  }

  private static SourceSectionFilter contractCode(Class<? extends Tag> tag) {
    return SourceSectionFilter.newBuilder().tagIs(tag).includeInternal(false).build();
  }

  private static final class Node extends ExecutionEventNode {
    private final Log log;

    Node(Log log) {
      this.log = log;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      log.entered();
    }
  }

  /// Makes the instrument known to the engine.
  @TruffleInstrument.Registration(id = SectionProbe.ID, services = SectionProbe.Log.class)
  public static final class Provider extends TruffleInstrumentProvider {
    @Override
    protected String getInstrumentClassName() {
      return SectionProbe.class.getName();
    }

    @Override
    protected Object create() {
      return new SectionProbe();
    }

    @Override
    protected Collection<String> getServicesClassNames() {
      return List.of(Log.class.getName());
    }

    @Override
    protected List<String> getInternalResourceIds() {
      return List.of();
    }

    @Override
    protected InternalResource createInternalResource(String resourceId) {
      throw new IllegalStateException(resourceId);
    }
  }
}
