using Gmsa.Experiments.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmsa.Experiments.Tests.Training;

/// <summary>
/// On torch's device without numbers, where tensors have a shape and a place and nothing is computed: what goes to a device is there, and
/// what is made of it is too.
/// </summary>
public class DeviceTests
{
    private static readonly torch.Device Elsewhere = new(DeviceType.META);

    [Fact]
    public void A_network_its_batches_its_losses_and_its_optimiser_go_to_a_device()
    {
        using var scope = NewDisposeScope();
        var rows = TrainingRows.For(new ToyOptions(), 6);
        var options = new ToyOptions { Energy = false };
        using var generator = new Generator(1, CPU);
        using var network = options.Architecture(rows.Inputs, 3).Build(generator);
        network.to(Elsewhere);
        var heads = options.Heads(3);
        using var data = NetworkData.Load(rows.Context().Train, "Features", "Label", rows.Inputs, heads);
        var batches = new NetworkBatches(data, [], [], Elsewhere);
        using var optimiser = options.Optimiser(network);
        for (var step = 0; step < 2; step++)
        {
            var (inputs, targets) = batches.Of([0, 1, 2, 3], 1);
            var outputs = network.forward(inputs);
            Assert.Equal([4L, 3], Assert.Single(outputs).shape);
            var loss = targets.Loss(heads, outputs);
            Assert.All([.. inputs, .. targets.Targets, .. outputs, loss], made => Assert.Equal(DeviceType.META, made.device_type));
            optimiser.Forget();
            loss.backward();
            optimiser.Step(0.1);
            // The layer of the head that there isn't has none.
            Tensor[] gradients = [.. network.parameters().Select(weight => weight.grad).OfType<Tensor>()];
            Assert.Equal(4, gradients.Length);
            Assert.All(gradients, gradient => Assert.Equal(DeviceType.META, gradient.device_type));
        }
    }

    [Fact]
    public void All_that_is_registered_in_a_network_goes_there()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        using var network = new SeedCnnOptions().Architecture([new(94, 94)], 3).Build(generator);
        network.to(Elsewhere);
        Assert.All(network.Weights(), weight => Assert.Equal(DeviceType.META, weight.Value.device_type));
        Assert.Equal(DeviceType.META, network.Penalty()!.device_type);
    }

    [Fact]
    public void All_that_an_experiment_can_ask_for_is_the_cpu() =>
        Assert.All(Enum.GetValues<Gmsa.Experiments.Training.Device>(), device => Assert.Equal(DeviceType.CPU, device.OfTorch().type));
}
