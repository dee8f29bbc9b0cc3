package org.tallystick;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Signature;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final List<String> MODULES =
      List.of("runtime", "contracts-sdk", "sample-contracts", "node");

  @Test
  void everyClassKeepsToTheDirectionOfImportsAndToTheDoorsOfLibraries() throws IOException {
    List<String> violations = new ArrayList<>();
    int classes = 0;
    for (String module : MODULES) {
      for (Path file : classFiles(module)) {
        violations.addAll(Layers.violations(ClassReferences.of(Files.readAllBytes(file))));
        classes++;
      }
    }
    assertTrue(classes > 300, "only " + classes + " classes found under */target/classes");
    assertEquals("", String.join("\n", violations));
  }

  @Test
  void aLowerRoomThatCallsAHigherOneIsFound() {
    ClassReferences hash =
        crafted(
            "org.tallystick.bytes.Hash",
            type ->
                type.withMethodBody(
                    "step",
                    MethodTypeDesc.of(CD_void),
                    ClassFile.ACC_STATIC,
                    code ->
                        code.invokestatic(
                                ClassDesc.of("org.tallystick.state.Journal"),
                                "open",
                                MethodTypeDesc.of(CD_void))
                            .return_()));

    assertEquals(
        List.of(
            "org.tallystick.bytes.Hash in room bytes names org.tallystick.state.Journal: imports go"
                + " one way, and state stands above bytes"),
        Layers.violations(hash));
  }

  @Test
  void aLibraryThatIsOnlyInADescriptorIsFound() {
    ClassReferences chain =
        crafted(
            "org.tallystick.node.chain.Chain",
            type -> type.withField("database", ClassDesc.of("org.rocksdb.RocksDB"), 0));

    assertEquals(
        List.of(
            "org.tallystick.node.chain.Chain in room node.chain names org.rocksdb.RocksDB:"
                + " org.rocksdb.* comes in only by node.store"),
        Layers.violations(chain));
  }

  @Test
  void aLibraryThatIsOnlyInAGenericSignatureIsFound() {
    ClassReferences frame =
        crafted(
            "org.tallystick.execution.Frame",
            type ->
                type.withField(
                    "values",
                    ClassDesc.of("java.util.List"),
                    field ->
                        field.with(
                            SignatureAttribute.of(
                                Signature.parseFrom(
                                    "Ljava/util/List<Lorg/graalvm/polyglot/Value;>;")))));

    assertEquals(
        List.of(
            "org.tallystick.execution.Frame in room execution names org.graalvm.polyglot.Value:"
                + " org.graalvm.* comes in only by machine"),
        Layers.violations(frame));
  }

  @Test
  void anUnknownLibraryAnUnknownRoomAndTheWorldOutsideAreFound() {
    ClassReferences guest =
        crafted(
            "org.tallystick.trie.Node",
            type -> {
              type.withField("words", ClassDesc.of("com.example.Words"), 0);
              type.withField("attic", ClassDesc.of("org.tallystick.attic.Box"), 0);
              type.withField("file", ClassDesc.of("java.nio.file.Path"), 0);
            });

    String rules = String.join("\n", Layers.violations(guest));
    assertTrue(rules.contains("com.example.Words: no room has a door for that library"), rules);
    assertTrue(rules.contains("org.tallystick.attic.Box: that package is in no room"), rules);
    assertTrue(rules.contains("java.nio.file.Path: the pure half knows no clock"), rules);
    assertEquals(
        List.of("org.tallystick.attic.Box is in no room: add its package to Layers.ROOMS"),
        Layers.violations(crafted("org.tallystick.attic.Box", type -> {})));
  }

  private static ClassReferences crafted(String name, Consumer<ClassBuilder> content) {
    return ClassReferences.of(
        ClassFile.of()
            .build(
                ClassDesc.of(name),
                type -> {
                  type.withSuperclass(CD_Object);
                  content.accept(type);
                }));
  }

  private static List<Path> classFiles(String module) throws IOException {
    Path folder = Project.ROOT.resolve(module).resolve("target").resolve("classes");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }
}
