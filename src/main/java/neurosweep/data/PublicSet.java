package neurosweep.data;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import neurosweep.core.Names;
import neurosweep.core.UserError;

/**
 * A set in MNIST's four files: what it is called, where it is public and what its files hash to, as
 * published and decoded.
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
   * @param sha256 of the compressed file as published, 64 hex digits
   * @param decoded SHA-256 of the IDX bytes in it, however compressed, 64 hex digits; empty where
   *     it is not known
   * @param content what it must hold
   */
  public record PublicFile(String name, String sha256, String decoded, Content content) {
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
    /** Length of the IDX file: its header and elements. */
    long bytes() {
      return images ? 16 + (long) count * SIZE * SIZE : 8 + (long) count;
    }

    /** No compression of it is longer: its decoded size and a margin. */
    long mostBytes() {
      return bytes() + (1 << 16);
    }
  }

  /** The classes of every set here. */
  static final int CLASSES = 10;

  /** Height and width of the pictures of every set here. */
  static final int SIZE = 28;

  // MNIST: addresses as in torchvision's and TensorFlow's loaders. The first SHA-256 of each file
  // of
  // this and the next two sets is that of pytorch/vision,
  // torchvision/prototype/datasets/_builtin/mnist.py; the second, of the decoded file, was computed
  // here from files whose published compressed form was rebuilt bit for bit.
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
              sums(
                  "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              sums(
                  "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
              sums(
                  "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
              sums(
                  "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")));

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
              sums(
                  "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
              sums(
                  "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
              sums(
                  "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
              sums(
                  "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")));

  // KMNIST: address of https://github.com/rois-codh/kmnist. No SHA-256 of the decoded files is
  // published, and the files were not at hand.
  private static final PublicSet KMNIST =
      new PublicSet(
          "kmnist",
          "CC BY-SA 4.0",
          uris("https://codh.rois.ac.jp/kmnist/dataset/kmnist/"),
          files(
              60_000,
              10_000,
              sums("51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4", ""),
              sums("e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17", ""),
              sums("edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5", ""),
              sums("20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c", "")));

  // MNIST's test part re-split by index (index mod 5 = 4 is the new test part); not published.
  private static final PublicSet MNIST10K =
      new PublicSet(
          "mnist10k",
          "CC BY-SA 3.0",
          List.of(),
          files(
              8_000,
              2_000,
              sums(
                  "7a39217313f3174995a029343d1966340f240ebec5e9967cbafe1328e80bdcee",
                  "cf75d7f7b8fffad292f056761c5a468695282103298b1b0a790815d4c00c23c9"),
              sums(
                  "1e0365c43d96dbb871a250f0ad466dc2b34ed29350de11013b6891776a9f184d",
                  "c574c07944f78eaefbbb87c92f16e81195cad01093bd642d15fdc48e107c702c"),
              sums(
                  "84d76e226769f9f60c67255b4b6127cc1eb95f9cad61d3e7162c2b66108aaea8",
                  "effef11b51db2df299e3bc28bc2e82242637f1a46dd498993e79e60b5d367352"),
              sums(
                  "0232d0ef9dceb9c8937743957112b27b261ec3595dbd1f00a4db4073eaf86edc",
                  "a930abcd7fecd49da01c018b571b25d61ee6c8bc861c0e38bb32b5fe9be9aff6")));

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

  /** The names that its files may have, gzipped or plain. */
  List<String> fileNames() {
    return files.stream().flatMap(f -> Stream.of(f.name(), f.plainName())).toList();
  }

  /** Whether it can be fetched. */
  public boolean isPublic() {
    return !bases.isEmpty();
  }

  /** SHA-256 of a file as published and decoded. */
  private record Sums(String published, String decoded) {}

  private static Sums sums(String published, String decoded) {
    return new Sums(published, decoded);
  }

  /** Train and test, pictures before labels, in the order of the sums. */
  private static List<PublicFile> files(int train, int test, Sums... sums) {
    return List.of(
        file("train-images-idx3-ubyte.gz", sums[0], new Content(true, train)),
        file("train-labels-idx1-ubyte.gz", sums[1], new Content(false, train)),
        file("t10k-images-idx3-ubyte.gz", sums[2], new Content(true, test)),
        file("t10k-labels-idx1-ubyte.gz", sums[3], new Content(false, test)));
  }

  private static PublicFile file(String name, Sums sums, Content content) {
    return new PublicFile(name, sums.published, sums.decoded, content);
  }

  private static List<URI> uris(String... addresses) {
    return java.util.Arrays.stream(addresses).map(URI::create).toList();
  }
}
