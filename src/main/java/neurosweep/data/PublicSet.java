package neurosweep.data;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import neurosweep.core.Names;
import neurosweep.core.UserError;

/**
 * A set in MNIST's four files: what it is called, where it is public and what its files hash to.
 *
 * @param name name of its source and of its sub-directory
 * @param licence licence of the data
 * @param bases addresses to which a file's name is appended, tried in turn; empty where none is
 *     public
 * @param files its four files
 */
public record PublicSet(String name, String licence, List<URI> bases, List<PublicFile> files) {

  /**
   * One file.
   *
   * @param name file name, the same at every address
   * @param sha256 of the compressed file, 64 hex digits
   * @param content what it must hold
   */
  public record PublicFile(String name, String sha256, Content content) {
    /** The name without {@code .gz}. */
    public String plainName() {
      return name.substring(0, name.length() - ".gz".length());
    }
  }

  /**
   * What a file holds.
   *
   * @param images whether pictures of 28 x 28, otherwise labels from 0 to 9
   * @param count number of examples
   */
  public record Content(boolean images, int count) {
    /** No compression of it is longer: its decoded size and a margin. */
    long mostBytes() {
      return (long) count * (images ? SIZE * SIZE : 1) + (1 << 16);
    }
  }

  /** The classes of every set here. */
  static final int CLASSES = 10;

  /** Height and width of the pictures of every set here. */
  static final int SIZE = 28;

  // MNIST: addresses as in torchvision's and TensorFlow's loaders. The SHA-256 of this and the next
  // two sets are those of pytorch/vision, torchvision/prototype/datasets/_builtin/mnist.py.
  private static final PublicSet MNIST =
      new PublicSet(
          "mnist",
          "CC BY-SA 3.0",
          uris(
              "https://ossci-datasets.s3.amazonaws.com/mnist/",
              "https://storage.googleapis.com/cvdf-datasets/mnist/"),
          files(
              60_000,
              10_000,
              "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
              "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
              "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
              "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

  // Fashion-MNIST: addresses of https://github.com/zalandoresearch/fashion-mnist.
  private static final PublicSet FASHION =
      new PublicSet(
          "fashion-mnist",
          "MIT",
          uris(
              "https://fashion-mnist.s3.eu-central-1.amazonaws.com/",
              "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
          files(
              60_000,
              10_000,
              "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
              "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
              "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
              "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));

  // KMNIST: address of https://github.com/rois-codh/kmnist.
  private static final PublicSet KMNIST =
      new PublicSet(
          "kmnist",
          "CC BY-SA 4.0",
          uris("https://codh.rois.ac.jp/kmnist/dataset/kmnist/"),
          files(
              60_000,
              10_000,
              "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
              "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
              "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
              "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"));

  // MNIST's test part re-split by index (index mod 5 = 4 is the new test part); not published.
  private static final PublicSet MNIST10K =
      new PublicSet(
          "mnist10k",
          "CC BY-SA 3.0",
          List.of(),
          files(
              8_000,
              2_000,
              "7a39217313f3174995a029343d1966340f240ebec5e9967cbafe1328e80bdcee",
              "1e0365c43d96dbb871a250f0ad466dc2b34ed29350de11013b6891776a9f184d",
              "84d76e226769f9f60c67255b4b6127cc1eb95f9cad61d3e7162c2b66108aaea8",
              "0232d0ef9dceb9c8937743957112b27b261ec3595dbd1f00a4db4073eaf86edc"));

  /** Every set that is known, in the order of {@code data list}. */
  public static final List<PublicSet> ALL = List.of(MNIST, FASHION, KMNIST, MNIST10K);

  /**
   * The set of that name.
   *
   * @throws UserError listing the names that exist
   */
  public static PublicSet named(String name) {
    Optional<PublicSet> found = ALL.stream().filter(set -> set.name.equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            new UserError(
                Names.unknown("public set", name, ALL.stream().map(PublicSet::name).toList())));
  }

  /** Whether it can be fetched. */
  public boolean isPublic() {
    return !bases.isEmpty();
  }

  /** Train and test, pictures before labels, in the order of the hashes. */
  private static List<PublicFile> files(int train, int test, String... sha256) {
    return List.of(
        new PublicFile("train-images-idx3-ubyte.gz", sha256[0], new Content(true, train)),
        new PublicFile("train-labels-idx1-ubyte.gz", sha256[1], new Content(false, train)),
        new PublicFile("t10k-images-idx3-ubyte.gz", sha256[2], new Content(true, test)),
        new PublicFile("t10k-labels-idx1-ubyte.gz", sha256[3], new Content(false, test)));
  }

  private static List<URI> uris(String... addresses) {
    return java.util.Arrays.stream(addresses).map(URI::create).toList();
  }
}
