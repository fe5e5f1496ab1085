using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Training;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy, ICML 2015) of the channels of [batch, channels, rows, frames]: torch's, with its momentum of 0.1
/// and epsilon of 1e-5, but for the count of batches, which nothing reads and which TorchSharp 0.107.0 keeps with a number that it lets be
/// freed under native code.
/// </summary>
internal sealed class BatchNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight, bias;
    private readonly Tensor running_mean, running_var; // named as torch names them, in bundles too

    public BatchNorm(long channels) : base(nameof(BatchNorm))
    {
        (weight, bias) = (new Parameter(ones(channels, device: CPU)), new Parameter(zeros(channels, device: CPU)));
        (running_mean, running_var) = (zeros(channels, device: CPU), ones(channels, device: CPU));
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
        register_buffer(nameof(running_mean), running_mean);
        register_buffer(nameof(running_var), running_var);
    }

    public override Tensor forward(Tensor input) =>
        nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training, 0.1, 1e-5);
}
