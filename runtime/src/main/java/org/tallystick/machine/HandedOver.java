package org.tallystick.machine;

import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;

/// What a built-in does with the values that functions of the contract hand to it while it works:
/// callbacks, iterators, conversions. Its price was taken before, when they were not there yet.
enum HandedOver {
  /// It walks over all that is inside, as `JSON.stringify` over what a getter or `toJSON` gave.
  WHOLE_VALUE,
  /// It asks a function for each value inside, as `JSON.stringify` its replacer.
  EACH_VALUE,
  /// `flatMap` takes the elements of what its callback returns.
  ELEMENTS,
  /// It keeps what an iterator gives, as `Array.from`, and was paid for each element.
  COLLECTED,
  /// A typed array reads texts as numbers.
  NUMBER,
  /// `Object.fromEntries` and `Object.groupBy` make names of properties.
  NAME,
  /// `Map.groupBy` makes keys of a Map.
  ENTRY;

  private static final Object VALUE = Strings.constant("value");
  private static final Object FIRST = Strings.constant("0");

  /// Whether an error makes it close the iterator that it takes the values from.
  boolean closesIterator() {
    return switch (this) {
      case WHOLE_VALUE, EACH_VALUE, ELEMENTS -> false;
      case COLLECTED, NUMBER, NAME, ENTRY -> true;
    };
  }

  /// What an iterator gave, or what a callback returned.
  static Object fromIterator(Object result) {
    return result instanceof JSObject object ? plain(object, VALUE, result) : result;
  }

  /// The key that a callback returned, or that stands first in the entry an iterator gave.
  static Object key(Object result) {
    return fromIterator(result) instanceof JSObject entry ? plain(entry, FIRST, entry) : result;
  }

  private static Object plain(JSObject object, Object name, Object otherwise) {
    PropertyDescriptor property = JSObject.getOwnProperty(object, name);
    return property != null && property.isDataDescriptor() ? property.getValue() : otherwise;
  }
}
