/** ArchUnit rules: what an event loop must never do, and what is still to migrate. */
module dev.towpath.lint {
  requires transitive com.tngtech.archunit;
  requires static info.picocli;
  requires static org.jspecify;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;
  requires org.objectweb.asm.tree.analysis;

  exports dev.towpath.lint;

  opens dev.towpath.lint.cli to
      info.picocli;
}
