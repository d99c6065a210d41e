package neurosweep.store.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Codecs that unpack no page which claims to be far longer than it is packed: a few kilobytes of
 * zeros unpack to gigabytes, and the memory is taken before the first of them is seen.
 */
record BoundedPages(CompressionCodecFactory codecs) implements CompressionCodecFactory {
  /** Writers end a page at one megabyte; some make one page of a whole column. */
  private static final int ALWAYS = 32 << 20;

  /** What pages beyond that may be longer than packed. */
  private static final long MOST_RATIO = 100;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return codecs.getCompressor(name);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    BytesInputDecompressor unbounded = codecs.getDecompressor(name);
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput bytes, int length) throws IOException {
        require(bytes.size(), length);
        return unbounded.decompress(bytes, length);
      }

      @Override
      public void decompress(ByteBuffer in, int packed, ByteBuffer out, int length)
          throws IOException {
        require(packed, length);
        unbounded.decompress(in, packed, out, length);
      }

      @Override
      public void release() {
        unbounded.release();
      }
    };
  }

  @Override
  public void release() {
    codecs.release();
  }

  private static void require(long packed, int length) {
    if (length < 0 || (length > ALWAYS && length > MOST_RATIO * packed)) {
      throw new IllegalStateException( // others are told as a page that is damaged
          String.format(
              Locale.ROOT, "a page of %d bytes claims to unpack to %d bytes", packed, length));
    }
  }
}
