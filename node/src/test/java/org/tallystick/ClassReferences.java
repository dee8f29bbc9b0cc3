package org.tallystick;

import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Every class that a class file names: those it uses, those in the descriptors of what it declares
/// or calls, those in generic signatures, and its annotations.
///
/// @param name of the class itself, as `org.tallystick.bytes.Hash`
/// @param names of the others
record ClassReferences(String name, Set<String> names) {
  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

  static ClassReferences of(byte[] classFile) {
    ClassModel model = ClassFile.of().parse(classFile);
    Set<String> names = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> addClass(names, type.asInternalName());
        case NameAndTypeEntry member -> addDescriptor(names, member.type().stringValue());
        case MethodTypeEntry method -> addDescriptor(names, method.descriptor().stringValue());
        default -> {}
      }
    }
    addAttributes(model, names);
    for (FieldModel field : model.fields()) {
      addDescriptor(names, field.fieldType().stringValue());
      addAttributes(field, names);
    }
    for (MethodModel method : model.methods()) {
      addDescriptor(names, method.methodType().stringValue());
      addAttributes(method, names);
    }
    String name = dotted(model.thisClass().asInternalName());
    names.remove(name);
    return new ClassReferences(name, names);
  }

  /// The package, as `org.tallystick.bytes`.
  static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }

  /// What the constant pool keeps only as text: generic signatures and annotations.
  private static void addAttributes(AttributedElement element, Set<String> names) {
    element
        .findAttribute(Attributes.signature())
        .ifPresent(it -> addDescriptor(names, it.signature().stringValue()));
    element
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .ifPresent(it ->
            it.annotations().forEach(one -> addDescriptor(names, one.className().stringValue())));
    element
        .findAttribute(Attributes.record())
        .ifPresent(it -> it.components().forEach(component -> addAttributes(component, names)));
  }

  private static void addClass(Set<String> names, String internalName) {
    if (internalName.startsWith("[")) {
      addDescriptor(names, internalName);
    } else {
      names.add(dotted(internalName));
    }
  }

  private static void addDescriptor(Set<String> names, String descriptor) {
    IN_DESCRIPTOR
        .matcher(descriptor)
        .results()
        .map((MatchResult found) -> dotted(found.group(1)))
        .forEach(names::add);
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }
}
