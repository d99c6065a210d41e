package neurosweep.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Stream;
import neurosweep.testing.TestBackend;
import neurosweep.testing.TestNet;
import org.ejml.data.ReshapeMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Solving by the regularizer's Gram matrix and by the weights themselves give one result. */
class SharedGramTest {

  static Stream<Arguments> cases() {
    return Stream.of("tp", "itp", "gait")
        .flatMap(
            rule ->
                Stream.of(false, true)
                    .flatMap(
                        columns ->
                            TestBackend.all()
                                .map(backend -> Arguments.of(rule, columns, backend))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <M extends ReshapeMatrix> void theGramMatrixChangesNoErrorBeyondRounding(
      String rule, boolean ofColumns, TestBackend<M> backend) {
    // Orthogonal weights take the Gram matrix, others fall back.
    for (String init : new String[] {"orthogonal", "xavier"}) {
      TestNet<M> net = TestNet.of(backend, 0.1, init, 20, 20, 20, 20).batch(3, 3);
      M weights = net.network.weights(2);
      for (int i = 0; i < 20; i++) {
        backend.kernels().set(weights, i, (i + 1) % 20, 0.2);
      }
      Map<Integer, TestNet.Gradient> want = net.learn(net.learner(rule, 0.1, 3));
      Learner<M> sharing = net.learner(rule, 0.1, 3);
      sharing.share(new LayerGram<>(net.network, ofColumns));
      Map<Integer, TestNet.Gradient> got = net.learn(sharing);
      double bound = init.equals("orthogonal") ? 1000 * backend.eps() : 0;
      assertEquals(0, TestNet.difference(want, got), bound, init);
      backend.kernels().add(0.1, net.network.weights(3), weights);
      want = net.learn(net.learner(rule, 0.1, 3));
      got = net.learn(sharing);
      assertEquals(0, TestNet.difference(want, got), bound, init + ", after a change of weights");
    }
  }
}
