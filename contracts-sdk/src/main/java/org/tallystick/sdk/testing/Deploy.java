package org.tallystick.sdk.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A contract that is deployed before the tests: into a static field once for the class, into an
/// instance field anew for each test. The type of the field is [Deployed].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Deploy {
  /// The contract's file, from the module's folder, its `src/main/js` or its `src/test/js`.
  String value();

  /// Arguments of the constructor, as text: numbers, `true`, names of accounts or `0x…` for
  /// addresses, JSON for arrays and structs.
  String[] args() default {};

  /// Name of the account that deploys it.
  String from() default Chain.DEPLOYER;
}
