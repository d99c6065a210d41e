package neurosweep.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import neurosweep.core.Column;
import neurosweep.core.JsonText;
import neurosweep.report.format.CsvRows;
import neurosweep.store.Files;
import neurosweep.store.IoFault;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableWriter;
import org.apache.hadoop.fs.Path;

/** A kind of file that tables are exported to; each is written whole or not at all. */
public enum ExportFormat {
  /** RFC 4180 with a heading; missing values are empty, reals are their shortest decimals. */
  CSV {
    @Override
    void write(Files files, Path path, List<Column> columns, Iterator<Object[]> rows) {
      files.writeAtomically(path, out -> csv(out, columns, rows));
    }
  },

  /** An array with an object a row; missing values are null, other non-numbers texts. */
  JSON {
    @Override
    void write(Files files, Path path, List<Column> columns, Iterator<Object[]> rows) {
      files.writeAtomically(path, out -> json(out, columns, rows));
    }
  },

  /** Typed columns with units and one line of explanation each, as the sweep's own. */
  PARQUET {
    @Override
    void write(Files files, Path path, List<Column> columns, Iterator<Object[]> rows) {
      try (ParquetTableWriter writer = ParquetTable.write(files, path, path.getName(), columns)) {
        while (rows.hasNext()) {
          writer.write(rows.next());
        }
        writer.commit();
      } catch (IOException e) {
        throw IoFault.error("write", path, e);
      }
    }
  };

  abstract void write(Files files, Path path, List<Column> columns, Iterator<Object[]> rows);

  private static void csv(OutputStream out, List<Column> columns, Iterator<Object[]> rows)
      throws IOException {
    CsvRows csv = new CsvRows(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    csv.row(columns.stream().map(Column::name).toList());
    while (rows.hasNext()) {
      csv.row(Arrays.asList(rows.next()));
    }
    csv.flush();
  }

  private static void json(OutputStream out, List<Column> columns, Iterator<Object[]> rows)
      throws IOException {
    JsonGenerator json = JsonText.factory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartArray();
    while (rows.hasNext()) {
      Object[] row = rows.next();
      json.writeRaw('\n');
      json.writeStartObject();
      for (int i = 0; i < row.length; i++) {
        json.writeFieldName(columns.get(i).name());
        JsonText.write(json, row[i]);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeRaw('\n');
    json.close();
  }
}
