package org.tallystick.machine;

import com.oracle.truffle.api.InternalResource;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/// Makes [GasInstrument] known to the engine: what Truffle's annotation processor would write.
@TruffleInstrument.Registration(
    id = GasInstrument.ID,
    name = "Tallystick gas",
    services = GasInstrument.Meter.class)
public final class GasInstrumentProvider extends TruffleInstrumentProvider {
  @Override
  protected String getInstrumentClassName() {
    return GasInstrument.class.getName();
  }

  @Override
  protected Object create() {
    return new GasInstrument();
  }

  @Override
  protected Collection<String> getServicesClassNames() {
    return List.of(GasInstrument.Meter.class.getName());
  }

  @Override
  protected List<String> getInternalResourceIds() {
    return List.of();
  }

  @Override
  protected InternalResource createInternalResource(String resourceId) {
    throw new IllegalStateException("the meter has no resource " + resourceId);
  }
}
