package neurosweep.store.parquet;

import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import neurosweep.core.NativeDirectory;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Parquet's codecs with a Snappy in Java, for where no native library can be loaded. */
final class JavaSnappy implements CompressionCodecFactory {
  private final CompressionCodecFactory others;

  JavaSnappy(CompressionCodecFactory others) {
    this.others = others;
  }

  /** Parquet's own codecs where these can be loaded. */
  static CompressionCodecFactory codecs() {
    return NativeDirectory.choose() ? natives() : new JavaSnappy(natives());
  }

  static CompressionCodecFactory natives() {
    return new CodecFactory(new PlainParquetConfiguration(), ParquetWriter.DEFAULT_PAGE_SIZE);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return name == CompressionCodecName.SNAPPY ? new Compressor() : others.getCompressor(name);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return name == CompressionCodecName.SNAPPY ? new Decompressor() : others.getDecompressor(name);
  }

  @Override
  public void release() {
    others.release();
  }

  private static final class Compressor implements BytesInputCompressor {
    private final SnappyCompressor snappy = new SnappyCompressor();

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      byte[] plain = bytes.toInputStream().readAllBytes();
      if (plain.length == 0) {
        return BytesInput.empty();
      }
      byte[] packed = new byte[snappy.maxCompressedLength(plain.length)];
      int length = snappy.compress(plain, 0, plain.length, packed, 0, packed.length);
      return BytesInput.from(packed, 0, length);
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.SNAPPY;
    }

    @Override
    public void release() {}
  }

  private static final class Decompressor implements BytesInputDecompressor {
    private final SnappyDecompressor snappy = new SnappyDecompressor();

    @Override
    public BytesInput decompress(BytesInput bytes, int length) throws IOException {
      return BytesInput.from(unpack(bytes.toInputStream().readAllBytes(), length));
    }

    @Override
    public void decompress(ByteBuffer in, int packedLength, ByteBuffer out, int length)
        throws IOException {
      byte[] packed = new byte[packedLength];
      in.get(packed);
      out.put(unpack(packed, length));
    }

    private byte[] unpack(byte[] packed, int length) throws IOException {
      byte[] plain = new byte[length];
      if (length == 0 && packed.length == 0) { // as Parquet's own writes it
        return plain;
      }
      int found;
      try {
        found = snappy.decompress(packed, 0, packed.length, plain, 0, length);
      } catch (RuntimeException e) { // of a damaged page
        throw new IOException("a page is no Snappy data", e);
      }
      if (found != length) {
        throw new IOException("a page has " + found + " bytes, must have " + length);
      }
      return plain;
    }

    @Override
    public void release() {}
  }
}
