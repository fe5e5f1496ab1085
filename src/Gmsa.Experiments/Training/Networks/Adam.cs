using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// Adam (Kingma and Ba, ICLR 2015) with torch's defaults: betas 0.9 and 0.999, epsilon 1e-8; the same formula as <c>torch.optim.Adam</c>.
/// </summary>
/// <remarks>
/// TorchSharp 0.107.0 has one, but the numbers that it hands to torch are not kept alive during the call: a garbage collection at
/// that moment frees them, and the step computes with whatever lies there. Seen as failed calls when several trials ran at once; here
/// each lives until it was used.
/// </remarks>
internal sealed class Adam(IEnumerable<Parameter> parameters) : IOptimiser
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly (Parameter Weight, Tensor Mean, Tensor Square)[] states =
        [.. parameters.Select(p => (p, zeros_like(p), zeros_like(p)))];
    private readonly Scalar beta1 = Beta1.ToScalar(), rest1 = (1 - Beta1).ToScalar(), beta2 = Beta2.ToScalar(),
        rest2 = (1 - Beta2).ToScalar(), epsilon = Epsilon.ToScalar(), one = 1.ToScalar();
    private int steps;

    public void Forget()
    {
        foreach (var (weight, _, _) in states)
        {
            using var gradient = weight.grad;
            gradient?.zero_();
        }
    }

    public void Step(double learningRate)
    {
        steps++;
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var root = Math.Sqrt(1 - Math.Pow(Beta2, steps)).ToScalar();
        using var size = (-learningRate / (1 - Math.Pow(Beta1, steps))).ToScalar();
        foreach (var (weight, mean, square) in states)
        {
            if (weight.grad is not { } gradient) continue;
            mean.mul_(beta1).add_(gradient, alpha: rest1);
            square.mul_(beta2).addcmul_(gradient, gradient, value: rest2);
            weight.addcdiv_(mean, square.sqrt().div_(root).add_(epsilon, one), value: size);
        }
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        foreach (var (_, mean, square) in states)
        {
            mean.Dispose();
            square.Dispose();
        }
        foreach (var scalar in (Scalar[])[beta1, rest1, beta2, rest2, epsilon, one]) scalar.Dispose();
    }
}
