using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// Everything that a network's layers follow from, and nothing about how it was trained: what a bundle keeps beside the weights, under the
/// word of the network's options (<see cref="NetworkKinds"/>). Its members are numbers and words, so that equal ones are equal (see
/// <see cref="FirstRun"/>).
/// </summary>
public abstract record NetworkArchitecture
{
    /// <summary>
    /// The layers, on the CPU, with weights drawn from <paramref name="generator"/>, which dropout goes on drawing from. They go to another
    /// device with all that is registered in them.
    /// </summary>
    public abstract Network Build(Generator generator);
}

/// <summary>
/// A network. An input each in: pictures [batch, 1, rows, frames] or vectors [batch, count], standardised. An output for each of its heads
/// out, the labels' logits [batch, labels] first.
/// </summary>
public abstract class Network() : nn.Module<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>(nameof(Network))
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
    private Generator? elsewhere;

    // A sequence of layers disposes of what each gave when the next has used it, so that handing the input on needs a handle of its own.
    public override Tensor forward(Tensor input)
    {
        if (!training || rate == 0) return input.alias();
        using var kept = (1 - rate).ToScalar();
        return input * empty_like(input).bernoulli_(1 - rate, GeneratorOn(input.device)).div_(kept);
    }

    /// <summary>A generator draws on one device alone: on another than the CPU, one that begins with a number of the CPU's.</summary>
    private Generator GeneratorOn(torch.Device device)
    {
        if (device.type == DeviceType.CPU) return generator;
        if (elsewhere is not null) return elsewhere;
        using var seed = randint(long.MaxValue, [1], ScalarType.Int64, CPU, generator: generator);
        return elsewhere = new Generator((ulong)seed.item<long>(), device);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) elsewhere?.Dispose();
        base.Dispose(disposing);
    }
}
