using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// Everything that a network's layers follow from, and nothing about how it was trained: what a bundle keeps beside the weights, under the
/// word of the network's options (<see cref="NetworkKinds"/>).
/// </summary>
public abstract record NetworkArchitecture
{
    /// <summary>Height of the picture.</summary>
    public required int Rows { get; init; }

    /// <summary>Width of the picture.</summary>
    public required int Frames { get; init; }

    /// <summary>The number of labels.</summary>
    public required int Labels { get; init; }

    /// <summary>The layers, with weights drawn from <paramref name="generator"/>, which dropout goes on drawing from.</summary>
    public abstract Network Build(Generator generator);
}

/// <summary>A network: pictures [batch, 1, rows, frames] in, logits [batch, labels] out.</summary>
public abstract class Network() : nn.Module<Tensor, Tensor>(nameof(Network))
{
    /// <summary>What is added to the loss, such as the L2 penalty of some layer; null for nothing.</summary>
    public virtual Tensor? Penalty() => null;

    /// <summary>All that scoring needs, by name: weights, and the running statistics of batch norms (all float32).</summary>
    public IEnumerable<(string Name, Tensor Value)> Weights() =>
        named_parameters().Select(p => (p.name, (Tensor)p.parameter))
            .Concat(named_buffers().Where(b => b.buffer.dtype == ScalarType.Float32).Select(b => (b.name, b.buffer)));

    /// <summary>Glorot and Bengio's uniform initialisation (AISTATS 2010): weights within sqrt(6 / (fan in + fan out)), biases 0.</summary>
    protected static void GlorotUniform(Tensor weight, Tensor bias, Generator generator)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var receptive = weight.shape.Skip(2).Aggregate(1L, (a, b) => a * b);
        var limit = Math.Sqrt(6.0 / ((weight.shape[0] + weight.shape[1]) * receptive));
        weight.uniform_(-limit, limit, generator);
        bias.zero_();
    }

    /// <summary>
    /// A convolution's weight [out, in, rows, frames] with the channels of a pixel side by side in memory; its values are the same. For
    /// speed on a CPU, if pictures come as <see cref="ChannelsLastView"/>: torch then computes in that layout throughout.
    /// </summary>
    protected static Parameter ChannelsLast(Parameter weight)
    {
        using var scope = NewDisposeScope();
        var pixels = weight.detach().permute(0, 2, 3, 1).contiguous();
        return scope.MoveToOuter(new Parameter(pixels.permute(0, 3, 1, 2)));
    }

    /// <summary>The same numbers, [batch, 1, rows, frames], with strides that tell torch to keep channels last from here on.</summary>
    protected static Tensor ChannelsLastView(Tensor pictures) =>
        pictures.reshape(pictures.shape[0], pictures.shape[2], pictures.shape[3], 1).permute(0, 3, 1, 2);
}

/// <summary>
/// Dropout (Srivastava and others, JMLR 2014) that draws its masks from a generator of its own: torch's own dropout draws from one
/// generator for the whole process, so that trials running side by side would change each other's results.
/// </summary>
internal sealed class SeededDropout(double rate, Generator generator) : nn.Module<Tensor, Tensor>(nameof(SeededDropout))
{
    // A sequence of layers disposes of what each gave when the next has used it, so that handing the input on needs a handle of its own.
    public override Tensor forward(Tensor input)
    {
        if (!training || rate == 0) return input.alias();
        using var kept = (1 - rate).ToScalar();
        return input * empty_like(input).bernoulli_(1 - rate, generator).div_(kept);
    }
}
