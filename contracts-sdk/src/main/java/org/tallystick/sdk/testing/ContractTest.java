package org.tallystick.sdk.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A class of tests that has a chain of its own.
///
/// Contracts come by [Deploy] into fields. Methods may take a [Chain], and any number of
/// [Account]s, each named like its parameter. Whatever a test does is undone after it; what was
/// there before it is what `@BeforeAll` and static contracts made.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ContractTestExtension.class)
public @interface ContractTest {}
