package neurosweep.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import neurosweep.core.Catalog;
import neurosweep.core.Column;
import neurosweep.core.Param;
import neurosweep.core.UserError;
import neurosweep.core.Values;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import neurosweep.testing.IdxFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every data source keeps to, with the files it needs and without. */
@Tag("environment")
class DataSourceContractTest {
  private static final Catalog<DataSource> CATALOG = Catalog.of("data source", DataSource.class);

  @TempDir Path directory;

  /** Beyond what every family keeps to. */
  @Test
  void noKnobIsDeclaredTwiceOrIsAlsoThePreparations() {
    Set<String> prepared = new HashSet<>();
    Preparation.params().forEach(param -> prepared.add(param.name()));
    for (DataSource source : CATALOG.members()) {
      Set<String> seen = new HashSet<>();
      for (Param<?> param : source.params()) {
        assertTrue(seen.add(param.name()), source.name() + " declares " + param.name() + " twice");
        assertFalse(prepared.contains(param.name()), param.name() + " is Preparation's");
      }
    }
  }

  @Test
  void everyPublicSetHasItsSource() {
    for (PublicSet set : PublicSet.ALL) {
      assertTrue(CATALOG.has(set.name()), set.name());
    }
  }

  @Test
  void withoutFilesASourceLoadsOrNamesWhatIsMissing() {
    for (DataSource source : CATALOG.members()) {
      try {
        check(source.load(IdxFiles.home(directory), Values.NONE));
      } catch (UserError e) {
        for (String problem : e.problems()) {
          assertTrue(problem.contains(directory.toString()), problem);
          assertFalse(problem.contains("\n"), problem);
        }
      }
    }
  }

  @Test
  void withFilesItLoadsTheSameTwice() throws IOException {
    writeFiles();
    for (DataSource source : CATALOG.members()) {
      RawData raw = source.load(IdxFiles.home(directory), Values.NONE);
      assertEquals(source.name(), raw.name());
      check(raw);
      RawData again = source.load(IdxFiles.home(directory), Values.NONE);
      assertEquals(RawDigest.of(raw), RawDigest.of(again), source.name());
      Dataset data = Preparation.prepare(raw, Values.NONE);
      assertEquals(raw.rows() * raw.columns(), data.features());
    }
  }

  /** What the known sources read; a new source that reads other files adds them here. */
  private void writeFiles() throws IOException {
    for (PublicSet set : PublicSet.ALL) {
      IdxFiles.writeSet(directory.resolve(set.name()), 20, 10, true);
    }
    for (String part : List.of("train", "test")) {
      Files.writeString(directory.resolve(part + ".csv"), "a,b,label\n1,2,0\n3,4,1\n");
      org.apache.hadoop.fs.Path file = IdxFiles.hadoop(directory.resolve(part + ".parquet"));
      List<Column> columns = List.of(Column.real("a", "", ""), Column.integer("label", "", ""));
      try (ParquetTableWriter table = ParquetTable.write(IdxFiles.FILES, file, part, columns)) {
        table.write(new Object[] {1.0, 0L});
        table.write(new Object[] {2.0, 1L});
        table.commit();
      }
    }
  }

  private static void check(RawData raw) {
    assertTrue(raw.classes() >= 2, raw.name());
    for (RawData.Part part : List.of(raw.train(), raw.test())) {
      assertTrue((part.bytes() == null) != (part.reals() == null), raw.name());
      int values = part.bytes() == null ? part.reals().length : part.bytes().length;
      assertEquals((long) part.labels().length * raw.rows() * raw.columns(), values, raw.name());
      for (int label : part.labels()) {
        assertTrue(label >= 0 && label < raw.classes(), raw.name());
      }
    }
  }
}
