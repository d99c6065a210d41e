package neurosweep.math;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import neurosweep.core.UserError;

/** Who made a BLAS: what it can be asked and told beyond its standard routines. */
enum BlasVendor {
  OPENBLAS("openblas_get_config") {
    @Override
    String name(NativeLibrary library) {
      List<String> words = List.of(text(library, "openblas_get_config").split("\\s+", 3));
      return String.join(" ", words.subList(0, Math.min(2, words.size())));
    }

    @Override
    String kernel(NativeLibrary library) {
      return text(library, "openblas_get_corename");
    }

    @Override
    int setOneThread(NativeLibrary library) {
      library.getFunction("openblas_set_num_threads").invokeVoid(new Object[] {1});
      return library.getFunction("openblas_get_num_threads").invokeInt(new Object[0]);
    }
  },
  BLIS("bli_info_get_version_str") {
    @Override
    String name(NativeLibrary library) {
      return "BLIS " + text(library, "bli_info_get_version_str");
    }

    @Override
    int setOneThread(NativeLibrary library) {
      library.getFunction("bli_thread_set_num_threads").invokeVoid(new Object[] {1L});
      return (int) library.getFunction("bli_thread_get_num_threads").invokeLong(new Object[0]);
    }
  },
  MKL("MKL_Set_Num_Threads") {
    @Override
    String name(NativeLibrary library) {
      byte[] text = new byte[256];
      library.getFunction("MKL_Get_Version_String").invokeVoid(new Object[] {text, text.length});
      return Native.toString(text).strip();
    }

    @Override
    int setOneThread(NativeLibrary library) {
      library.getFunction("MKL_Set_Num_Threads").invokeVoid(new Object[] {1});
      return library.getFunction("MKL_Get_Max_Threads").invokeInt(new Object[0]);
    }
  },
  OTHER("") {
    @Override
    String name(NativeLibrary library) {
      return "";
    }

    @Override
    int setOneThread(NativeLibrary library) {
      return 0; // the environment has told it
    }
  };

  private static final int DIGITS = 12;

  private final String mark;

  BlasVendor(String mark) {
    this.mark = mark;
  }

  /** By a function that only this vendor's library has. */
  static BlasVendor of(NativeLibrary library) {
    for (BlasVendor vendor : values()) {
      if (vendor != OTHER && has(library, vendor.mark)) {
        return vendor;
      }
    }
    return OTHER;
  }

  private static boolean has(NativeLibrary library, String function) {
    try {
      return library.getFunction(function) != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  private static String text(NativeLibrary library, String function) {
    return library.getFunction(function).invokeString(new Object[0], false).strip();
  }

  abstract String name(NativeLibrary library);

  abstract int setOneThread(NativeLibrary library);

  /** Its code for this kind of processor; empty if it does not tell. */
  String kernel(NativeLibrary library) {
    return "";
  }

  /** Name and version; of a library that does not tell, its file's name and digest. */
  final String version(NativeLibrary library, String file) throws IOException {
    String name = name(library);
    if (!name.isEmpty()) {
      return name;
    }
    Path path = Path.of(file);
    String digest = Files.isRegularFile(path) ? UnpackedFiles.digest(path) : "";
    String known = digest.isEmpty() ? "" : " sha256 " + digest.substring(0, DIGITS);
    return path.getFileName() + known;
  }

  /**
   * Keeps it to the calling thread.
   *
   * @return the number of threads that it says it takes; 0 if it does not tell
   * @throws UserError if it keeps more
   */
  final int oneThread(NativeLibrary library) {
    int threads = setOneThread(library);
    if (threads > 1) {
      throw new UserError(
          name(library)
              + " keeps "
              + threads
              + " threads, and a cell is one; name a sequential library with --blas");
    }
    return threads;
  }
}
