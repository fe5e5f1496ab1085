using Gmsa.Experiments.Training;
using TorchSharp;

namespace Gmsa.Experiments.Tests.Training;

public class AdamTests
{
    [Fact]
    public void Steps_are_those_of_the_formula_in_doubles()
    {
        // Gradients of the loss sum c (w - t)^2: large, small, tiny against the epsilon, none at all, and one that changes its sign.
        double[] weights = [1, -2, 0.5, 3, 0.001], factors = [10, 1e-3, 1e-8, 0, 1], targets = [0, 5, -1, 1, 0];
        using var parameter = new TorchSharp.Modules.Parameter(torch.tensor(Array.ConvertAll(weights, w => (float)w)));
        using var c = torch.tensor(Array.ConvertAll(factors, f => (float)f));
        using var t = torch.tensor(Array.ConvertAll(targets, f => (float)f));
        using var adam = new Adam([parameter]);
        double[] mean = new double[5], square = new double[5];
        for (var step = 1; step <= 20; step++)
        {
            adam.Forget();
            using (var scope = torch.NewDisposeScope())
            {
                var away = parameter - t;
                (away * away * c).sum().backward();
            }
            adam.Step(0.01);
            for (var i = 0; i < weights.Length; i++)
            {
                var gradient = 2 * factors[i] * (weights[i] - targets[i]);
                mean[i] = 0.9 * mean[i] + 0.1 * gradient;
                square[i] = 0.999 * square[i] + 0.001 * gradient * gradient;
                var (m, v) = (mean[i] / (1 - Math.Pow(0.9, step)), square[i] / (1 - Math.Pow(0.999, step)));
                weights[i] -= 0.01 * m / (Math.Sqrt(v) + 1e-8);
            }
            Assert.All(weights.Zip(parameter.data<float>()), w => Assert.Equal(w.First, w.Second, 2e-6 * Math.Max(1, Math.Abs(w.First))));
        }
        Assert.Equal(3, weights[3]);
        Assert.InRange(weights[0], 0.75, 0.85);
    }

    [Fact]
    public void A_weight_without_a_gradient_stays_and_old_gradients_are_forgotten()
    {
        using var used = new TorchSharp.Modules.Parameter(torch.ones(2));
        using var unused = new TorchSharp.Modules.Parameter(torch.ones(2));
        using var adam = new Adam([used, unused]);
        using (var loss = used.sum()) loss.backward();
        adam.Step(0.1);
        Assert.All(used.data<float>(), w => Assert.Equal(0.9f, w, 1e-6));
        Assert.Equal([1f, 1f], unused.data<float>().ToArray());
        adam.Forget();
        using var gradient = used.grad;
        Assert.Equal([0f, 0f], gradient!.data<float>().ToArray());
    }
}
