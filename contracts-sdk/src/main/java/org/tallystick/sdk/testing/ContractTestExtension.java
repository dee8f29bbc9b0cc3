package org.tallystick.sdk.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/// Gives a test class its chain, deploys what it names, and undoes each test.
final class ContractTestExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private static final Namespace HERE = Namespace.create(ContractTestExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    Chain chain = chain(context);
    // A nested class undoes its own static contracts, so that its siblings do not see them.
    context.getStore(HERE).put(Snapshot.class, chain.snapshot());
    for (Field field : fields(context.getRequiredTestClass(), true)) {
      set(field, null, deploy(chain, field.getAnnotation(Deploy.class)));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    restore(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Chain chain = chain(context);
    context.getStore(HERE).put(Snapshot.class, chain.snapshot());
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      for (Field field : fields(instance.getClass(), false)) {
        set(field, instance, deploy(chain, field.getAnnotation(Deploy.class)));
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    restore(context);
  }

  private static void restore(ExtensionContext context) {
    Snapshot before = context.getStore(HERE).remove(Snapshot.class, Snapshot.class);
    if (before != null) {
      chain(context).restore(before);
    }
  }

  /// The chain of the outermost test class around.
  private static Chain chain(ExtensionContext context) {
    ExtensionContext outermost = context;
    for (Optional<ExtensionContext> around = Optional.of(context);
        around.isPresent() && around.get().getTestClass().isPresent();
        around = around.get().getParent()) {
      outermost = around.get();
    }
    return outermost.getStore(HERE).computeIfAbsent(Chain.class, fresh -> new Chain(), Chain.class);
  }

  private static List<Field> fields(Class<?> of, boolean isStatic) {
    return AnnotationSupport.findAnnotatedFields(
        of,
        Deploy.class,
        field -> Modifier.isStatic(field.getModifiers()) == isStatic,
        HierarchyTraversalMode.TOP_DOWN);
  }

  private static void set(Field field, @Nullable Object instance, Deployed contract) {
    if (field.getType() != Deployed.class) {
      throw new ExtensionConfigurationException(
          "@Deploy is for fields of the type Deployed, but "
              + field.getName()
              + " is a "
              + field.getType().getSimpleName());
    }
    try {
      field.setAccessible(true);
      field.set(instance, contract);
    } catch (IllegalAccessException e) {
      throw new ExtensionConfigurationException("@Deploy cannot set " + field.getName(), e);
    }
  }

  private static Deployed deploy(Chain chain, Deploy wish) {
    return chain.from(chain.account(wish.from())).deploy(wish.value(), (Object[]) wish.args());
  }

  // ---- Parameters
  // --------------------------------------------------------------------------------

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    // What a constructor deployed would be there before the test, and outlive it.
    boolean isToBeDeployed =
        parameter.isAnnotated(Deploy.class)
            && !(parameter.getDeclaringExecutable() instanceof Constructor);
    return type == Chain.class
        || type == Account.class
        || (type == Deployed.class && isToBeDeployed);
  }

  @Override
  public Object resolveParameter(ParameterContext context, ExtensionContext extension) {
    Chain chain = chain(extension);
    Parameter parameter = context.getParameter();
    if (parameter.getType() == Chain.class) {
      return chain;
    }
    if (parameter.getType() == Account.class) {
      return chain.account(nameOf(parameter));
    }
    return deploy(chain, context.findAnnotation(Deploy.class).orElseThrow());
  }

  private static String nameOf(Parameter parameter) {
    if (!parameter.isNamePresent()) {
      throw new ExtensionConfigurationException(
          "an account is named like its parameter, but the class has no names of parameters:"
              + " compile the tests with the option -parameters");
    }
    return parameter.getName();
  }
}
